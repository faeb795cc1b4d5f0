import type { TownEntry } from '../../shared/areas/document.ts'
import { DAY, HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import type { CarParks } from '../iot/car-parks.ts'
import type { Device } from '../iot/devices.ts'
import { stream } from '../random.ts'
import type { Road } from './roads.ts'

/** 停车诱导屏: stands at a road and tells the free bays of the car parks that it points to. */
export interface Board {
  readonly no: string
  readonly place: string
  readonly town: TownEntry
  readonly lots: readonly Device[]
}

export type BoardState = '正常' | '黑屏' | '失联'

export interface LotShown {
  readonly lot: Device
  /** On the board; null where it shows nothing. */
  readonly shown: number | null
  /** What the car park itself had told by then; null where it was not heard. */
  readonly counted: number | null
}

/** A board as the platform read it at `readAt`. */
export interface BoardTold {
  readonly board: Board
  readonly state: BoardState
  readonly readAt: number
  /** Since when it shows these numbers. */
  readonly shownAt: number | null
  readonly lots: readonly LotShown[]
}

export const READ_EVERY = 5 * MINUTE
const BOARDS = 12
const SIDES = ['东口', '西口', '北口', '南口'] as const
/** Of boards, a day. */
const FAILING = 0.05
/** A board is a device of few: so many times as often as others one stands still. */
const STANDING_STILL = 5

export function createBoards(
  city: PretendCity,
  roads: readonly Road[],
  { lots }: CarParks,
): readonly Board[] {
  const busiest = [...roads].sort((a, b) => b.busy - a.busy).slice(0, BOARDS)
  return busiest.map((road, i) => {
    const no = `YD-${String(i + 1).padStart(2, '0')}`
    const chance = stream(city.seed, 'traffic board', no)
    const near = chance.shuffled(lots.filter(({ area }) => area.slice(0, 6) === road.town.district))
    const others = chance.shuffled(lots.filter(lot => !near.includes(lot)))
    return {
      ...{ no, town: road.town, place: road.name + chance.pick(SIDES) },
      lots: [...near, ...others].slice(0, 2 + chance.int(2)),
    }
  })
}

interface Trouble {
  readonly state: BoardState | 'still'
  readonly from: number
  readonly to: number
}

/** Dark or lost for some hours now and then; A16: one that stands still goes on to show what it showed when it stopped. */
function troubleOf(city: PretendCity, { no }: Board, day: number): Trouble | null {
  const chance = stream(city.seed, 'traffic board trouble', no, day)
  const fails = chance.happens(FAILING)
  const from = startOfDay(day) + Math.floor((chance.between(0, 14) * HOUR) / READ_EVERY) * READ_EVERY
  const to = from + Math.round(chance.between(3, 16)) * HOUR
  const state = chance.weighted(['黑屏', '失联'] as const, [3, 2])
  if (city.anomalies.hits('A16', ['traffic board', no, day], STANDING_STILL))
    return { state: 'still', from, to }
  return fails ? { state, from, to } : null
}

const LONGEST = DAY + 14 * HOUR

function troubleAt(city: PretendCity, board: Board, at: number): Trouble | null {
  const found = [dayNumber(at), dayNumber(at - LONGEST)]
    .flatMap(day => troubleOf(city, board, day) ?? [])
    .filter(({ from, to }) => from <= at && at < to)
  return found[0] ?? null
}

/** All boards as they were read last up to an instant. */
export function boardsAt(
  city: PretendCity,
  boards: readonly Board[],
  { free }: CarParks,
  at: number,
): BoardTold[] {
  const readAt = Math.floor(at / READ_EVERY) * READ_EVERY
  return boards.map(board => {
    const trouble = troubleAt(city, board, readAt)
    const state = trouble === null || trouble.state === 'still' ? '正常' : trouble.state
    const shownAt = state !== '正常' ? null : trouble === null ? readAt : trouble.from
    return {
      ...{ board, state, readAt, shownAt },
      lots: board.lots.map(lot => ({
        lot,
        shown: shownAt === null ? null : free(lot, shownAt),
        counted: free(lot, readAt),
      })),
    }
  })
}

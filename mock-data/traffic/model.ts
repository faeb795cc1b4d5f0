import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { createCarParks, type CarParks } from '../iot/car-parks.ts'
import { draw } from '../random.ts'
import { remembered } from '../remembered.ts'
import { createAccidents, createSpots, type Accident, type AccidentClass, type Spot } from './accidents.ts'
import { boardsAt, createBoards, type Board, type BoardTold } from './boards.ts'
import { indexAt, passingsAt, speedOf } from './load.ts'
import { createRoads, type Road } from './roads.ts'
import { createShareLots, sharesAt, type ShareLot, type ShareTold } from './share-lots.ts'
import { createSignals, type Signal, type SignalTold } from './signals.ts'

/** How what a road tells was spoilt on its way (A9, A16). */
export type Spoilt = 'missing' | 'spike'

/** Five minutes of a road, by their end. */
export interface RoadTold {
  readonly road: Road
  readonly at: number
  /** When the platform has it. */
  readonly heardAt: number
  readonly index: number
  readonly speed: number
  readonly passings: number
  readonly spoilt: Spoilt | null
}

/** An accident as the platform has it since `changedAt`. */
export interface AccidentTold {
  readonly accident: Accident
  readonly changedAt: number
  readonly state: '处置中' | '已撤除' | '误报'
}

export interface TrafficModel {
  readonly roads: readonly Road[]
  readonly spots: readonly Spot[]
  readonly signals: readonly Signal[]
  /** Of every road what was heard with from < heardAt <= to, the earliest heard first. */
  readonly heard: (from: number, to: number) => RoadTold[]
  /** Of five minutes, by their end. */
  readonly slot: (at: number) => readonly RoadTold[]
  readonly accidents: (from: number, to: number) => readonly Accident[]
  /** What changed with from < changedAt <= to, each as it stands at `to`, the earliest change first. */
  readonly changed: (from: number, to: number) => AccidentTold[]
  readonly lights: (at: number) => readonly SignalTold[]
  readonly carParks: CarParks
  readonly shareLots: readonly ShareLot[]
  readonly shares: (at: number) => readonly ShareTold[]
  readonly boards: readonly Board[]
  /** All boards as they were read last. */
  readonly boardsAt: (at: number) => readonly BoardTold[]
}

export const EVERY = 5 * MINUTE
const LATEST = 2 * HOUR
/** No accident is cleared later than this after it happened. */
const LONGEST_ACCIDENT = 12 * HOUR

/** What stands across a road beside its own traffic. */
const HOLDS: { readonly [sort in AccidentClass]: number } = { 财产损失: 0.8, 伤人: 1.8, 亡人: 3 }
const MOST_HELD = 3.5

/** Within a minute and a half; A4: an hour of a road comes an hour later. */
function delayOf({ seed, anomalies }: PretendCity, { code }: Road, at: number): number {
  const late = anomalies.hits('A4', ['traffic', code, Math.floor(at / HOUR)])
  return Math.floor(10 + 70 * draw(seed, 'traffic delay', code, at)) * 1000 + (late ? HOUR : 0)
}

function spoiltOf({ anomalies }: PretendCity, { code }: Road, at: number): Spoilt | null {
  if (anomalies.hits('A9', ['traffic', code, at])) return 'missing'
  // By the hour: what counts wrong is reset by somebody.
  return anomalies.hits('A16', ['traffic', code, Math.floor(at / HOUR)], 0.2) ? 'spike' : null
}

export function createTrafficModel(city: PretendCity, carParks = createCarParks(city)): TrafficModel {
  const roads = createRoads(city)
  const spots = createSpots(city, roads)
  const accidents = createAccidents(city, roads, spots)
  const { signals, told: lights } = createSignals(city, roads)
  const heldOn = (road: Road, at: number): number => {
    const standing = accidents
      .between(at - LONGEST_ACCIDENT, at)
      .filter(each => each.road === road && !each.withdrawn && each.clearedAt > at)
    return Math.min(
      MOST_HELD,
      standing.reduce((sum, { sort }) => sum + HOLDS[sort], 0),
    )
  }
  const slots = remembered(
    slot => roads.map(road => toldOf(city, road, slot * EVERY, heldOn(road, slot * EVERY))),
    (3 * DAY) / EVERY,
  )
  const slot = (at: number) => slots(Math.floor(at / EVERY))
  const heard = (from: number, to: number): RoadTold[] => {
    const found: RoadTold[] = []
    for (let at = Math.floor((from - LATEST) / EVERY) * EVERY; at <= to; at += EVERY)
      found.push(...slot(at).filter(({ heardAt }) => heardAt > from && heardAt <= to))
    return found.sort((a, b) => a.heardAt - b.heardAt || (a.road.code < b.road.code ? -1 : 1))
  }
  const changed = (from: number, to: number): AccidentTold[] =>
    accidents
      .between(Math.max(from - LONGEST_ACCIDENT, to - DAYS_OF_PAST * DAY), to)
      .flatMap(accident => standingOf(accident, to))
      .filter(({ changedAt }) => changedAt > from)
      .sort((a, b) => a.changedAt - b.changedAt || (a.accident.no < b.accident.no ? -1 : 1))
  return {
    ...{ roads, spots, signals, heard, slot, accidents: accidents.between, changed, lights },
    ...parkingOf(city, roads, carParks),
  }
}

/** 智慧停车: what units share with residents, and where boards lead. */
function parkingOf(city: PretendCity, roads: readonly Road[], carParks: CarParks) {
  const shareLots = createShareLots(city)
  const boards = createBoards(city, roads, carParks)
  return {
    ...{ carParks, shareLots, boards },
    shares: (at: number) => sharesAt(city, shareLots, at),
    boardsAt: (at: number) => boardsAt(city, boards, carParks, at),
  }
}

function toldOf(city: PretendCity, road: Road, at: number, held: number): RoadTold {
  const index = indexAt(city, road, at, held)
  return {
    ...{ road, at, heardAt: at + delayOf(city, road, at), index, speed: speedOf(road, index) },
    passings: passingsAt(city, road, at),
    spoilt: spoiltOf(city, road, at),
  }
}

/** Nothing before somebody called; then as it stands. */
export function standingOf(accident: Accident, at: number): readonly AccidentTold[] {
  if (accident.reportedAt > at) return []
  if (accident.clearedAt > at) return [{ accident, changedAt: accident.reportedAt, state: '处置中' }]
  return [{ accident, changedAt: accident.clearedAt, state: accident.withdrawn ? '误报' : '已撤除' }]
}

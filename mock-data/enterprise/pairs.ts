import { DAY, HOUR, MINUTE, dateOfDay, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw, stream } from '../random.ts'
import { ledgerOf } from './ledger.ts'
import { ENTERPRISES, enterpriseName } from './sessions.ts'

/** HW-03: 28 leaders of the district with 28 projects above 亿元. */
const PROJECTS = 28
/** A cadre goes to whom he is paired with about every eight weeks. */
const A_WEEK = 0.12
/** Visits began as the problems did (HW-04). */
const WEEKS = 38
const BROUGHT_BY = '包保干部'

/** A cadre, as a post, and whom he is paired with. */
export interface Pair {
  readonly number: string
  readonly level: '县级干部' | '科级干部'
  readonly post: string
  readonly party: string
}

export interface Visit {
  readonly number: string
  readonly pair: Pair
  readonly at: number
  readonly about: string
  /** Number of the problem that was found. */
  readonly problem: string | null
}

const padded = (n: number, digits: number) => String(n).padStart(digits, '0')

/** 28 with projects, 100 with enterprises. */
export const PAIRS: readonly Pair[] = Array.from({ length: PROJECTS + ENTERPRISES }, (_, i): Pair => {
  const number = `HW-BL-${padded(i + 1, 3)}`
  const own = i - PROJECTS
  return i < PROJECTS
    ? {
        number,
        level: '县级干部',
        post: `县级干部${padded(i + 1, 2)}`,
        party: `演示亿元项目${padded(i + 1, 2)}`,
      }
    : { number, level: '科级干部', post: `科级干部${padded(own + 1, 2)}`, party: enterpriseName(own) }
})

const MATTERS = [
  '了解用能需求',
  '宣讲惠企政策',
  '核对项目手续',
  '了解用工情况',
  '察看生产安全',
  '对接银企需求',
]

const numberOf = (pair: Pair, at: number): string =>
  `HW-ZF-${dateOfDay(dayNumber(at)).replaceAll('-', '')}-${pair.number.slice(-3)}`

/** Visits that found nothing, on a working day. */
function routine(city: PretendCity, day: number): Visit[] {
  if (!city.calendar.isWorkday(day)) return []
  return PAIRS.filter(({ number }) => draw(city.seed, 'pairing visit', number, day) < A_WEEK / 5).map(
    pair => {
      const chance = stream(city.seed, 'pairing visit', pair.number, day, 'made')
      const at = startOfDay(day) + 9 * HOUR + chance.int(7 * 60) * MINUTE
      return { number: numberOf(pair, at), pair, at, about: chance.pick(MATTERS), problem: null }
    },
  )
}

/** All visits until the day on which the ledger is handed over: each problem that a cadre brought was found on one. */
export function visitsHandedOver(city: PretendCity, at: number): Visit[] {
  const today = dayNumber(at)
  const found = ledgerOf(city, at).flatMap(({ no, source, enterprise, title, collectedAt }): Visit[] => {
    const pair = source === BROUGHT_BY ? PAIRS.find(({ party }) => party === enterprise) : undefined
    if (pair === undefined) return []
    return [{ number: numberOf(pair, collectedAt), pair, at: collectedAt, about: title, problem: no }]
  })
  const days = Array.from({ length: WEEKS * 7 }, (_, i) => today - WEEKS * 7 + i)
  return onceADay([...found, ...days.flatMap(day => routine(city, day))])
}

/** Those of the two weeks before a list is sent: what stood in the one before is told again. */
export const visitsOfLate = (city: PretendCity, at: number): Visit[] =>
  onceADay(
    Array.from({ length: 14 }, (_, i) => dayNumber(at) - 13 + i).flatMap(day => routine(city, day)),
  ).filter(visit => visit.at <= at && visit.at > at - 14 * DAY)

/** Nobody goes twice on a day to the same; the one on which something was found stands, and the first of two of these has a number of its own. */
function onceADay(visits: readonly Visit[]): Visit[] {
  const byNumber = new Map<string, Visit>()
  for (const visit of visits) {
    const known = byNumber.get(visit.number)
    if (known === undefined) byNumber.set(visit.number, visit)
    else if (visit.problem !== null)
      byNumber.set(`${visit.number}-2`, { ...visit, number: `${visit.number}-2` })
  }
  return [...byNumber.values()].sort((a, b) => a.at - b.at || (a.number < b.number ? -1 : 1))
}

import { HOUR, MINUTE, dayNumber, fieldsOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import type { CommunityEntry, DistrictEntry } from '../../shared/areas/document.ts'
import type { PretendCity } from '../city.ts'
import { draw, stream } from '../random.ts'
import type { Counted, Counts, CountsOfDay } from './counts.ts'

/** What a community told in a morning. */
export interface Morning {
  readonly community: CommunityEntry
  /** `2026-11` */
  readonly month: string
  readonly countedAt: number
  /** When its district brought it. */
  readonly toldAt: number
  readonly counts: Counts
  /** The community looked at its numbers again. */
  readonly confirmed: boolean
}

const COUNTED = 5 * HOUR
const TOLD = 6 * HOUR + 10 * MINUTE
const APART = 6 * MINUTE

/** A4: some mornings a district comes in the afternoon. */
function toldAtOf(city: PretendCity, { code }: DistrictEntry, place: number, day: number): number {
  const late = city.anomalies.hits('A4', ['residence', code, day])
  const hours = late ? stream(city.seed, 'residence late', code, day).between(7, 10) : 0
  return startOfDay(day) + TOLD + place * APART + Math.floor(hours * 60) * MINUTE
}

/** A9 is counted per value; of these rows one in a thousand is wrong. */
const A9_PER_ROW = 0.1
const NOUGHTS = 100

const isLastOfMonth = (day: number): boolean => fieldsOfDay(day + 1).dayOfMonth === 1

const isWrong = ({ anomalies }: PretendCity, code: string, day: number): boolean =>
  !isLastOfMonth(day) && anomalies.hits('A9', ['residence', code, day], A9_PER_ROW)

function wrongly(seed: string, counts: Counts, code: string, day: number): Counts {
  const name: Counted = draw(seed, 'residence wrong', code, day) < 0.5 ? 'registered' : 'homes'
  return { ...counts, [name]: counts[name] * NOUGHTS }
}

const monthOf = (day: number): string => {
  const { year, month } = fieldsOfDay(day)
  return `${year}-${String(month).padStart(2, '0')}`
}

/** What districts bring on a day, those whose time is wanted. */
export function broughtOn(
  city: PretendCity,
  counts: CountsOfDay,
  day: number,
  wanted: (toldAt: number) => boolean = () => true,
): readonly Morning[] {
  const { districts, communities, townOf } = city.places
  const times = districts.map((each, i) => [each.code, toldAtOf(city, each, i, day)] as const)
  const toldAt = new Map(times.filter(([, at]) => wanted(at)))
  // Most minutes nobody brings anything.
  if (toldAt.size === 0) return []
  const counted = counts(day)
  return communities.flatMap(community => {
    const { code } = community
    const at = toldAt.get(townOf(code.slice(0, 9)).district)
    return at === undefined
      ? []
      : [{ ...morningOf(city, counted.get(code)!, code, day), community, toldAt: at }]
  })
}

const morningOf = (city: PretendCity, right: Counts, code: string, day: number) => ({
  ...{ month: monthOf(day), countedAt: startOfDay(day) + COUNTED },
  counts: isWrong(city, code, day) ? wrongly(city.seed, right, code, day) : right,
  confirmed: isWrong(city, code, day - 1) && !isWrong(city, code, day),
})

/** Days whose mornings fall between two instants; of the long past the last ones of a month, and of what has only begun the last two. */
function daysBetween(from: number, to: number): readonly number[] {
  const today = dayNumber(to)
  if (from > to - KEPT) {
    const first = dayNumber(from)
    return Array.from({ length: today - first + 1 }, (_, i) => first + i)
  }
  const endOfLast = today - fieldsOfDay(today).dayOfMonth
  return [...new Set([endOfLast - 1, endOfLast, today - 1, today])].sort((a, b) => a - b)
}
const KEPT = 28 * 24 * HOUR

/** What stands in the register at an instant and came after another: of each community and month the last that it told. */
export function morningsBetween(
  city: PretendCity,
  counts: CountsOfDay,
  from: number,
  to: number,
): readonly Morning[] {
  const last = new Map<string, Morning>()
  for (const day of daysBetween(from, to))
    for (const morning of broughtOn(city, counts, day, at => at > from && at <= to))
      last.set(`${morning.community.code}-${morning.month}`, morning)
  return [...last.values()]
}

import { MINUTE, dayNumber, dayOfFields, daysInMonth, fieldsOfDay, startOfDay } from '../calendar/civil.ts'
import type { Rhythm } from '../model/documents.ts'
import { emptyDay, type FeedDay } from './attendance.ts'

/** How a feed did in a month. Shares are 0 to 1; null: there was nothing to judge. */
export interface MonthFigures {
  /** Reports that were due, came at all, and came in time; null: its rhythm is not judged. */
  readonly due: number | null
  readonly came: number | null
  readonly onTime: number | null
  readonly availability: number | null
  readonly timeliness: number | null
  readonly completeness: number | null
  readonly validity: number | null
}

const NOT_JUDGED = { due: null, came: null, onTime: null, availability: null, timeliness: null }

/** `days`: those of the month of which anything is known. */
export function monthFigures(rhythm: Rhythm, days: readonly FeedDay[], now: number): MonthFigures {
  const sum = sumOf(days)
  const bad = Math.max(0, sum.quarantined) + sum.refused
  const good = Math.max(0, sum.accepted)
  return {
    ...punctuality(rhythm, days, sum, now),
    completeness: share(sum.filled, sum.expected),
    validity: share(good, good + bad),
  }
}

type Punctuality = Omit<MonthFigures, 'completeness' | 'validity'>

function punctuality(rhythm: Rhythm, days: readonly FeedDay[], sum: FeedDay, now: number): Punctuality {
  switch (rhythm.type) {
    case 'every':
    case 'heartbeat':
      return ofTime(sum, rhythm.seconds * 1000)
    case 'by':
      return ofFiles(rhythm, days, now)
    case 'none':
      return NOT_JUDGED
  }
}

/** In time in which it was watched a report is due each rhythm; none came while it was failed, none in time while it was late. */
function ofTime({ watched, late, failed }: FeedDay, span: number): Punctuality {
  const reports = (ms: number) => Math.floor(ms / span)
  const due = reports(watched)
  const came = due - reports(failed)
  return {
    ...{ due, came, onTime: Math.max(0, came - reports(late)) },
    availability: share(watched - failed, watched),
    timeliness: share(watched - failed - late, watched - failed),
  }
}

type ByCalendar = Extract<Rhythm, { type: 'by' }>

/**
 * One is due each day (or month) once its time and grace are over; one that came stands for the day on which it came. Where its time
 * was over before we listened, nobody knows when it came.
 */
function ofFiles(rhythm: ByCalendar, days: readonly FeedDay[], now: number): Punctuality {
  const [hours, minutes] = rhythm.time.split(':').map(Number) as [number, number]
  const grace = (hours * 60 + minutes + rhythm.graceMinutes) * MINUTE
  const files = rhythm.days === 'every' ? days : firstOfMonth(days)
  const judged = files
    .map(({ day, firstGood, watched }) => {
      const until = startOfDay(day) + grace
      return {
        firstGood,
        until,
        isHeard: (heardFrom(days, rhythm, { firstGood, day, watched }, now) ?? until) <= until,
      }
    })
    .filter(({ firstGood, until, isHeard }) => isHeard && (firstGood !== null || until < now))
  const came = judged.filter(({ firstGood }) => firstGood !== null)
  const onTime = came.filter(({ firstGood, until }) => (firstGood ?? 0) <= until)
  return {
    ...{ due: judged.length, came: came.length, onTime: onTime.length },
    availability: share(came.length, judged.length),
    timeliness: share(onTime.length, came.length),
  }
}

/** From when on a file was waited for at the latest; null: all the time. */
function heardFrom(
  [first]: readonly FeedDay[],
  { days }: ByCalendar,
  { firstGood, day, watched }: Pick<FeedDay, 'firstGood' | 'day' | 'watched'>,
  now: number,
): number | null {
  if (days === 'monthly') return first === undefined ? null : startOfDay(first.day)
  // Nothing of it was watched before it came: it is the feed's first day.
  const after = Math.min(now, startOfDay(day + 1)) - (firstGood ?? now)
  return firstGood !== null && watched <= after ? firstGood : null
}

function firstOfMonth(days: readonly FeedDay[]): readonly FeedDay[] {
  const [any] = days
  if (any === undefined) return []
  const { year, month } = fieldsOfDay(any.day)
  const good = days.flatMap(({ firstGood }) => (firstGood === null ? [] : [firstGood]))
  const firstGood = good.length === 0 ? null : Math.min(...good)
  return [{ ...emptyDay(any.feed, dayOfFields(year, month, 1)), firstGood }]
}

function sumOf(days: readonly FeedDay[]): FeedDay {
  const sum = emptyDay('', 0)
  for (const day of days) {
    for (const name of ADDED) sum[name] += day[name]
  }
  return sum
}

const ADDED = [
  ...(['accepted', 'quarantined', 'refused', 'expected', 'filled', 'watched', 'late', 'failed'] as const),
]

const share = (part: number, whole: number): number | null => (whole <= 0 ? null : part / whole)

export const SHARES = ['availability', 'timeliness', 'completeness', 'validity'] as const
export type Shares = Pick<MonthFigures, (typeof SHARES)[number]>

/** Of a department: the mean of its feeds, each of which counts alike however often it reports. */
export function meanFigures(all: readonly Shares[]): Shares {
  const mean = (name: (typeof SHARES)[number]) => {
    const known = all.flatMap(each => each[name] ?? [])
    return share(
      known.reduce((sum, value) => sum + value, 0),
      known.length,
    )
  }
  return {
    availability: mean('availability'),
    timeliness: mean('timeliness'),
    completeness: mean('completeness'),
    validity: mean('validity'),
  }
}

/** Days of a month `2026-11`, the first and the last; null: it is none. */
export function daysOfMonth(text: string): { readonly first: number; readonly last: number } | null {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  if (parts === null) return null
  const [year, month] = [Number(parts[1]), Number(parts[2])]
  if (year < 2000 || year > 2199) return null
  const first = dayOfFields(year, month, 1)
  return { first, last: first + daysInMonth(year, month) - 1 }
}

/** `2026-11`: the month in which an instant falls. */
export function monthOf(at: number): string {
  const { year, month } = fieldsOfDay(dayNumber(at))
  return `${year}-${String(month).padStart(2, '0')}`
}

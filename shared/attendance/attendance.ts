import { MINUTE, dayNumber } from '../calendar/civil.ts'
import type { Batch } from '../model/batch.ts'
import type { Rhythm } from '../model/documents.ts'
import type { ReadingsFact } from '../model/fact.ts'
import { watched, type Heard } from './silence.ts'

/** What a feed sent in one minute, as far as it is not yet saved: all of it is added to what is. */
export interface FeedMinute {
  readonly feed: string
  readonly minute: number
  reports: number
  failures: number
  received: number
  accepted: number
  duplicate: number
}

/** How a feed kept its rhythm on one day, and what became of its records: added as well. */
export interface FeedDay {
  readonly feed: string
  readonly day: number
  reports: number
  failures: number
  received: number
  accepted: number
  duplicate: number
  quarantined: number
  refused: number
  /** Fields that a whole record has, of the records that were taken; and how many of those were known. */
  expected: number
  filled: number
  /** Milliseconds for which it was listened to; of those, in which it was late, and failed. */
  watched: number
  late: number
  failed: number
  /** Its first good report of the day; null: none. The earliest one is kept. */
  firstGood: number | null
}

/** What is expected of a feed. */
export interface Expected {
  /** null: there is no such feed any more. */
  readonly rhythmOf: (feed: string) => Rhythm | null
  /** The columns that a whole record of a kind has; empty: nobody said. */
  readonly wholeOf: (kind: string) => readonly string[]
}

export const NOTHING_EXPECTED: Expected = { rhythmOf: () => null, wholeOf: () => [] }

/** Who reported when: what was added since it was last saved, and how far time was watched. */
export interface Attendance {
  readonly minutes: Map<string, FeedMinute>
  readonly days: Map<string, FeedDay>
  /** Up to where the silence of feeds is accounted for. */
  settled: number
  /** The newest instant of any entry. */
  seen: number
  /** When we listened again after we did not: a silence of before was ours. */
  resumed: number
}

export const noAttendance = (now: number): Attendance => ({
  minutes: new Map(),
  days: new Map(),
  settled: now,
  seen: now,
  resumed: 0,
})

/** A journal has a tick each minute: without any entry for so long nobody listened. */
const AWAY = 5 * MINUTE

/** Minutes are kept for a picture of the last hours; what could not be saved for longer is of none. */
export const KEPT_MINUTES = 180
/** Two years and a month: a month can be laid beside that of the year before. */
export const KEPT_DAYS = 762

/** Of an entry: that time passed up to its instant, or that we were away until then. */
export function noteInstant(attendance: Attendance, at: number): void {
  if (at - attendance.seen > AWAY) attendance.resumed = at
  attendance.seen = Math.max(attendance.seen, at)
}

/** Time passed: how long each feed was silent goes to its day. */
export function passTime(
  attendance: Attendance,
  feeds: ReadonlyMap<string, Heard>,
  expected: Expected,
  now: number,
): void {
  for (const [feed, heard] of feeds) addSilence(attendance, feed, heard, expected, now)
  attendance.settled = Math.max(attendance.settled, now)
  const oldest = Math.floor(now / MINUTE) - KEPT_MINUTES
  for (const [key, { minute }] of attendance.minutes) if (minute < oldest) attendance.minutes.delete(key)
}

/** A report goes to its minute and its day; `heard` is how its feed stood before it. */
export function noteReport(attendance: Attendance, batch: Batch, heard: Heard, expected: Expected): void {
  const { feed, at, outcome, counts } = batch
  const day = dayOf(attendance, feed, dayNumber(at))
  day.received += counts.received
  day.accepted += counts.accepted
  day.duplicate += counts.duplicate
  day.quarantined += counts.quarantined
  day.refused += counts.refused
  // What was set aside, or is taken after all, was reported before.
  if (outcome !== 'ok' && outcome !== 'failed') return
  const minute = minuteOf(attendance, feed, Math.floor(at / MINUTE))
  minute.received += counts.received
  minute.accepted += counts.accepted
  minute.duplicate += counts.duplicate
  for (const each of [minute, day]) {
    if (outcome === 'ok') each.reports++
    else each.failures++
  }
  if (outcome === 'failed') return
  addSilence(attendance, feed, heard, expected, at)
  day.firstGood = Math.min(day.firstGood ?? at, at)
}

/** How whole what was taken is: `known` of the fields of a whole record. */
export function noteWhole(
  attendance: Attendance,
  { feed, at }: Batch,
  expected: number,
  known: number,
): void {
  if (expected === 0) return
  const day = dayOf(attendance, feed, dayNumber(at))
  day.expected += expected
  day.filled += known
}

/** Of readings a whole one has a value for each measure that its device reports. */
export function measuresIn({ readings }: ReadingsFact): {
  readonly expected: number
  readonly known: number
} {
  let expected = 0
  let known = 0
  for (const { values } of readings)
    for (const measure in values) {
      expected++
      if (values[measure] !== null) known++
    }
  return { expected, known }
}

function addSilence(
  attendance: Attendance,
  feed: string,
  heard: Heard,
  { rhythmOf }: Expected,
  to: number,
): void {
  const rhythm = rhythmOf(feed)
  if (rhythm === null) return
  const { settled, resumed } = attendance
  for (const part of watched(rhythm, heard, { from: settled, resumed, to })) {
    const day = dayOf(attendance, feed, part.day)
    day.watched += part.watched
    day.late += part.late
    day.failed += part.failed
  }
}

function minuteOf({ minutes }: Attendance, feed: string, minute: number): FeedMinute {
  const key = `${minute}/${feed}`
  let found = minutes.get(key)
  if (found === undefined) {
    found = { feed, minute, reports: 0, failures: 0, received: 0, accepted: 0, duplicate: 0 }
    minutes.set(key, found)
  }
  return found
}

function dayOf({ days }: Attendance, feed: string, day: number): FeedDay {
  const key = `${day}/${feed}`
  let found = days.get(key)
  if (found === undefined) days.set(key, (found = emptyDay(feed, day)))
  return found
}

export const emptyDay = (feed: string, day: number): FeedDay => ({
  ...{ feed, day, reports: 0, failures: 0, received: 0, accepted: 0, duplicate: 0, quarantined: 0 },
  ...{ refused: 0, expected: 0, filled: 0, watched: 0, late: 0, failed: 0, firstGood: null },
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, dayNumber, MINUTE } from './civil.ts'
import { dueAt, type Due } from './due.ts'
import { pausesNear, runsFor, startInstant, wholeDayStops } from './arbitraries.fixture.ts'
import { netWork } from './elapsed.ts'
import type { Limit, Unit } from './limit.ts'
import { chinaCalendar, chinaDocument, isWhollyStopped, naiveDue, naiveStops } from './naive.fixture.ts'
import { naiveWorks, officeCalendar, officeDocument } from './naive.fixture.ts'
import type { Pause } from './pauses.ts'

const calendars = [
  { calendar: chinaCalendar, document: chinaDocument },
  { calendar: officeCalendar, document: officeDocument },
] as const
const which = fc.constantFrom(...calendars)

const limitIn = (unit: Unit, most: number, perUnit = 1): fc.Arbitrary<Limit> =>
  fc.integer({ min: 0, max: most * perUnit }).map(n => ({ n: n / perUnit, unit }))

interface Question {
  readonly start: number
  readonly limit: Limit
  readonly pauses: readonly Pause[]
}

const question = (limit: fc.Arbitrary<Limit>, reach = 30): fc.Arbitrary<Question> =>
  startInstant.chain(start =>
    fc.record({ start: fc.constant(start), limit, pauses: pausesNear(start, reach) }),
  )

/** A run in which no due date was ever paused, moved or provisional has tested little. */
function counting() {
  const seen = { paused: 0, moved: 0, provisional: 0 }
  const look = (due: Due, plain: Due) => {
    if (due.paused) seen.paused++
    else if (due.at !== plain.at) seen.moved++
    if (due.provisional) seen.provisional++
  }
  return { seen, look }
}

const runs = runsFor(process.env)

function agreesDayByDay(limit: fc.Arbitrary<Limit>): void {
  const { seen, look } = counting()
  fc.assert(
    fc.property(question(limit), which, ({ start, limit, pauses }, { calendar, document }) => {
      const due = dueAt(start, limit, calendar, pauses)
      expect(due).toEqual(naiveDue(document, start, limit, pauses))
      look(due, dueAt(start, limit, calendar))
    }),
    runs(2000),
  )
  expect(Math.min(seen.paused, seen.moved, seen.provisional)).toBeGreaterThan(0)
}

test('[CAL12] working days agree with walking day by day, whatever the pauses', () => {
  agreesDayByDay(limitIn('workday', 60))
})

test('[CAL16] natural days and months agree with walking day by day, whatever the pauses', () => {
  agreesDayByDay(fc.oneof(limitIn('day', 90), limitIn('month', 6)))
})

function agreesMinuteByMinute(limit: fc.Arbitrary<Limit>): void {
  const { seen, look } = counting()
  fc.assert(
    fc.property(question(limit, 5), which, ({ start, limit, pauses }, { calendar, document }) => {
      const minute = Math.floor(start / MINUTE) * MINUTE
      const due = dueAt(minute, limit, calendar, pauses)
      expect(due).toEqual(naiveDue(document, minute, limit, pauses))
      look(due, dueAt(minute, limit, calendar))
    }),
    runs(200),
  )
  expect(Math.min(seen.paused, seen.moved)).toBeGreaterThan(0)
}

test('[CAL14] working hours agree with walking minute by minute, whatever the pauses', () => {
  agreesMinuteByMinute(limitIn('workhour', 30, 60))
})

test('[CAL15] natural hours agree with walking minute by minute, whatever the pauses', () => {
  agreesMinuteByMinute(limitIn('hour', 100, 60))
})

test('[CAL22] a due instant is never inside a stop', () => {
  let stopped = 0
  const limit = fc.oneof(limitIn('workday', 30), limitIn('day', 60), limitIn('month', 3))
  fc.assert(
    fc.property(question(limit), which, ({ start, limit, pauses }, { calendar }) => {
      const { at } = dueAt(start, limit, calendar, pauses)
      if (at === null) return
      const stops = pauses.flatMap(p => (p.kind === 'stop' ? [p] : []))
      expect(stops.some(({ from, to }) => from < at && at < (to ?? Infinity))).toBe(false)
      if (stops.some(({ from }) => from <= at)) stopped++
    }),
    runs(2000),
  )
  expect(stopped).toBeGreaterThan(0)
})

test('[CAL12] a longer limit or a later start is never due earlier', () => {
  let further = 0
  const limit = fc.oneof(
    limitIn('workday', 60),
    limitIn('workhour', 80, 4),
    limitIn('day', 90),
    limitIn('month', 9),
  )
  fc.assert(
    fc.property(question(limit), fc.nat(9), fc.nat(3 * DAY), ({ start, limit, pauses }, more, later) => {
      const stops = pauses.filter(p => p.kind === 'stop' && p.to !== null)
      const due = dueAt(start, limit, chinaCalendar, stops).at!
      const longer = dueAt(start, { ...limit, n: limit.n + more }, chinaCalendar, stops).at!
      expect(longer).toBeGreaterThanOrEqual(due)
      if (longer > due) further++
      const plain = dueAt(start, limit, chinaCalendar).at!
      expect(dueAt(start + later, limit, chinaCalendar).at).toBeGreaterThanOrEqual(plain)
    }),
    runs(1000),
  )
  expect(further).toBeGreaterThan(50)
})

test('[CAL27] with stops of whole days, what is late has used more than its working days once one has begun', () => {
  const seen = { inTime: 0, late: 0 }
  const given = startInstant.chain(start =>
    fc.record({ start: fc.constant(start), stops: wholeDayStops(start), n: fc.integer({ min: 1, max: 30 }) }),
  )
  const begins = (stops: Pause[]) => (day: number) =>
    naiveWorks(chinaDocument, day) && !isWhollyStopped(naiveStops(stops), day)
  fc.assert(
    fc.property(given, fc.nat(60 * DAY), ({ start, stops, n }, took) => {
      const due = dueAt(start, { n, unit: 'workday' }, chinaCalendar, stops).at!
      for (const done of [start + took, due, due + 1]) {
        const used = netWork(start, done, 'workday', chinaCalendar, stops)!.n
        const late = Array.from(
          { length: Math.max(0, dayNumber(done) - dayNumber(due)) },
          (_, i) => dayNumber(due) + 1 + i,
        )
        expect(used > n).toBe(late.some(begins(stops)))
        seen[done <= due ? 'inTime' : 'late']++
      }
    }),
    runs(1000),
  )
  expect(Math.min(seen.inTime, seen.late)).toBeGreaterThan(0)
})

test('[CAL27] in hours, what is in time has used at most its limit and what is late all of it', () => {
  const seen = { inTime: 0, late: 0 }
  const limit = fc.oneof(limitIn('workhour', 40, 60), limitIn('hour', 100, 60))
  fc.assert(
    fc.property(question(limit), fc.nat(20 * DAY), ({ start, limit, pauses }, took) => {
      const stops = pauses.filter(p => p.kind === 'stop')
      const { at } = dueAt(start, limit, chinaCalendar, stops)
      const used = netWork(start, start + took, limit.unit, chinaCalendar, stops)!.n
      const slack = 1e-9
      seen[at === null || start + took <= at ? 'inTime' : 'late']++
      if (at === null || start + took <= at) expect(used).toBeLessThanOrEqual(limit.n + slack)
      else expect(used).toBeGreaterThanOrEqual(limit.n - slack)
      if (at !== null) expect(netWork(start, at, limit.unit, chinaCalendar, stops)!.n).toBeCloseTo(limit.n, 9)
    }),
    runs(1000),
  )
  expect(Math.min(seen.inTime, seen.late)).toBeGreaterThan(20)
})

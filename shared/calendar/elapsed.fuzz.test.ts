import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pausesNear, runsFor, startInstant } from './arbitraries.fixture.ts'
import { DAY, dayNumber, HOUR, MINUTE } from './civil.ts'
import { netWork, remaining } from './elapsed.ts'
import type { Unit } from './limit.ts'
import { chinaCalendar, chinaDocument, isStopped, isWhollyStopped } from './naive.fixture.ts'
import { naiveMinutes, naiveStops, naiveWorks } from './naive.fixture.ts'
import { noticeAt, type Lead } from './notice.ts'

const span = startInstant.chain(start =>
  fc.record({ start: fc.constant(start), pauses: pausesNear(start, 30), took: fc.nat(50 * DAY) }),
)
const runs = runsFor(process.env)
const unit = fc.constantFrom<Unit>('workday', 'workhour', 'hour', 'day', 'month')

test('[CAL26] elapsed days agree with walking day by day, whatever the stops', () => {
  let shortened = 0
  fc.assert(
    fc.property(span, ({ start, pauses, took }) => {
      const stops = naiveStops(pauses)
      const days = { workday: 0, day: 0 }
      let stopped = 0
      for (let day = dayNumber(start) + 1; day <= dayNumber(start + took); day++) {
        if (isWhollyStopped(stops, day)) stopped++
        else {
          days.day++
          if (naiveWorks(chinaDocument, day)) days.workday++
        }
      }
      if (stopped > 0) shortened++
      for (const unit of ['workday', 'day'] as const)
        expect(netWork(start, start + took, unit, chinaCalendar, pauses)!.n, unit).toBe(days[unit])
    }),
    runs(1000),
  )
  expect(shortened).toBeGreaterThan(0)
})

test('[CAL26] elapsed hours agree with walking minute by minute, whatever the stops', () => {
  const counted = { worked: 0, paused: 0 }
  fc.assert(
    fc.property(span, ({ start, pauses, took }) => {
      const from = Math.floor(start / MINUTE) * MINUTE
      const to = from + Math.floor(took / 5 / MINUTE) * MINUTE
      for (const unit of ['workhour', 'hour'] as const) {
        const minutes = naiveMinutes(chinaDocument, from, to, unit, naiveStops(pauses))
        expect(netWork(from, to, unit, chinaCalendar, pauses)!.n, unit).toBe((minutes * MINUTE) / HOUR)
        if (minutes > 0) counted.worked++
        if (unit === 'hour' && minutes * MINUTE < to - from) counted.paused++
      }
    }),
    runs(100),
  )
  expect(Math.min(counted.worked, counted.paused)).toBeGreaterThan(5)
})

test('[CAL28] elapsed time never shrinks, and hours stand still inside a stop', () => {
  let stood = 0
  fc.assert(
    fc.property(span, unit, fc.nat(2 * DAY), ({ start, pauses, took }, unit, more) => {
      const at = (to: number) => netWork(start, to, unit, chinaCalendar, pauses)!.n
      const [a, b] = [start + took, start + took + more]
      expect(at(b)).toBeGreaterThanOrEqual(at(a))
      const holds = naiveStops(pauses).some(s => s.from <= a && b < s.to)
      if (!holds || (unit !== 'hour' && unit !== 'workhour')) return
      stood++
      expect(at(b)).toBe(at(a))
    }),
    runs(2000),
  )
  expect(stood).toBeGreaterThan(0)
})

test('[CAL29] what is used and what is left of a span make the whole of it', () => {
  let split = 0
  fc.assert(
    fc.property(
      span,
      fc.constantFrom<Unit>('workday', 'workhour', 'hour', 'day'),
      // Not a double: nearly all of them are next to nothing.
      fc.nat(1000).map(n => n / 1000),
      (s, unit, share) => {
        const due = s.start + s.took
        const now = s.start + Math.floor(s.took * share)
        const used = (from: number, to: number) => netWork(from, to, unit, chinaCalendar, s.pauses)!.n
        const left = remaining(now, due, unit, chinaCalendar, s.pauses)
        if (used(s.start, now) > 0 && left > 0) split++
        expect(used(s.start, now) + left).toBeCloseTo(used(s.start, due), 9)
        expect(remaining(due, now, unit, chinaCalendar, s.pauses)).toBe(0 - left)
      },
    ),
    runs(1000),
  )
  expect(split).toBeGreaterThan(300)
})

test('[CAL30] no more than the lead remains from noticeAt on, and a millisecond before more did', () => {
  const met = new Set<Lead['unit']>()
  const lead: fc.Arbitrary<Lead> = fc.oneof(
    fc.integer({ min: 0, max: 20 }).map((n): Lead => ({ n, unit: 'workday' })),
    fc.integer({ min: 0, max: 20 }).map((n): Lead => ({ n, unit: 'day' })),
    fc.integer({ min: 0, max: 2000 }).map((n): Lead => ({ n: n / 60, unit: 'workhour' })),
    fc.integer({ min: 0, max: 2000 }).map((n): Lead => ({ n: n / 60, unit: 'hour' })),
  )
  const oneMillisecond = 1 / HOUR
  fc.assert(
    fc.property(startInstant, lead, (due, lead) => {
      const at = noticeAt(due, lead, chinaCalendar)
      if (at < due) met.add(lead.unit)
      const left = (now: number) => remaining(now, due, lead.unit, chinaCalendar)
      const isInDays = lead.unit === 'workday' || lead.unit === 'day'
      const slack = isInDays ? 0 : oneMillisecond / 2
      expect(left(at)).toBeLessThanOrEqual(lead.n + slack)
      expect(left(at - 1)).toBeGreaterThan(lead.n + slack)
    }),
    runs(2000),
  )
  expect([...met].sort()).toEqual(['day', 'hour', 'workday', 'workhour'])
})

test('[CAL21] a minute counts when it is worked and outside all stops', () => {
  const seen = { counted: 0, stopped: 0 }
  fc.assert(
    fc.property(span, ({ start, pauses, took }) => {
      const minute = Math.floor((start + took) / MINUTE) * MINUTE
      const counted = netWork(minute, minute + MINUTE, 'hour', chinaCalendar, pauses)!.n > 0
      expect(counted).toBe(!isStopped(naiveStops(pauses), minute))
      seen[counted ? 'counted' : 'stopped']++
    }),
    runs(500),
  )
  expect(Math.min(seen.counted, seen.stopped)).toBeGreaterThan(10)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../calendar/civil.ts'
import type { FeedReport } from '../model/cell.ts'
import type { Rhythm } from '../model/documents.ts'
import { freshness, nextChangeAt, type FreshnessState } from './freshness.ts'

const START = 1_795_363_200_000
const WORSE: { readonly [state in FreshnessState]: number } = { waiting: 0, live: 0, late: 1, failed: 2 }

const clockTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(parts => parts.map(n => String(n).padStart(2, '0')).join(':'))

const anyRhythm: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.record({
    type: fc.constantFrom('every' as const, 'heartbeat' as const),
    seconds: fc.integer({ min: 1, max: 7200 }),
  }),
  fc.record({
    type: fc.constant('by' as const),
    time: clockTime,
    graceMinutes: fc.integer({ min: 0, max: 1440 }),
    days: fc.constantFrom('every' as const, 'monthly' as const),
  }),
  fc.record({ type: fc.constant('none' as const) }),
)

const instant = fc.integer({ min: START - 40 * 24 * HOUR, max: START + 40 * 24 * HOUR })

const anyReport: fc.Arbitrary<FeedReport> = fc
  .tuple(fc.option(instant, { nil: 0 }), fc.option(fc.integer({ min: 1, max: 1000 }), { nil: 0 }))
  .map(([okAt, minutes]) => ({
    at: okAt,
    okAt,
    failingSince: minutes === 0 ? 0 : (okAt === 0 ? START : okAt) + minutes * MINUTE,
    reason: '',
    backlog: null,
  }))

test('[FRS6] time alone never makes a state better, and a good report makes it live', () => {
  let worsened = 0
  fc.assert(
    fc.property(anyReport, anyRhythm, instant, fc.nat(100 * 24 * HOUR), (report, rhythm, now, later) => {
      const before = freshness(report, rhythm, now).state
      const after = freshness(report, rhythm, now + later).state
      expect(WORSE[after]).toBeGreaterThanOrEqual(WORSE[before])
      if (WORSE[after] > WORSE[before]) worsened++
      const reported = { ...report, at: now, okAt: now, failingSince: 0 }
      expect(freshness(reported, rhythm, now)).toEqual({ state: 'live', age: 0, lateBy: null, since: null })
    }),
    { numRuns: 500 },
  )
  expect(worsened).toBeGreaterThan(50)
})

test('[FRS7] nothing changes before nextChangeAt, and something does then', () => {
  let changes = 0
  fc.assert(
    fc.property(
      anyReport,
      anyRhythm,
      instant,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (report, rhythm, now, part) => {
        const state = freshness(report, rhythm, now).state
        const next = nextChangeAt(report, rhythm, now)
        const horizon = next ?? now + 400 * 24 * HOUR
        const between = now + Math.floor((horizon - 1 - now) * part)
        expect(horizon).toBeGreaterThan(now)
        expect(freshness(report, rhythm, between).state).toBe(state)
        if (next === null) return
        changes++
        expect(freshness(report, rhythm, next).state).not.toBe(state)
        expect(nextChangeAt(report, rhythm, between)).toBe(next)
      },
    ),
    { numRuns: 500 },
  )
  expect(changes).toBeGreaterThan(100)
})

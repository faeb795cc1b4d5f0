import fc from 'fast-check'
import { DAY, dayOfDate, MINUTE, startOfDay } from './civil.ts'
import type { Pause } from './pauses.ts'

/** Instants, pauses and the size of a run for the fuzz tests of working time. A failure prints its seed. */

interface Wishes {
  readonly [name: string]: string | undefined
}

/** A test has 20 s: a slow disk searches less far, and the test's own guard says whether it was far enough. */
const SHORT_FORM_MS = 14_000

/** `LONG=1` searches ten times as long, `FUZZ_SEED` repeats a run. */
export const runsFor =
  ({ LONG, FUZZ_SEED }: Wishes) =>
  (runs: number) => ({
    numRuns: LONG === '1' ? runs * 10 : runs,
    ...(LONG === '1' ? {} : { interruptAfterTimeLimit: SHORT_FORM_MS }),
    ...(FUZZ_SEED === undefined ? {} : { seed: Number(FUZZ_SEED) }),
  })

const dayBetween = (from: string, to: string) => fc.integer({ min: dayOfDate(from), max: dayOfDate(to) })

/** Around holidays, the end of coverage and the days before it; at night, at noon and at the very ends of a day. */
const day = fc.oneof(
  { weight: 3, arbitrary: dayBetween('2025-12-01', '2026-12-31') },
  { weight: 1, arbitrary: dayBetween('2026-11-15', '2027-03-01') },
  { weight: 1, arbitrary: dayBetween('2003-11-15', '2004-03-01') },
)
const time = fc.oneof(
  fc.integer({ min: 0, max: 1439 }).map(minute => minute * MINUTE),
  fc.constantFrom(0, 8 * 60 * MINUTE, 12 * 60 * MINUTE, 17 * 60 * MINUTE, 17.5 * 60 * MINUTE, DAY - MINUTE),
)
export const startInstant = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(day, time).map(([d, t]) => startOfDay(d) + t) },
  { weight: 1, arbitrary: day.map(d => startOfDay(d + 1) - 1) },
)

const wholeMinute = (at: number): number => Math.floor(at / MINUTE) * MINUTE

/** Begins at most `reach` days after the start of what it pauses. */
const stopNear = (start: number, reach: number): fc.Arbitrary<Pause> =>
  fc
    .record({
      day: fc.integer({ min: -3, max: reach }),
      from: time,
      days: fc.oneof(fc.nat(2), fc.nat(reach)),
      to: time,
      open: fc.nat(9).map(n => n === 0),
    })
    .map(({ day, from, days, to, open }) => {
      const begin = wholeMinute(start) + day * DAY + from
      const end = Math.max(begin, begin - from + days * DAY + to)
      return { kind: 'stop', from: begin, to: open ? null : end }
    })

const alignedStopNear = (start: number, reach: number): fc.Arbitrary<Pause> =>
  fc.tuple(fc.integer({ min: -3, max: reach }), fc.nat(12)).map(([from, days]) => {
    const first = Math.floor((start + 8 * 60 * MINUTE) / DAY) + from
    return { kind: 'stop', from: startOfDay(first), to: startOfDay(first + days) }
  })

export const wholeDayStops = (start: number): fc.Arbitrary<Pause[]> =>
  fc.array(alignedStopNear(start, 30), { maxLength: 4 })

const extension: fc.Arbitrary<Pause> = fc
  .integer({ min: 0, max: 12 })
  .map(workdays => ({ kind: 'extension', workdays }))

export const pausesNear = (start: number, reach: number): fc.Arbitrary<Pause[]> =>
  fc
    .tuple(
      fc.array(fc.oneof(stopNear(start, reach), alignedStopNear(start, reach)), { maxLength: 4 }),
      fc.array(extension, { maxLength: 1 }),
    )
    .map(([stops, extensions]) => [...extensions, ...stops])

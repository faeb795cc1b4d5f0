import fc from 'fast-check'
import { pausesNear, startInstant } from '../calendar/arbitraries.fixture.ts'
import { DAY, HOUR } from '../calendar/civil.ts'
import { dueAt } from '../calendar/due.ts'
import type { Limit } from '../calendar/limit.ts'
import { chinaCalendar, everyDayCalendar, officeCalendar } from '../calendar/naive.fixture.ts'
import type { Timed } from './light.ts'

/** Things under a limit in every state, with a due instant of the engine or, now and then, one given by hand. */

const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((n): Limit => ({ n, unit: 'workday' })),
  fc.integer({ min: 0, max: 60 }).map((n): Limit => ({ n, unit: 'day' })),
  fc.integer({ min: 0, max: 4 }).map((n): Limit => ({ n, unit: 'month' })),
  fc.integer({ min: 0, max: 160 }).map((n): Limit => ({ n: n / 4, unit: 'workhour' })),
  fc.integer({ min: 0, max: 400 }).map((n): Limit => ({ n: n / 4, unit: 'hour' })),
)

const rarely = fc.nat(9).map(n => n === 0)

/** Null but for one time in so many. */
const seldom = (times: number, value: fc.Arbitrary<number>): fc.Arbitrary<number | null> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })

export const anyTimed: fc.Arbitrary<Timed> = startInstant.chain(start =>
  fc
    .record({
      limit,
      calendar: fc.constantFrom(chinaCalendar, officeCalendar, everyDayCalendar),
      pauses: pausesNear(start, 30),
      withoutPauses: fc.boolean(),
      now: fc.oneof(
        fc.integer({ min: start - 10 * DAY, max: start + 120 * DAY }),
        fc.integer({ min: start, max: start + 20 * DAY }),
      ),
      nearDue: seldom(2, fc.integer({ min: -3 * DAY, max: 9 * DAY })),
      givenDue: seldom(6, fc.integer({ min: -2 * DAY, max: 40 * DAY })),
      doneAfter: seldom(9, fc.integer({ min: 0, max: 60 * DAY })),
      unknown: fc.record({ start: rarely, limit: rarely, paused: rarely }),
    })
    .map(({ limit, calendar, now, nearDue, givenDue, doneAfter, unknown, ...given }) => {
      const pauses = given.withoutPauses ? [] : given.pauses
      const due = givenDue === null ? dueAt(start, limit, calendar, pauses).at : start + givenDue
      return {
        startAt: unknown.start ? null : start,
        dueAt: due,
        doneAt: doneAfter === null ? null : start + doneAfter,
        limit: unknown.limit ? null : limit,
        paused: unknown.paused,
        now: nearDue !== null && due !== null ? due + nearDue : now,
        calendar,
        pauses,
      }
    }),
)

/** Instants on either side of a change, and far beyond the last. */
export const later: fc.Arbitrary<readonly number[]> = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 200 * DAY }),
    fc.integer({ min: 0, max: 30 * HOUR }),
    fc.integer({ min: 0, max: 5 }),
  ),
  { minLength: 8, maxLength: 8 },
)

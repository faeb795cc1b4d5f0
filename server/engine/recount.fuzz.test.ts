import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { runsFor } from '../../shared/calendar/arbitraries.fixture.ts'
import { endLives, fromNothing, Life, shown } from './recount-life.fixture.ts'
import { step, take } from './recount-steps.fixture.ts'
import { timeLimit } from '../../scripts/check/long-form.ts'

afterEach(endLives)

test(
  '[ENG12] counted anew beside what comes in equals counted from nothing, whatever comes when, and however often it is killed',
  { timeout: timeLimit(240) },
  async () => {
    const seen = { beside: 0, cells: 0, restarts: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 15 }),
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.array(step, { maxLength: 5 }),
        async (before, during, after) => {
          const life = new Life()
          for (const one of before) await take(life, one)
          life.engine.checkpoint()
          life.reshape()
          for (const one of during) {
            if (life.engine.recounting !== null && one.do === 'send') seen.beside++
            if (life.engine.recounting !== null && (one.do === 'kill' || one.do === 'stop')) seen.restarts++
            await take(life, one)
          }
          while (!life.engine.recountStep());
          expect(shown(life)).toEqual(fromNothing(life))
          for (const one of after) await take(life, one)
          expect(shown(life)).toEqual(fromNothing(life))
          // What was saved at the end is whole.
          life.engine = life.open()
          expect(life.engine.recounting).toBeNull()
          expect(shown(life)).toEqual(fromNothing(life))
          expect(life.uncounted).toEqual([])
          seen.cells += Object.keys(shown(life)).length
          life.end()
        },
      ),
      runsFor(process.env)(100),
    )
    expect([seen.beside > 100, seen.restarts > 20, seen.cells > 1_000]).toEqual([true, true, true])
  },
)

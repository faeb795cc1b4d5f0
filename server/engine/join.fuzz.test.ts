import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { runsFor } from '../../shared/calendar/arbitraries.fixture.ts'
import { START, ticketFact } from '../../shared/city/ticket.fixture.ts'
import { AFTER, CHANGED, endLives, fromNothing, Life, shown } from './recount-life.fixture.ts'
import { step, take, type Step } from './recount-steps.fixture.ts'
import { timeLimit } from '../../scripts/check/long-form.ts'

afterEach(endLives)

const steps = (minLength: number, maxLength: number) => fc.array(step, { minLength, maxLength })

async function takeAll(life: Life, some: readonly Step[], seen: { beside: number; killed: number }) {
  for (const one of some) {
    if (life.engine.joining !== null && one.do === 'send') seen.beside++
    if (life.engine.joining !== null && (one.do === 'kill' || one.do === 'stop')) seen.killed++
    await take(life, one)
  }
}

const countAll = ({ engine }: Life) => {
  while (!engine.recountStep());
  while (!engine.joinStep());
  engine.takeIn()
}

test(
  '[ENG21] metrics that join, change and leave in a running city equal those counted from nothing, whatever comes when, and however often it is killed',
  { timeout: timeLimit(240) },
  async () => {
    const seen = { beside: 0, killed: 0, joined: 0 }
    await fc.assert(
      fc.asyncProperty(
        steps(2, 15),
        steps(2, 25),
        steps(2, 25),
        steps(0, 5),
        async (before, during, then, after) => {
          const life = new Life()
          for (const one of before) await take(life, one)
          if (life.publish(AFTER) === 'joining') seen.joined++
          await takeAll(life, during, seen)
          // Perhaps before the first is counted.
          life.publish(CHANGED)
          await takeAll(life, then, seen)
          countAll(life)
          expect(shown(life)).toEqual(fromNothing(life))
          for (const one of after) await take(life, one)
          // One that was killed before the next checkpoint counts everything anew.
          countAll(life)
          expect(shown(life)).toEqual(fromNothing(life))
          life.engine.checkpoint()
          life.engine = life.open()
          // What was saved is whole: the next start has nothing to count.
          expect([life.engine.recounting, life.engine.joining]).toEqual([null, null])
          expect(shown(life)).toEqual(fromNothing(life))
          life.end()
        },
      ),
      runsFor(process.env)(60),
    )
    expect([seen.beside > 60, seen.killed > 10, seen.joined > 30]).toEqual([true, true, true])
  },
)

test('[ENG22] until what joins is counted the numbers in force go on and nothing of it is shown; then they are others under another epoch', async () => {
  const life = new Life()
  await life.send(
    [1, 2, 3].map(n =>
      ticketFact({ id: `x/${n}`, fields: { topic: 'a', amount: n, items: [], dueAt: START } }),
    ),
  )
  const before = shown(life)
  const { epoch } = life.engine
  expect(life.publish(AFTER)).toBe('joining')
  life.engine.joinStep()
  await life.send([ticketFact({ id: 'x/4' })])
  expect([life.engine.epoch === epoch, life.engine.lastPicture]).toEqual([true, null])
  expect(Object.keys(shown(life))).toEqual(Object.keys(before))
  expect(shown(life)['all|211000||']).toBe('4')
  while (!life.engine.joinStep());
  expect(Object.keys(shown(life))).toEqual(Object.keys(before))
  life.engine.takeIn()
  expect(life.engine.epoch === epoch).toBe(false)
  expect(shown(life)).toEqual(fromNothing(life))
  expect(life.publish(AFTER)).toBe('same')
  // One that left is gone from the picture, and screens hear of it.
  life.publish(AFTER.slice(1))
  while (!life.engine.joinStep());
  life.engine.takeIn()
  const gone = life.engine.flush().flatMap(({ key, value }) => (value === null ? [key] : []))
  expect(gone.sort()).toEqual(['all|211000||', 'all|211002||'])
  expect(shown(life)).toEqual(fromNothing(life))
})

import fc from 'fast-check'
import { START, ticketFact } from '../../shared/city/ticket.fixture.ts'
import type { Fact, Reading, RecordFact } from '../../shared/model/fact.ts'
import { reading } from '../../shared/rollups/readings.fixture.ts'
import type { Engine } from './engine.ts'
import type { Life } from './recount-life.fixture.ts'

const record: fc.Arbitrary<RecordFact> = fc
  .record({
    n: fc.nat(6),
    part: fc.constantFrom('main', 'main', 'close'),
    op: fc.constantFrom('put', 'put', 'put', 'drop'),
    version: fc.nat(6),
    area: fc.constantFrom('211002016', '211003', ''),
    topic: fc.constantFrom('a', 'b', null),
    due: fc.integer({ min: -60, max: 300 }),
    amount: fc.option(fc.nat(90)),
    items: fc.array(fc.nat(9), { maxLength: 3 }),
    old: fc.boolean(),
  })
  .map(({ n, due, topic, amount, items, old, ...rest }) => {
    const fields = { dueAt: START + due * 60_000, amount, items, [old ? 'subject' : 'topic']: topic }
    const event = START + due * 30_000
    const hash = JSON.stringify([rest, fields])
    return ticketFact({ ...rest, id: `x/${n}`, event, fields, hash, kindVersion: old ? 1 : 2 })
  })

/** What may happen in a city while it counts. */
export type Step =
  | { readonly do: 'send'; readonly facts: readonly RecordFact[]; readonly readings: readonly Reading[] }
  | { readonly do: 'tick'; readonly minutes: number }
  | { readonly do: 'count'; readonly steps: number }
  | { readonly do: 'checkpoint' | 'kill' | 'stop' }

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('send' as const), facts: fc.array(record, { maxLength: 4 }), readings: fc.array(reading, { maxLength: 4 }) }) }, // oxfmt-ignore
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tick' as const), minutes: fc.nat(50) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('count' as const), steps: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ do: 'checkpoint' }, { do: 'kill' }, { do: 'stop' }) },
)

function countSome(engine: Engine, steps: number): void {
  for (let i = 0; i < steps; i++) if (engine.recountStep() && engine.joinStep()) engine.takeIn()
}

export async function take(life: Life, one: Step): Promise<void> {
  const { engine } = life
  switch (one.do) {
    case 'send': {
      const readings: Fact[] = one.readings.length === 0 ? [] : [{ type: 'readings', kind: 'heat-station', readings: one.readings }] // oxfmt-ignore
      await life.send([...one.facts, ...readings])
      return
    }
    case 'tick':
      return life.tick(one.minutes)
    case 'count':
      countSome(engine, one.steps)
      return
    case 'checkpoint':
      return engine.checkpoint()
    case 'stop':
      await engine.stop()
      life.engine = life.open()
      return
    case 'kill':
      life.engine = life.open()
  }
}

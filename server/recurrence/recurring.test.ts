import { afterEach, expect, test } from 'vitest'
import { HOUR } from '../../shared/calendar/civil.ts'
import { cityCase } from '../../shared/kinds/city-case/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { cellKey } from '../../shared/model/cell.ts'
import { cellValue } from '../../shared/city/city.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import { MONDAY, openDeedCity, type DeedCity, type DeedParts } from '../deeds/deed-city.fixture.ts'
import { ownDraft } from '../engine/engine.ts'
import { following, type RecurringParts } from './recurring.ts'

const opened: DeedCity[] = []
afterEach(async () => {
  for (const city of opened.splice(0)) await city.close()
})

const caseFact = (n: number, over: Partial<RecordFact> = {}, north = 0): RecordFact => {
  const fields = {
    ...{ caseNo: `CG${n}`, mainName: '市容环境', subName: '暴露垃圾', history: [] },
    point: { lon: 123.172, lat: 41.269 + north },
  }
  const { conflict: _, ...part } = partWith(fields, { event: MONDAY - n * HOUR, at: MONDAY, ...over })
  return { ...part, kindVersion: 2, type: 'record', kind: 'city-case', id: `citymgmt/CG${n}`, part: 'main' }
}
const FACTS = [1, 2, 3].map(n => caseFact(n))

async function openCity(facts: readonly RecordFact[], over: Partial<RecurringParts> = {}) {
  const given: DeedParts[] = []
  const city = await openDeedCity({ kinds: [cityCase], facts, serve: (_, parts) => void given.push(parts) })
  opened.push(city)
  const { engine } = city
  const begin = () => following({ ...given[0]!, ...over })
  const settle = async (turn: () => Promise<boolean>) => {
    let turns = 0
    while ((await turn()) && turns++ < 100);
    engine.settle()
  }
  const submit = (...more: readonly RecordFact[]) =>
    engine.submit({ ...ownDraft(city.now(), more), feed: 'citymgmt' })
  const share = () => cellValue(engine.city, cellKey('case.recurring-share.month', '211000', []))
  const alike = (n: number) => engine.thing(`citymgmt/CG${n}`)?.parts['recurrence']?.fields['alike'] ?? null
  return { engine, begin, settle, submit, share, alike, parts: given[0]! }
}

test('[RCR2] what a form of ours told is in the journal, on the cells and with its case', async () => {
  const { engine, begin, settle, submit, share, alike } = await openCity(FACTS)
  engine.settle()
  expect(share()).toEqual({ n: 0, d: 3 })
  const turn = begin()
  await settle(turn)
  expect([share(), alike(1)]).toEqual([{ n: 3, d: 3 }, 3])
  // One that lies a street further is none of them; one that comes in its place is.
  await submit(caseFact(4, {}, 0.001))
  await settle(turn)
  expect([share(), alike(4)]).toEqual([{ n: 3, d: 4 }, null])
  await submit(caseFact(4, { version: 2 }), caseFact(5))
  await settle(turn)
  expect([share(), alike(1), alike(4)]).toEqual([{ n: 5, d: 5 }, 5, 5])
})

test('[RCR4] a start reads the checkpoint and what came since, tells the rest, and nothing twice', async () => {
  const { engine, begin, settle, submit, share, alike } = await openCity(FACTS.slice(0, 2))
  engine.checkpoint()
  await submit(FACTS[2]!)
  // In the second that follows nobody has looked yet, and the process is killed.
  await settle(begin())
  expect(share()).toEqual({ n: 3, d: 3 })
  const { seq } = engine.city
  engine.checkpoint()
  const again = begin()
  await settle(again)
  expect(engine.city.seq).toBe(seq)
  // The first is asked no more; what comes is told once by the second.
  await submit(caseFact(1, { version: 2 }, 0.01))
  await settle(again)
  expect([share(), alike(1), alike(2)]).toEqual([{ n: 0, d: 3 }, 1, 1])
  expect(engine.city.seq).toBe(seq + 2)
})

test('[RCR6] without the form in force nothing is looked for; once it is, all that was there is told', async () => {
  let isThere = false
  const feeds: RecurringParts['feeds'] = () => (isThere ? [...city.parts.feeds()] : [])
  const city = await openCity(FACTS, { feeds })
  const { engine } = city
  const turn = city.begin()
  const { seq } = engine.city
  expect(await turn()).toBe(false)
  expect(engine.city.seq).toBe(seq)
  isThere = true
  await city.settle(turn)
  expect(city.share()).toEqual({ n: 3, d: 3 })
})

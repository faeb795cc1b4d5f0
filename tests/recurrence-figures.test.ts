import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANOMALIES } from '../mock-data/anomalies.ts'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createCaseModel } from '../mock-data/citymgmt/model.ts'
import { recurringOf } from '../mock-data/citymgmt/recurring.fixture.ts'
import { caseJson } from '../mock-data/citymgmt/wire.ts'
import { MONDAY, openDeedCity, type DeedCity, type DeedParts } from '../server/deeds/deed-city.fixture.ts'
import { ownDraft } from '../server/engine/engine.ts'
import { mappingOf } from '../server/intake/mapping.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { following } from '../server/recurrence/recurring.ts'
import { cellValue } from '../shared/city/city.ts'
import { cityCase } from '../shared/kinds/city-case/kind.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { alikeStep } from '../shared/kinds/recurring.ts'
import { cellKey } from '../shared/model/cell.ts'
import type { RecordFact } from '../shared/model/fact.ts'

const MONTH = Date.parse('2026-11-01T00:00:00+08:00')
const rates = Object.fromEntries(Object.entries(ANOMALIES).map(([id, { rate }]) => [id, rate]))
const pretend = cityForTests({ at: new Date(MONDAY).toISOString(), rates })
const states = createCaseModel(pretend).truth(MONDAY)
/** As the history of the query says it: what was withdrawn once it was closed (A5) the file of the night tells. */
const isAlive = ({ steps }: (typeof states)[number]) => !['void', 'reject'].includes(steps.at(-1)!.action)
const alive = states.filter(isAlive)
const counted = recurringOf(alive.map(state => state.case))

const documents = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})
const feed = documents.feeds.find(({ id }) => id === 'citymgmt')!
const map = mappingOf(documents, kinds)(feed)
const factOf = (state: (typeof states)[number]): RecordFact => {
  const mapped = map(caseJson(state), { now: MONDAY })
  if (!mapped.ok) throw new Error(`${state.case.caseNo}: ${mapped.quarantined.reason}`)
  return mapped.fact as RecordFact
}

let city: DeedCity
beforeAll(async () => {
  const given: DeedParts[] = []
  city = await openDeedCity({ kinds: [cityCase], facts: [], serve: (_, parts) => void given.push(parts) })
  const turn = following(given[0]!)
  // Half of it is there before anybody looks, in the order of the upstream's changes; the other half comes late and is older.
  const [later, first] = [states.filter((_, i) => i % 2 === 1), states.filter((_, i) => i % 2 === 0)]
  const take = async (some: typeof states) => {
    for (let i = 0; i < some.length; i += 1_000)
      await city.engine.submit({
        ...ownDraft(MONDAY, some.slice(i, i + 1_000).map(factOf)),
        feed: 'citymgmt',
      })
  }
  await take(first)
  city.engine.checkpoint()
  while (await turn());
  await take(later.toReversed())
  while (await turn());
  city.engine.settle()
}, 120_000)
afterAll(async () => {
  pretend.remove()
  await city.close()
})

const rowOf = (caseNo: string) => {
  const thing = city.engine.thing(`citymgmt/${caseNo}`)!
  return cityCase.derive(thing, { now: MONDAY, calendar: city.engine.city.calendarOf('city-case') })!.row
}

test('[RFG95] (DOMAIN 2.6) each case recurs as looking at every other of its class finds', () => {
  const [different, close] = [[] as string[], [] as string[]]
  for (const { case: one } of alive) {
    const found = counted.get(one)
    const { recurs, alike } = rowOf(one.caseNo)
    if (found?.isClose === true) close.push(one.caseNo)
    else if (alike !== (found === undefined ? null : alikeStep(found.alike))) different.push(one.caseNo)
    else if (recurs !== (found === undefined ? null : found.alike >= 3)) different.push(one.caseNo)
  }
  expect(different).toEqual([])
  expect(close.length).toBeLessThan(alive.length / 100)
  expect(alive.length).toBeGreaterThan(15_000)
  expect([...counted.values()].filter(({ alike }) => alike >= 20).length).toBeGreaterThan(50)
})

test('[RFG95] (DOMAIN 2.6) the share of the month is near that of the sample; what has no usable point is one of all', () => {
  const month = alive.filter(({ steps }) => steps[0]!.at >= MONTH)
  const recurring = month.filter(state => (counted.get(state.case)?.alike ?? 0) >= 3)
  const unplaced = month.filter(state => !counted.has(state.case))
  const value = cellValue(city.engine.city, cellKey('case.recurring-share.month', '211000', [])) as {
    readonly n: number
    readonly d: number
  }
  expect(value.d).toBe(month.length)
  const close = month.filter(state => counted.get(state.case)?.isClose === true).length
  expect(Math.abs(value.n - recurring.length)).toBeLessThanOrEqual(close)
  expect(unplaced.length).toBeGreaterThan(100)
  expect(value.n / value.d).toBeGreaterThan(0.26)
  expect(value.n / value.d).toBeLessThan(0.33)
})

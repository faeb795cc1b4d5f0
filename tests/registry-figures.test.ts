import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { creditsAt } from '../mock-data/registry/credit.ts'
import { createRegister } from '../mock-data/registry/entities.ts'
import { createRegistry } from '../mock-data/registry/registry.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)

const pretend = cityForTests({ at: AT })
const register = createRegister(pretend)
const KINDS = ['legal-entity', 'credit-record', 'certificate']
const { take, rowsOf, cell } = createIntake(NOW, KINDS)
afterAll(() => pretend.remove())

const { feeds } = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})

beforeAll(async () => {
  const running = await createRegistry(pretend).start()
  for (const id of ['registry-entities', 'registry-credit', 'registry-certificates']) {
    const settings = { ...feeds.find(feed => feed.id === id)!.settings, everySeconds: 1 }
    const feed = feedForTests(settings, {
      ...{ now: pretend.clock.now, fileOf: path => `${pretend.folder}/${path}` },
    })
    const asking = connectors.get('sql-poll')!.start(feed.access)
    await eventually(
      () => feed.records().length > 0,
      () => feed.failures,
    )
    await asking.stop()
    take(id, feed.records())
  }
  await running.stop()
}, 60_000)

test('[RFG17] the register comes out entry by entry, each by a code that is right by its checks', () => {
  const truth = new Map(
    register
      .entities(NOW)
      .filter(({ updatedAt }) => updatedAt <= NOW)
      .map(entity => [entity.code, entity]),
  )
  const rows = [...rowsOf('registry/91219999').values()].map(({ row }) => row)
  expect(rows.map(row => row['code']).sort()).toEqual([...truth.keys()].sort())
  for (const row of rows) {
    const entity = truth.get(row['code'] as string)!
    expect([row['title'], row['checked'], row['area']]).toEqual([entity.name, true, entity.areaCode])
    expect(row['formerNames']).toEqual(entity.formerName === null ? null : [entity.formerName])
  }
})

test('[RFG17] (IOC-20) commitments wait to be checked as their upstream knows', () => {
  const open = creditsAt(pretend, register, NOW).filter(
    ({ type, checkedAt }) => type === '告知承诺' && checkedAt === null,
  )
  const overdue = open.filter(({ checkDueAt }) => checkDueAt! < NOW)
  expect(cell('credit.checks.open')).toBe(open.length)
  expect(cell('credit.checks.overdue') ?? 0).toBe(overdue.length)
})

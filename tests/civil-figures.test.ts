import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CIVIL_TOTALS } from '../mock-data/civil/civil-affairs.ts'
import { civilReports, createCivil } from '../mock-data/civil/civil.ts'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { releases, truth } from '../mock-data/stat/releases.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { DAY } from '../shared/calendar/civil.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const TOWNS = 50
/** Of the months a few will do: each file is parsed by a process of its own. */
const SINCE = NOW - 75 * DAY

const pretend = cityForTests({ at: AT, rates: { A5: 0.02, A8: 0.2, A18: 1 } })
const { take, shown, cell } = createIntake(NOW, ['civil-report'])
afterAll(() => pretend.remove())

const { feeds } = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})

beforeAll(async () => {
  mkdirSync(`${pretend.folder}/civil`)
  writeFileSync(`${pretend.folder}/civil/drop.json`, String(SINCE))
  const running = await createCivil(pretend).start()
  await pretend.clock.advance(NOW + 1)
  const settings = { ...feeds.find(feed => feed.id === 'civil')!.settings, everySeconds: 1 }
  const feed = feedForTests(settings, {
    ...{ now: pretend.clock.now, fileOf: path => `${pretend.folder}/${path}` },
  })
  const asking = connectors.get('file-drop')!.start(feed.access)
  const all = releases(pretend, SINCE, NOW, civilReports)
  const rows = all.reduce((sum, { table }) => sum + table.rows.length, 0)
  await eventually(
    () => feed.records().length >= rows,
    () => feed.failures,
  )
  await asking.stop()
  expect([feed.failures, feed.unreadable()]).toEqual([[], []])
  take('civil', feed.records())
  await running.stop()
}, 60_000)

test('[RFG29] [RFG53] (IOC-09, IOC-17) 低保, 特困, 养老, 救助 and 婚登 come out of the workbooks of the bureau as it says, by town', () => {
  const { destitute, beds, homes, residents, nursing, points } = CIVIL_TOTALS
  // As published, in 万人 (DOMAIN 1.5).
  expect(['civil.low-income.urban', 'civil.low-income.rural'].map(id => shown(id))).toEqual([2.3, 4.9])
  expect(shown('civil.low-income')).toBe(72_000)
  expect(shown('civil.destitute')).toBe(destitute)
  expect(
    ['civil.elderly-beds', 'civil.elderly-homes', 'civil.elderly-residents'].map(id => shown(id)),
  ).toEqual([...[beds, homes, residents]])
  expect(['civil.nursing-beds', 'civil.care-points'].map(id => shown(id))).toEqual([nursing, points])
  const { rows, columns } = truth(pretend, NOW, civilReports).at(-1)!.table
  const at = (title: string) => columns.findIndex(column => column.title === title)
  expect(shown('civil.aid')).toBe(rows.at(-1)![at('临时救助')])
  expect(['civil.marriages', 'civil.divorces'].map(id => shown(id))).toEqual(
    ['结婚登记', '离婚登记'].map(title => rows.at(-1)![at(title)]),
  )
  for (const district of pretend.places.districts) {
    const own = rows.filter(row => row[0] === district.name)
    const sum = own.reduce((total, row) => total + Number(row[at('养老床位')]), 0)
    expect(cell('civil.elderly-beds', [], district.code), district.name).toBe(sum)
  }
})

test('[RFG29] (A18) of the newest month all towns have reported, though half of them came later', () => {
  expect(shown('civil.coverage', '2026-10')).toBe(TOWNS)
})

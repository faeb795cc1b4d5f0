import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { fileName } from '../stat/csv.ts'
import { releases, truth } from '../stat/releases.ts'
import { civilReports, createCivil, workbookOf } from './civil.ts'
import { CIVIL_TOTALS } from './civil-affairs.ts'

const START = '2026-11-23T10:00:00+08:00'
const NOW = Date.parse(START)
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

function cityAt(options: { at?: string; rates?: Rates; seed?: string; folder?: string } = {}) {
  const city = cityForTests({ at: START, ...options })
  open.push({ stop: city.remove })
  return city
}
const newest = (city = cityAt()) => truth(city, NOW, civilReports).at(-1)!

test('[CVL1] thirteen months lie there at the first start; what an outage held back comes afterwards, and nothing twice', async () => {
  const city = cityAt()
  const folder = `${city.folder}/civil/drop`
  const running = await createCivil(city).start()
  await city.clock.advance(NOW + MINUTE)
  const names = readdirSync(folder)
  expect(names).toHaveLength(13)
  expect(names).toContain('民政统计月报_202610.xlsx')
  for (const name of names) rmSync(`${folder}/${name}`)
  await running.stop()
  const later = cityAt({ at: '2026-12-09T09:00:00+08:00', folder: city.folder })
  const upstream = createCivil(later)
  open.push(await upstream.start())
  upstream.outage(true)
  await later.clock.advance(Date.parse('2026-12-09T10:01:00+08:00'))
  expect(readdirSync(folder)).toEqual([])
  upstream.outage(false)
  await later.clock.advance(later.clock.now() + 2 * MINUTE)
  expect(readdirSync(folder)).toEqual(['民政统计月报_202611.xlsx'])
  expect(existsSync(`${folder}.json`)).toBe(true)
})

test('[CVL2] the 50 街镇 add up to the totals, as numbers below a merged title', () => {
  const release = newest()
  const { columns, rows } = release.table
  const towns = rows.slice(0, -1)
  expect(towns).toHaveLength(50)
  for (let at = 2; at < columns.length; at++)
    expect(rows.at(-1)![at]).toBe(towns.reduce((sum, row) => sum + Number(row[at]), 0))
  const { urbanPeople, ruralPeople, beds, homes } = CIVIL_TOTALS
  expect([urbanPeople, ruralPeople, beds, homes]).toEqual([23_000, 49_000, 11_400, 128])
  const of = (title: string) => rows.at(-1)![columns.findIndex(column => column.title === title)]
  expect(['城市低保人数', '农村低保人数', '养老床位', '养老机构'].map(of)).toEqual([
    23_000, 49_000, 11_400, 128,
  ])
  const sheet = strFromU8(unzipSync(workbookOf(cityAt(), release))['xl/worksheets/sheet1.xml']!)
  expect(sheet).toContain('<mergeCell ref="A1:O1"/>')
  expect(sheet).toContain('<v>23000</v>')
})

test('[CVL3] A18: half of the towns first, all of them two days later, with their own total; none when off', () => {
  const city = cityAt({ rates: { A18: 1 } })
  const months = releases(city, NOW - 30 * DAY, NOW, civilReports)
  expect(months.map(({ issue }) => issue)).toEqual(['', '补报'])
  expect(months.map(({ table }) => table.rows.length - 1)).toEqual([25, 50])
  const [half, whole] = months.map(({ table }) => Number(table.rows.at(-1)![5]))
  expect(half).toBeLessThan(whole!)
  expect(whole).toBe(49_000)
  expect(fileName(months[1]!, 'xlsx')).toBe('民政统计月报_202610_补报.xlsx')
  const calm = releases(cityAt(), NOW - 400 * DAY, NOW, civilReports)
  expect(calm.filter(({ issue }) => issue !== '')).toEqual([])
})

test('[CVL3] A8: digits as wide as letters are text, not numbers', () => {
  const odd = cityAt({ rates: { A8: 1 } })
  const sheets = truth(odd, NOW, civilReports).map(release =>
    strFromU8(unzipSync(workbookOf(odd, release))['xl/worksheets/sheet1.xml']!),
  )
  expect(sheets.some(sheet => !sheet.includes('<v>23000</v>'))).toBe(true)
  expect(sheets.some(sheet => sheet.includes('<v>23000</v>'))).toBe(true)
})

test('[CVL4] same seed, same bytes; another seed, others', async () => {
  const bytes = (seed: string) => Buffer.from(workbookOf(cityAt({ seed }), newest(cityAt({ seed }))))
  expect(bytes('a').equals(bytes('a'))).toBe(true)
  expect(bytes('a').equals(bytes('b'))).toBe(false)
  const city = cityAt()
  const running = await createCivil(city).start()
  await city.clock.advance(NOW + MINUTE)
  const laid = readFileSync(`${running.address}/民政统计月报_202610.xlsx`)
  expect(laid.equals(Buffer.from(workbookOf(city, newest(city))))).toBe(true)
  await running.stop()
})

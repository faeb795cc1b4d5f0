import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests, type CityForTests } from '../city-for-tests.ts'
import { createCitymgmt } from './citymgmt.ts'
import { exportedCases, exportsOfDay, variantOf } from './export-file.ts'
import { columnTitles, rowOf, timeCell } from './export-row.ts'
import { createCaseModel } from './model.ts'
import { caseJson, type CaseJson } from './wire.ts'

const START = '2026-10-20T10:00:00+08:00'
const open: { stop(): Promise<void> | void }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

function cityAt(options: { at?: string; rates?: Rates; folder?: string } = {}) {
  const city = cityForTests({ at: START, ...options })
  open.push({ stop: city.remove })
  return city
}

const calm = cityForTests({ at: START })
afterAll(calm.remove)
/** One truth for all tests without anomalies: making 35 days of it takes longest. */
const truth = createCaseModel(calm)

async function started(city: CityForTests, model = truth) {
  const upstream = createCitymgmt(city, { port: 0 }, model)
  const running = await upstream.start()
  open.push(running)
  return { upstream, running, url: running.address.split(' ')[0]! }
}

const folderOf = (city: CityForTests) => `${city.folder}/citymgmt/drop`
const filesOf = (city: CityForTests) => readdirSync(folderOf(city)).sort()

const UNESCAPED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }

/** Reads a workbook as any reader would: shared strings, references, numbers. */
function rowsOf(bytes: Uint8Array): (string | number | undefined)[][] {
  const parts = unzipSync(bytes)
  const part = (path: string) => strFromU8(parts[path]!)
  const texts = [...part('xl/sharedStrings.xml').matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) =>
    text!.replace(/&\w+;/g, entity => UNESCAPED[entity]!),
  )
  return [...part('xl/worksheets/sheet1.xml').matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, cells]) => {
    const row: (string | number | undefined)[] = []
    for (const [, column, , type, value] of cells!.matchAll(
      /<c r="([A-Z]+)(\d+)"(?: (s|t)="\w+")?><v>(.*?)<\/v>/g,
    )) {
      const index = [...column!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
      row[index] = type === 't' ? texts[Number(value)]! : Number(value)
    }
    return row
  })
}

describe('[CM5] the nightly export', () => {
  test('[CM5] 35 nights lie there at the first start, and the next file comes at 01:30', async () => {
    const city = cityAt()
    await started(city)
    await city.clock.advance(Date.parse(START) + MINUTE)
    const first = filesOf(city)
    expect(first).toHaveLength(36)
    expect(first[0]).toBe('案卷导出_20260914.xlsx')
    expect(first.at(-1)).toBe('案卷导出_20261019.xlsx')
    await city.clock.advance(Date.parse('2026-10-21T01:29:00+08:00'))
    expect(filesOf(city)).toHaveLength(36)
    await city.clock.advance(Date.parse('2026-10-21T01:31:00+08:00'))
    expect(filesOf(city).at(-1)).toBe('案卷导出_20261020.xlsx')
    expect(filesOf(city).some(name => name.endsWith('.part'))).toBe(false)
  })

  test('[CM6] what was taken away stays away, an outage delays, a restart goes on', async () => {
    const city = cityAt()
    const { upstream, running } = await started(city)
    await city.clock.advance(Date.parse(START) + MINUTE)
    for (const name of filesOf(city)) rmSync(`${folderOf(city)}/${name}`)
    await city.clock.advance(Date.parse(START) + HOUR)
    expect(filesOf(city)).toEqual([])
    upstream.outage(true)
    await city.clock.advance(Date.parse('2026-10-21T03:00:00+08:00'))
    await running.stop()
    const again = cityAt({ at: '2026-10-21T04:00:00+08:00', folder: city.folder })
    await started(again)
    await again.clock.advance(again.clock.now() + MINUTE)
    expect(filesOf(again)).toEqual(['案卷导出_20261020.xlsx'])
    expect([...readFileSync(`${folderOf(again)}/案卷导出_20261020.xlsx`)]).toEqual([
      ...exportsOfDay(again, truth, dayOfDate('2026-10-20'))[0]!.bytes(),
    ])
  })

  test('[CM7] title, the 24 columns, and one row per case that changed yesterday as it stood at 01:30', () => {
    const day = dayOfDate('2026-10-19')
    const [drop] = exportsOfDay(calm, truth, day)
    const [title, header, ...rows] = rowsOf(drop!.bytes())
    expect(title).toEqual(['辽阳市数字化城市管理案卷导出表(2026-10-19)'])
    expect(header).toEqual(columnTitles)
    expect(columnTitles).toHaveLength(24)
    const at = startOfDay(day + 1) + 1.5 * HOUR
    expect(drop!.at).toBe(at)
    const wantedCases = truth
      .truth(at)
      .filter(s => s.updatedAt >= startOfDay(day) && s.case.arrivedAt < startOfDay(day + 1))
    expect(rows).toHaveLength(wantedCases.length)
    expect(rows.length).toBeGreaterThan(600)
    const byNumber = new Map(rows.map(row => [row[1], row]))
    for (const state of wantedCases) {
      const wanted = rowOf(state, 'plain').map(cell => (cell === '' ? null : cell))
      const row = byNumber.get(state.case.caseNo)!
      expect(columnTitles.map((_, i) => row[i] ?? null)).toEqual(wanted)
    }
  })

  test('[CM10] the same night gives the same bytes, with no trace of the machine’s time', () => {
    const bytes = () => {
      const city = cityAt()
      return exportsOfDay(city, createCaseModel(city), dayOfDate('2026-10-18'))[0]!.bytes()
    }
    const once = bytes()
    expect(Buffer.from(once).equals(Buffer.from(bytes()))).toBe(true)
    // DOS time and date of the first entry: midnight, 1980-01-01.
    expect([...once.slice(10, 14)]).toEqual([0, 0, 0x21, 0])
  })
})

describe('[CM12] anomalies of the file', () => {
  const at = startOfDay(dayOfDate('2026-10-20')) + 1.5 * HOUR
  const days = Array.from({ length: 700 }, (_, i) => dayOfDate('2025-01-01') + i)

  test('[CM12] about one file a week has an odd layout, one in twenty odd times, and none when off', () => {
    const city = cityAt({ rates: { A7: 0.002, A8: 0.05 } })
    const variants = days.map(day => variantOf(city, day))
    const odd = variants.filter(({ layout }) => layout !== 'usual')
    expect(odd.length).toBeGreaterThan(70)
    expect(odd.length).toBeLessThan(135)
    expect(new Set(odd.map(({ layout }) => layout)).size).toBe(5)
    const times = variants.filter(({ times: style }) => style !== 'plain')
    expect(times.length).toBeGreaterThan(18)
    expect(times.length).toBeLessThan(55)
    expect(new Set(times.map(({ times: style }) => style)).size).toBe(4)
    expect(new Set(days.map(day => JSON.stringify(variantOf(calm, day))))).toEqual(
      new Set(['{"layout":"usual","times":"plain"}']),
    )
  })

  test('[CM12] each odd layout holds the same cases', () => {
    const city = cityAt({ rates: { A7: 1 } })
    const model = createCaseModel(city)
    const found = new Map<string, number>()
    for (const day of days.slice(-30)) found.set(variantOf(city, day).layout, day)
    expect(found.size).toBe(5)
    for (const [layout, day] of found) {
      const drops = exportsOfDay(city, model, day)
      const numbers = exportedCases(model, day, drops[0]!.at).map(s => s.case.caseNo)
      if (layout === 'truncated') {
        expect(() => unzipSync(drops[0]!.bytes())).toThrow()
        expect(drops[1]!.name).toMatch(/_重发\.xlsx$/)
        expect(rowsOf(drops[1]!.bytes()).length).toBeGreaterThanOrEqual(numbers.length)
        continue
      }
      const rows = rowsOf(drops[0]!.bytes())
      const header = rows.findIndex(row => row.includes('任务号'))
      const column = rows[header]!.indexOf('任务号')
      expect(rows.slice(header + 1).map(row => row[column])).toEqual(numbers)
      expect(header).toBe(layout === 'extra titles' ? 4 : 1)
      expect(rows[header]!.length).toBe(layout === 'extra column' ? 25 : 24)
      expect(rows[header]!.slice(0, 24).join() === columnTitles.join()).toBe(layout !== 'reordered')
      if (layout === 'merged cells') {
        const last = rows.slice(header + 1).map(row => row[23])
        expect(last.filter(cell => cell === undefined).length).toBeGreaterThan(20)
      }
    }
  })

  test('[CM12] A8: one instant in five writings', () => {
    const instant = Date.parse('2026-11-22T09:01:02+08:00')
    expect(timeCell(instant, 'plain')).toBe('2026-11-22 09:01:02')
    expect(timeCell(instant, 'dotted')).toBe('2026.11.22 9:01')
    expect(timeCell(instant, 'month and day')).toBe('11月22日 09:01:02')
    expect(timeCell(instant, 'full width')).toBe(
      '\uff12\uff10\uff12\uff16-\uff11\uff11-\uff12\uff12 \uff10\uff19:\uff10\uff11:\uff10\uff12',
    )
    expect(timeCell(startOfDay(dayOfDate('2026-11-22')), 'serial')).toEqual({ date: 46348 })
    expect(timeCell(at, 'serial')).toEqual({ date: 46315.0625 })
    expect(timeCell(null, 'serial')).toBeNull()
  })
})

interface Page {
  readonly asOf: string
  readonly total: number
  readonly pages: number
  readonly cases: readonly CaseJson[]
}

test('[CM8] pages of one asOf are whole and agree with the truth, also while the city goes on', async () => {
  const city = cityAt()
  const { url } = await started(city)
  const ask = async (query: string) => {
    const response = await fetch(`${url}?${query}`)
    return { status: response.status, page: (await response.json()) as Page }
  }
  const since = Date.parse(START) - 3 * DAY
  const query = `updatedSince=${encodeURIComponent(new Date(since).toISOString())}&size=500`
  const first = (await ask(query)).page
  const pages = [first]
  const changed = truth.truth(city.clock.now()).filter(({ updatedAt }) => updatedAt > since)
  for (let n = 2; n <= first.pages; n++) {
    await city.clock.advance(city.clock.now() + 7 * MINUTE)
    pages.push((await ask(`${query}&page=${n}&asOf=${encodeURIComponent(first.asOf)}`)).page)
  }
  expect(pages.flatMap(({ cases }) => cases)).toEqual(changed.map(caseJson))
  expect(first.total).toBe(changed.length)
  expect(changed.length).toBeGreaterThan(1500)
  const fresh = (await ask(`updatedSince=${encodeURIComponent(first.asOf)}`)).page
  expect(fresh.total).toBeGreaterThan(20)
  expect((await ask('page=0')).status).toBe(400)
  expect((await ask('updatedSince=gestern')).status).toBe(400)
  expect((await ask('asOf=2027-01-01')).status).toBe(400)
})

test('[CM6] A15: connections are cut while it is out of order', async () => {
  const city = cityAt()
  const { url, upstream } = await started(city)
  upstream.outage(true)
  await expect(fetch(url)).rejects.toThrow()
  upstream.outage(false)
  expect((await fetch(url)).status).toBe(200)
})

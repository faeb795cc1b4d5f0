import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { afterEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, dayNumber, dayOfDate, weekdayOf } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests, type CityForTests } from '../city-for-tests.ts'
import { entitiesAt } from './market.ts'
import { fileBytes, fileName, fileText, variantOf } from './csv.ts'
import { monthIndex, periodCode, periodName, releaseAt } from './period.ts'
import { SCHOOLS } from './education.ts'
import { releases, truth, type Release } from './releases.ts'
import { createStat } from './stat.ts'

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

const latest = (city: CityForTests, name: string) =>
  truth(city, NOW).findLast(({ report }) => report.name === name)!

/** Reads a file as any reader would: its encoding, its rows, its header where the numbers begin. */
function readCsv(bytes: Uint8Array): { rows: string[][]; header: string[]; body: string[][] } {
  const text = iconv.decode(Buffer.from(bytes), 'gb18030')
  const rows = parse(text, { record_delimiter: '\r\n' })
  return { rows, header: rows[2]!, body: rows.slice(3, -1) }
}

const numberOf = (text: string) => Number(text.replaceAll(',', ''))
const total = (rows: readonly string[][], column: number) =>
  rows.reduce((sum, row) => sum + numberOf(row[column]!), 0)

describe('[STA1] releases', () => {
  test('[STA1] 13 months, 12 quarters and 3 years of nine reports, on working days at ten', () => {
    const city = cityAt()
    const all = truth(city, NOW)
    const of = (name: string) =>
      all.filter(({ report }) => report.name === name).map(({ period }) => periodCode(period))
    expect(of('市场主体')).toHaveLength(13)
    expect(of('市场主体').at(-1)).toBe('202610')
    expect(of('主要经济指标')).toHaveLength(12)
    expect(of('主要经济指标').slice(-3)).toEqual(['2026Q1', '2026Q2', '2026Q3'])
    expect(of('地区生产总值')).toEqual(['2023', '2024', '2025'])
    expect(new Set(all.map(({ report }) => report.name)).size).toBe(9)
    expect(all.filter(({ at }) => !city.calendar.isWorkday(dayNumber(at)))).toEqual([])
    expect(all.map(({ at }) => (at + 8 * HOUR) % DAY)).toEqual(all.map(() => 10 * HOUR))
  })

  test('[STA1] periods end, are named and released as the calendar has it', () => {
    const { calendar } = cityAt()
    const october = { rhythm: 'month', year: 2026, lastMonth: 10 } as const
    expect(dayNumber(releaseAt(october, 0, calendar))).toBe(dayOfDate('2026-11-09'))
    expect(weekdayOf(dayOfDate('2026-11-08'))).toBe(7)
    const quarter = { rhythm: 'quarter', year: 2025, lastMonth: 12 } as const
    expect(dayNumber(releaseAt(quarter, 0, calendar))).toBe(dayOfDate('2026-01-20'))
    const names = [october, quarter, { rhythm: 'year', year: 2025, lastMonth: 12 } as const].map(periodName)
    expect(names).toEqual(['2026年10月', '2025年全年', '2025年'])
  })
})

test('[STA2] a file reads as a department saves it', () => {
  const city = cityAt()
  const release = latest(city, '市场主体')
  const { rows, header, body } = readCsv(fileBytes(city, release))
  expect(fileName(release)).toBe('市场主体_202610.csv')
  expect(rows[0]![0]).toBe('辽阳市市场主体发展情况(2026年10月)')
  expect(rows[1]!.slice(0, 2)).toEqual(['填报单位:市市场监管局', '数据截止:2026年10月31日'])
  expect(header).toContain('市场主体合计(户)')
  expect(new Set(rows.map(row => row.length))).toEqual(new Set([header.length]))
  expect(body.at(-1)!.slice(0, 2)).toEqual(['211000', '全市'])
  expect(body.at(-1)).toContain(entitiesAt(release.period).toLocaleString('en'))
  expect(body[0]).toContain('—')
  expect(rows.at(-1)![0]).toMatch(/^注:演示数据/)
  const text = fileText(city, release, variantOf(city, release))
  expect(Buffer.from(fileBytes(city, release)).equals(Buffer.from(text, 'utf8'))).toBe(false)
  expect(text.split('\r\n')).toHaveLength(rows.length + 1)
})

describe('[STA3] totals', () => {
  const city = cityForTests({ at: START })
  const fileOf = (name: string) => readCsv(fileBytes(city, latest(city, name)))
  const column = (header: readonly string[], title: string) =>
    header.findIndex(cell => cell.startsWith(title))

  test('[STA3] 12.6万 market entities in every month, by kind and district; a month grows by what is new less what is gone', () => {
    let before: number | null = null
    const changes = new Set<number>()
    const months = truth(city, NOW).filter(({ report }) => report.name === '市场主体')
    for (const release of months.sort((a, b) => monthIndex(a.period) - monthIndex(b.period))) {
      const { header, body } = readCsv(fileBytes(city, release))
      const at = column(header, '市场主体合计')
      const districts = body.slice(0, -1)
      expect(districts).toHaveLength(7)
      const all = total(districts, at)
      expect((all / 10_000).toFixed(1)).toBe('12.6')
      const change = total(districts, at + 1) - total(districts, at + 2)
      if (before !== null) expect(change).toBe(all - before)
      changes.add(change)
      before = all
      for (const row of body)
        expect(numberOf(row[2]!) + numberOf(row[3]!) + numberOf(row[4]!)).toBe(numberOf(row[at]!))
    }
    expect(changes.size).toBeGreaterThan(6)
  })

  test('[STA3] 130 problems found, 129 solved, one going on', () => {
    const { body } = fileOf('双进双促台账')
    expect(body).toHaveLength(9)
    expect([1, 2, 3].map(at => total(body.slice(0, -1), at))).toEqual([130, 129, 1])
    expect(body.at(-1)).toEqual(['合计', '130', '129', '1'])
    const services = fileOf('助企服务').body
    expect(services.find(row => row[0] === '争取上级资金')?.at(-1)).toBe('1,443')
  })

  test('[STA4] key indicators with their own days and sources', () => {
    const { header, body } = fileOf('重点指标')
    expect(header).toEqual(['指标编号', '指标名称', '数值', '计量单位', '截止日期', '出处', '目标', '原值'])
    const rows = new Map(body.map(row => [row[0], row]))
    expect(rows.get('STAT-04')).toEqual([
      'STAT-04',
      '零跑腿比例',
      '76.8',
      '%',
      '2021-08-31',
      expect.any(String),
      '—',
      '—',
    ])
    expect(rows.get('STAT-08')![2]).toBe('6,961')
    expect(rows.get('STAT-10')!.slice(2, 4)).toEqual(['12.6', '万户'])
    expect(rows.size).toBe(body.length)
    expect([rows.get('STAT-11')![2], rows.get('STAT-11')![6]]).toEqual(['436', '400'])
    const said = (name: string) => body.filter(row => row[1] === name).map(row => [row[2], row[5]])
    for (const name of ['聚苯乙烯项目年利税', '社区']) {
      expect(new Set(said(name).map(([value]) => value)).size, name).toBe(2)
      expect(new Set(said(name).map(([, source]) => source)).size, name).toBe(2)
    }
  })

  test('[STA10] (STAT-19) fourteen chains, and no more machines online than connected', () => {
    const { header, body } = fileOf('产业链运行')
    expect(body).toHaveLength(14)
    const of = (row: readonly string[], title: string) => numberOf(row[column(header, title)]!)
    for (const row of body) {
      expect(of(row, '在网设备'), row[0]).toBeLessThanOrEqual(of(row, '联网设备'))
      expect(of(row, '上云企业')).toBeLessThanOrEqual(of(row, '接入企业'))
      expect(of(row, '增加值')).toBeLessThan(of(row, '产值'))
    }
    expect(body.map(row => of(row, '同比增长')).some(growth => growth < 0)).toBe(true)
  })
  city.remove()
})

test('[STA1] [STA5] the folder fills at the start and goes on in time; files taken away stay away', async () => {
  const city = cityAt()
  const folder = `${city.folder}/stat/drop`
  const running = await createStat(city).start()
  await city.clock.advance(NOW + MINUTE)
  const names = readdirSync(folder)
  expect(names).toHaveLength(6 * 13 + 12 + 2 * 3)
  expect(names).toContain('重点指标_202610.csv')
  const [any] = truth(city, NOW)
  expect([...readFileSync(`${folder}/${fileName(any!)}`)]).toEqual([...fileBytes(city, any!)])
  for (const name of names) rmSync(`${folder}/${name}`)
  await running.stop()
  const later = cityAt({ at: '2026-12-08T09:00:00+08:00', folder: city.folder })
  const upstream = createStat(later)
  open.push(await upstream.start())
  await later.clock.advance(later.clock.now() + MINUTE)
  expect(readdirSync(folder)).toEqual([])
  await later.clock.advance(Date.parse('2026-12-08T10:01:00+08:00'))
  expect(readdirSync(folder)).toEqual(['市场主体_202611.csv'])
  upstream.outage(true)
  await later.clock.advance(Date.parse('2026-12-11T10:01:00+08:00'))
  expect(readdirSync(folder)).toHaveLength(1)
  upstream.outage(false)
  await later.clock.advance(later.clock.now() + 2 * MINUTE)
  expect(readdirSync(folder).sort()).toEqual(
    ['双进双促台账_202611.csv', '助企服务_202611.csv', '市场主体_202611.csv'].sort(),
  )
})

test('[STA6] same seed, same bytes; another seed, others', () => {
  const bytes = (seed: string) => fileBytes(cityAt({ seed }), latest(cityAt({ seed }), '产业链运行'))
  expect(Buffer.from(bytes('a')).equals(Buffer.from(bytes('a')))).toBe(true)
  expect(Buffer.from(bytes('a')).equals(Buffer.from(bytes('b')))).toBe(false)
})

describe('[STA7] files that differ', () => {
  const years = Array.from({ length: 25 }, (_, i) => NOW - i * 365 * DAY)
  const manyOf = (city: CityForTests): Release[] => years.flatMap(at => releases(city, at - 365 * DAY, at))

  test('[STA7] encodings, digits, dates, layouts and units near their rates, and none when off', () => {
    const wild = cityAt({ rates: { A7: 0.002, A8: 0.05, A9: 0.01 } })
    const found = manyOf(wild).map(release => variantOf(wild, release))
    const odd = found.filter(v => v.encoding !== 'gb18030' || v.fullWidthDigits || v.dottedDates)
    expect(odd.length / found.length).toBeGreaterThan(0.035)
    expect(odd.length / found.length).toBeLessThan(0.065)
    expect(new Set(found.map(v => v.encoding))).toEqual(new Set(['gb18030', 'utf8', 'utf8 with BOM']))
    expect(new Set(found.map(v => v.layout))).toEqual(new Set(['usual', 'reordered', 'extra titles']))
    expect(found.some(v => v.fullWidthDigits) && found.some(v => v.dottedDates)).toBe(true)
    expect(found.filter(v => v.converted.size > 0).length / found.length).toBeGreaterThan(0.03)
    const city = cityAt()
    const calm = manyOf(city).map(release => variantOf(city, release))
    expect(new Set(calm.map(v => JSON.stringify({ ...v, converted: v.converted.size })))).toEqual(
      new Set([
        '{"encoding":"gb18030","fullWidthDigits":false,"dottedDates":false,"layout":"usual","converted":0}',
      ]),
    )
  })

  test('[STA7] A8 and A9 change the writing, not what is meant', () => {
    const city = cityAt()
    const plain = { ...variantOf(city, latest(city, '主要经济指标')), converted: new Set<string>() }
    const release = latest(city, '主要经济指标')
    const cells = (variant: Partial<typeof plain>) =>
      parse(fileText(city, release, { ...plain, ...variant }).trimEnd(), { record_delimiter: '\r\n' })
    const [header, first] = cells({}).slice(2, 4)
    expect(header).toEqual(['指标', '累计(亿元)', '同比增长(%)', '增长目标(%)'])
    const [other, row] = cells({ converted: new Set(['累计', '同比增长']) }).slice(2, 4)
    expect(other).toEqual(['指标', '累计(万元)', '同比增长', '增长目标(%)'])
    expect(numberOf(row![1]!)).toBeCloseTo(numberOf(first![1]!) * 10_000, 5)
    expect(numberOf(row![2]!)).toBeCloseTo(numberOf(first![2]!) / 100, 6)
    expect(cells({ dottedDates: true })[1]![1]).toBe('数据截止:2026.09.30')
    expect(cells({ fullWidthDigits: true })[3]!.join()).not.toMatch(/[0-9]/)
    expect(cells({ layout: 'extra titles' })[2]![0]).toBe('辽阳市主要经济指标(2026年前三季度)')
    const problems = latest(city, '双进双促台账')
    const blanked = parse(fileText(city, problems, { ...plain, converted: new Set(['推进中']) }), {
      record_delimiter: '\r\n',
    })
    expect(blanked.filter(cell => cell[3] === '').length).toBeGreaterThanOrEqual(7)
  })
})

test('[STA12] (IOC-17) schools of five levels by district have their places, and never more pupils than those', () => {
  const years = truth(cityAt(), NOW).filter(({ report }) => report.name === '教育事业统计')
  expect(years.map(({ period }) => period.year)).toEqual([2023, 2024, 2025])
  const pupilsOf = (rows: readonly (readonly unknown[])[], level: string) =>
    rows.filter(row => row[1] === level).reduce((sum, row) => sum + Number(row[4]), 0)
  const [first, , newest] = years.map(({ table }) => table.rows.slice(0, -1))
  for (const { level, schools, places, pupils } of SCHOOLS) {
    const own = newest!.filter(row => row[1] === level)
    const sum = (column: number) => own.reduce((all, row) => all + Number(row[column]), 0)
    expect([sum(2), sum(3), sum(4)], level).toEqual([schools, places, pupils])
    for (const row of own) expect(Number(row[4])).toBeLessThanOrEqual(Number(row[3]))
  }
  expect(pupilsOf(first!, '幼儿园')).toBeGreaterThan(pupilsOf(newest!, '幼儿园'))
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { SCHOOLS } from '../mock-data/stat/education.ts'
import { truth, type Release } from '../mock-data/stat/releases.ts'
import { createStat } from '../mock-data/stat/stat.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { kinds } from '../shared/kinds/registry.ts'
import type { Value } from '../shared/model/value.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
/** Reports, by the feed that reads them. */
const FEEDS = {
  'stat-key': '重点指标',
  'stat-economy': '主要经济指标',
  'stat-gdp': '地区生产总值',
  'stat-chains': '产业链运行',
  'stat-carriers': '助企服务',
  'stat-attraction': '招商引资',
  'stat-education': '教育事业统计',
} as const

const pretend = cityForTests({ at: AT, rates: { A5: 0.02, A8: 0.05, A21: 1 } })
const published = truth(pretend, NOW)
const { take, shown, cell } = createIntake(NOW, [
  'indicator',
  'chain-report',
  'carrier-report',
  'attraction-report',
  'school-report',
])
afterAll(() => pretend.remove())

const { feeds, metrics } = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})

const of = (name: string): readonly Release[] => published.filter(({ report }) => report.name === name)
const newest = (name: string): Release => of(name).at(-1)!
const rowsOf = (name: string) =>
  newest(name).table.rows.map(
    row => new Map(newest(name).table.columns.map(({ title }, i) => [title, row[i] ?? null])),
  )

/** The files of the departments, by the connector and the settings that are shipped. */
beforeAll(async () => {
  const running = await createStat(pretend).start()
  await pretend.clock.advance(NOW + 1)
  for (const [id, name] of Object.entries(FEEDS)) {
    const settings = { ...feeds.find(feed => feed.id === id)!.settings, everySeconds: 1 }
    const feed = feedForTests(settings, {
      now: pretend.clock.now,
      fileOf: path => `${pretend.folder}/${path}`,
    })
    const asking = connectors.get('file-drop')!.start(feed.access)
    const least = of(name).reduce((sum, { table }) => sum + table.rows.length, 0)
    await eventually(
      () => feed.records().length >= least,
      () => feed.failures,
    )
    await asking.stop()
    expect(feed.failures, id).toEqual([])
    take(id, feed.records())
  }
  await running.stop()
}, 60_000)

type Latest = { readonly [column: string]: Value }

/** Rows of the list of indicators, by code. */
function latest(): ReadonlyMap<string, Latest> {
  const { aggregate } = metrics.find(({ id }) => id === 'indicator.latest')!
  const columns = aggregate.type === 'list' ? aggregate.columns : []
  const { rows } = cell('indicator.latest') as unknown as { rows: Value[][] }
  const named = rows.map(([, ...values]): Latest =>
    Object.fromEntries(columns.map((name, i) => [name, values[i] ?? null])),
  )
  return new Map(named.map(row => [row['code'] as string, row]))
}

test('[RFG16] (STAT-09, STAT-11) a published figure has its day, its source, and its target where it had one', () => {
  const rows = latest()
  expect(rows.get('STAT-11')).toMatchObject({
    value: 4_360_000,
    target: 4_000_000,
    reached: true,
    unit: '户',
  })
  expect(rows.get('STAT-09')).toMatchObject({ target: 5_270_000, reached: true })
  for (const code of ['STAT-07', 'STAT-12', 'LYX-18', 'PRV-19'])
    expect(rows.get(code), code).toMatchObject({ asOf: expect.any(Number), source: expect.any(String) })
  expect(rows.get('STAT-07')!['target']).toBeNull()
})

test('[RFG16] (HW-20, LYX-14) where two sources differ both stand, each with its own source', () => {
  const rows = latest()
  for (const [one, other] of [
    ['HW-20', 'HW-20-2'],
    ['LYX-14-2', 'LYX-14-3'],
  ] as const) {
    expect(rows.get(one)!['name']).toBe(rows.get(other)!['name'])
    expect(rows.get(one)!['value']).not.toBe(rows.get(other)!['value'])
    expect(rows.get(one)!['source']).not.toBe(rows.get(other)!['source'])
  }
})

test('[RFG16] (HW-20) every figure of the polystyrene project is there as each of the two papers had it', () => {
  const rows = latest()
  const told = (...codes: readonly string[]) =>
    codes.map(code => `${Number(rows.get(code)!['value']) / 10_000}${rows.get(code)!['unit'] as string}`)
  const first = ['HW-20-8', 'HW-20-10', 'HW-20-11', 'HW-20-4', 'HW-20-5', 'HW-20-6', 'HW-20-7']
  expect(told(...first)).toEqual([
    '32万吨',
    '163亩',
    '3月(2023年)',
    '32亿元',
    '1.4亿元',
    '1亿元(近)',
    '200人',
  ])
  const later = ['HW-20-9', 'HW-20-13', 'HW-20-12', 'HW-20-3', 'HW-20-2']
  expect(told(...later)).toEqual(['32万吨', '16个', '12月(2023年)', '32亿元', '0.2亿元'])
  const sources = (codes: readonly string[]) => new Set(codes.map(code => rows.get(code)!['source']))
  expect([...sources([...first, 'HW-20'])]).toEqual(['辽宁日报2022年宏伟区专版'])
  expect([...sources(later)]).toEqual(['辽宁日报2023年宏伟区专版'])
})

test('[RFG16] (IOC-08) renewed housing is told as published, in 万户', () => {
  expect(shown('indicator.renewal')).toBe(2.8)
})

test('[RFG16] (IOC-10) indicators have growth and target as published, and those short of it are counted', () => {
  const rows = rowsOf('主要经济指标')
  for (const row of rows) {
    const code = row.get('指标') as string
    expect(shown('indicator.growth', code), code).toBe(row.get('同比增长'))
    expect(shown('indicator.value', code)).toBeCloseTo(row.get('累计') as number, 6)
  }
  const short = rows.filter(row => {
    const target = row.get('增长目标')
    return target !== null && (row.get('同比增长') as number) < (target as number)
  })
  expect(short.length).toBeGreaterThan(0)
  expect(shown('indicator.short')).toBe(short.length)
  const gdp = of('主要经济指标').map(({ table }) => table.rows[0]![2])
  expect(gdp).toHaveLength(12)
})

test('[RFG16] (A21) the districts’ products add up to more than the city’s, and both are as published', () => {
  expect(cell('indicator.gdp')).not.toBeNull()
  const rows = rowsOf('地区生产总值')
  const total = rows.find(row => row.get('地区') === '全市')!.get('地区生产总值')
  expect(shown('indicator.gdp')).toBeCloseTo(total as number, 6)
  const sum = rows
    .filter(row => row.get('地区') !== '全市')
    .reduce((all, row) => all + (row.get('地区生产总值') as number), 0)
  expect(sum).toBeGreaterThan((total as number) + 10)
})

test('[RFG16] (IOC-10, STAT-19) fourteen chains add up, with energy and machines as their parts have them', () => {
  const rows = rowsOf('产业链运行')
  const sum = (title: string) => rows.reduce((all, row) => all + (row.get(title) as number), 0)
  expect(shown('chain.count')).toBe(14)
  expect(shown('chain.output.total')).toBeCloseTo(sum('产值'), 6)
  expect(shown('chain.energy.total')).toBeCloseTo(sum('综合能耗') / (10_000 * sum('增加值')), 9)
  expect(shown('chain.online.total')).toBeCloseTo((100 * sum('在网设备')) / sum('联网设备'), 9)
  for (const row of rows) {
    const name = row.get('产业链') as string
    expect(shown('chain.output', name), name).toBeCloseTo(row.get('产值') as number, 6)
    expect(shown('chain.growth', name)).toBe(row.get('同比增长'))
  }
})

test('[RFG16] (HW-06) sessions and enterprises of each carrier are those of the district', () => {
  const rows = rowsOf('助企服务')
  expect(rows.map(row => row.get('平台载体'))).toEqual(
    expect.arrayContaining(['助企亲清下午茶', '驻企特派员', '政银企对接', '校企产教对接', '供需对接']),
  )
  for (const row of rows) {
    const carrier = row.get('平台载体') as string
    expect(shown('carrier.sessions', carrier), carrier).toBe(row.get('场次'))
    expect(shown('carrier.firms', carrier), carrier).toBe(row.get('企业'))
  }
})

test('[RFG16] (HW-09) 1 443 万元 were won from above', () => {
  expect(shown('carrier.funds')).toBe(1443)
})

test('[RFG16] [STA11] (PRV-11) projects that were attracted stand by how far they came; the first quarter is the published one', () => {
  for (const row of rowsOf('招商引资'))
    expect(shown('attraction.stage', row.get('阶段') as string)).toBe(row.get('项目'))
  const quarter = of('招商引资').find(({ period }) => period.lastMonth === 3)!.table.rows
  expect(quarter.map(row => row[1])).toEqual([42, 10, 20])
  expect([quarter[2]![2], quarter[0]![3]]).toEqual([109.3, 50])
  expect(shown('attraction.trips')).toBe(rowsOf('招商引资')[0]!.get('外出招商'))
  expect(shown('attraction.begun.investment')).toBe(rowsOf('招商引资')[2]!.get('计划投资'))
})

test('[RFG53] (IOC-17) schools, places, pupils and teachers come out by level, in the city and in each district', () => {
  const rows = rowsOf('教育事业统计').slice(0, -1)
  for (const { level } of SCHOOLS) {
    const own = rows.filter(row => row.get('学段') === level)
    const sum = (title: string) => own.reduce((all, row) => all + Number(row.get(title)), 0)
    const told = ['schools', 'places', 'pupils', 'teachers'].map(id => shown(`education.${id}`, level))
    expect(told, level).toEqual(['学校', '学位', '在校生', '专任教师'].map(sum))
    expect(cell('education.used', [level])).toEqual({ n: sum('在校生'), d: sum('学位') })
    for (const row of own) {
      const { code } = pretend.places.districts.find(({ name }) => name === row.get('地区'))!
      expect(cell('education.places', [level], code)).toBe(row.get('学位'))
    }
  }
  expect(shown('education.pupils.all')).toBe(rows.reduce((all, row) => all + Number(row.get('在校生')), 0))
})

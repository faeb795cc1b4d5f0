import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createStat } from '../mock-data/stat/stat.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { kinds } from '../shared/kinds/registry.ts'
import type { Value } from '../shared/model/value.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)

const pretend = cityForTests({ at: AT, rates: { A5: 0.02 } })
const { take, shown, cell } = createIntake(NOW, ['indicator'])
afterAll(() => pretend.remove())

const { feeds, metrics } = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})

beforeAll(async () => {
  const running = await createStat(pretend).start()
  await pretend.clock.advance(NOW + 1)
  const settings = { ...feeds.find(({ id }) => id === 'stat-key')!.settings, everySeconds: 1 }
  const feed = feedForTests(settings, {
    now: pretend.clock.now,
    fileOf: path => `${pretend.folder}/${path}`,
  })
  const asking = connectors.get('file-drop')!.start(feed.access)
  await eventually(
    () => feed.records().length >= FIGURES.length,
    () => feed.failures,
  )
  await asking.stop()
  expect(feed.failures).toEqual([])
  take('stat-key', feed.records())
  await running.stop()
}, 60_000)

/** Rows of the list from which a panel takes unit, day and source, by code. */
function latest(): ReadonlyMap<string, { readonly [column: string]: Value }> {
  const { aggregate } = metrics.find(({ id }) => id === 'indicator.latest')!
  const columns = aggregate.type === 'list' ? aggregate.columns : []
  const { rows } = cell('indicator.latest') as unknown as { rows: Value[][] }
  const named = rows.map(([, ...values]) => Object.fromEntries(columns.map((name, i) => [name, values[i]!])))
  return new Map(named.map(row => [row['code'] as string, row]))
}

const CONGRESS = '辽宁日报2021年10月专版'
const COUNTY = '辽宁日报2022年辽阳县专版'
const COMMENT = '辽宁日报2022年辽阳县专版(评论)'
const DISTRICT = '辽宁日报2022年宏伟区专版'
const DISTRICT_LATER = '辽宁日报2023年宏伟区专版'
const PROVINCE = '多彩辽宁2023年4月'

/** As the pages print them, and not as the pretend office of statistics was told to say them. */
// oxfmt-ignore
const FIGURES: readonly (readonly [code: string, value: number, unit: string, source: string])[] = [
  ['IOC-08', 2.8, '万户', CONGRESS],
  ['IOC-09', 7, '%', CONGRESS], ['IOC-09-2', 8, '%', CONGRESS],
  ['IOC-24', 19.46, '亿元', CONGRESS], ['IOC-24-2', 7.3, '亿元', CONGRESS], ['IOC-24-3', 12.16, '亿元', CONGRESS],
  ['IOC-25', 3, '位', CONGRESS],
  ['LYX-01', 55, '天', COUNTY], ['LYX-01-2', 120, '天', COUNTY],
  ['LYX-10', 1.5, '万吨', COUNTY], ['LYX-10-2', 2, '亿元', COUNTY],
  ['LYX-12', 120, '工作日', COMMENT], ['LYX-12-2', 90, '工作日', COMMENT], ['LYX-12-3', 55, '工作日', COMMENT],
  ['LYX-14', 199, '个', COUNTY], ['LYX-14-2', 15, '个', COUNTY], ['LYX-14-4', 200, '余名', COUNTY],
  ['LYX-15', 8.6, '万平方米', COUNTY],
  ['LYX-18', 8000, '余亩', COUNTY], ['LYX-18-2', 2000, '余栋', COUNTY], ['LYX-18-3', 2000, '余人', COUNTY], ['LYX-18-4', 1.5, '万元', COUNTY],
  ['LYX-19', 320, '家', COUNTY], ['LYX-19-2', 30, '家', COUNTY], ['LYX-19-3', 415, '人', COUNTY], ['LYX-19-4', 5200, '人', COUNTY],
  ['LYX-19-5', 3.6, '万元', COUNTY], ['LYX-19-6', 300, '余双', COUNTY], ['LYX-19-7', 1000, '余平方米', COUNTY],
  ['LYX-19-8', 30, '余家', COUNTY], ['LYX-19-9', 1.5, '万平方米', COUNTY], ['LYX-19-10', 95, '亩', COUNTY],
  ['LYX-19-11', 60, '多平方米', COUNTY], ['LYX-19-12', 300, '亩', COUNTY], ['LYX-19-13', 10, '余家', COUNTY],
  ['LYX-20', 6, '天', COUNTY],
  ['HW-07', 100, '天', DISTRICT_LATER], ['HW-07-2', 67, '工作日', DISTRICT_LATER], ['HW-07-3', 39, '工作日', DISTRICT_LATER],
  ['HW-07-4', 12, '项', DISTRICT_LATER], ['HW-07-5', 24, '个', DISTRICT_LATER],
  ['HW-13', 4, '家', DISTRICT_LATER], ['HW-13-2', 4, '家', DISTRICT_LATER], ['HW-13-3', 332, '项', DISTRICT_LATER], ['HW-13-4', 151, '项', DISTRICT_LATER],
  ['HW-19', 89, '个', DISTRICT], ['HW-19-2', 56, '个', DISTRICT], ['HW-19-3', 62.9, '%', DISTRICT], ['HW-19-4', 29, '亿多元', DISTRICT],
  ['HW-20', 2.4, '亿元', DISTRICT], ['HW-20-2', 0.2, '亿元', DISTRICT_LATER],
  ['HW-21', 120, '万人次', DISTRICT], ['HW-21-2', 20.3, '平方公里', DISTRICT], ['HW-21-3', 90, '%以上', DISTRICT], ['HW-21-4', 100, '余种', DISTRICT],
  ['HW-22', 26, '家', CONGRESS], ['HW-22-2', 60, '余项', CONGRESS], ['HW-22-3', 7.4, '亿元', CONGRESS],
  ['PRV-01', 26, '件', PROVINCE], ['PRV-01-2', 27, '件', PROVINCE], ['PRV-01-3', 12, '次', PROVINCE], ['PRV-01-4', 9, '起', PROVINCE], ['PRV-01-5', -20, '%', PROVINCE],
  ['PRV-02', 687, '名', PROVINCE], ['PRV-02-2', 6000, '余次', PROVINCE],
  ['PRV-03', 28, '余万户', PROVINCE],
  ['PRV-04', 95, '%以上', PROVINCE],
  ['PRV-05', 50, '%以上', PROVINCE], ['PRV-05-2', 50, '条', PROVINCE], ['PRV-05-3', 1, '个工作日以内', PROVINCE],
  ['PRV-07', 138, '个', PROVINCE], ['PRV-07-2', 258, '亿元', PROVINCE], ['PRV-07-3', 750, '个', PROVINCE], ['PRV-07-4', 477.2, '亿元', PROVINCE],
  ['PRV-07-5', 485, '个', PROVINCE], ['PRV-07-6', 101, '个', PROVINCE], ['PRV-07-7', 73.2, '%', PROVINCE], ['PRV-07-8', 35, '个', PROVINCE],
  ['PRV-07-9', 25.4, '%', PROVINCE], ['PRV-07-10', 26, '个', PROVINCE], ['PRV-07-11', 22, '%', PROVINCE],
  ['PRV-07-12', 20, '%', PROVINCE], ['PRV-07-13', 10, '%以上', PROVINCE],
  ['PRV-09', 144, '名', PROVINCE],
  ['PRV-10', 110, '名', PROVINCE], ['PRV-10-2', 1100, '余名', PROVINCE], ['PRV-10-3', 22, '个', PROVINCE], ['PRV-10-4', 3, '个', PROVINCE],
  ['PRV-11', 20, '个', PROVINCE], ['PRV-11-2', 109.3, '亿元', PROVINCE], ['PRV-11-3', 10, '个', PROVINCE], ['PRV-11-4', 42, '个', PROVINCE],
  ['PRV-11-5', 50, '余次', PROVINCE], ['PRV-11-6', 5, '个', PROVINCE], ['PRV-11-7', 30, '个', PROVINCE], ['PRV-11-8', 32, '个', PROVINCE],
  ['PRV-11-9', 16, '个', PROVINCE], ['PRV-11-10', 12, '个', PROVINCE],
  ['PRV-12', 136, '名', PROVINCE], ['PRV-12-2', 108, '名', PROVINCE], ['PRV-12-3', 28, '名', PROVINCE],
  ['PRV-13', 108, '个', PROVINCE], ['PRV-13-2', 4, '家', PROVINCE], ['PRV-13-3', 1, '家', PROVINCE], ['PRV-13-4', 2, '家', PROVINCE],
  ['PRV-13-5', 68, '万吨标煤', PROVINCE], ['PRV-13-6', -5.1, '万吨标煤', PROVINCE], ['PRV-13-7', -7, '%', PROVINCE],
  ['PRV-13-8', 1.96, '吨标煤/万元', PROVINCE], ['PRV-13-9', -2.97, '%', PROVINCE], ['PRV-13-10', 16, '个', PROVINCE], ['PRV-13-11', -15, '%', PROVINCE],
  ['PRV-14', 19, '项', PROVINCE], ['PRV-14-2', 7, '个', PROVINCE],
  ['PRV-15', 9.7, '亿元', PROVINCE], ['PRV-15-2', 40, '亿元', PROVINCE], ['PRV-15-3', 1.52, '万户', PROVINCE], ['PRV-15-4', 314, '个', PROVINCE],
  ['PRV-15-5', 1071.19, '亿元', PROVINCE], ['PRV-15-6', 37, '家', PROVINCE],
  ['PRV-16', 129, '家', PROVINCE], ['PRV-16-2', 67, '户', PROVINCE],
  ['PRV-17', 200, '余场', PROVINCE],
  ['PRV-18', 100, '家', PROVINCE], ['PRV-18-2', 2000, '余个', PROVINCE],
  ['PRV-19', 1200, '余件', PROVINCE], ['PRV-19-2', 4, '万余场', PROVINCE], ['PRV-19-3', 1822, '项', PROVINCE], ['PRV-19-4', 2812, '篇', PROVINCE],
  ['PRV-19-5', 1600, '余人次', PROVINCE], ['PRV-19-6', 1755, '人', PROVINCE], ['PRV-19-7', 863, '万人次', PROVINCE],
  ['STAT-01', 100, '%', CONGRESS], ['STAT-02', 100, '%', CONGRESS], ['STAT-03', 95, '%', CONGRESS], ['STAT-04', 76.8, '%', CONGRESS],
  ['STAT-05', 80, '%', CONGRESS], ['STAT-06', 2.52, '个', CONGRESS], ['STAT-07', 938, '项', CONGRESS], ['STAT-08', 6961, '项', CONGRESS],
  ['STAT-09', 527, '项', CONGRESS], ['STAT-10', 12.6, '万户', CONGRESS], ['STAT-10-2', 39, '%', CONGRESS], ['STAT-11', 436, '户', CONGRESS],
  ['STAT-12', 45.6, '亿元', CONGRESS], ['STAT-13', 44.5, '%', CONGRESS], ['STAT-14', 1051, '万吨', CONGRESS],
  ['STAT-15', 23_647, '名', CONGRESS], ['STAT-15-2', 52, '个', CONGRESS], ['STAT-16', 7.8, '万人', CONGRESS], ['STAT-16-2', 100, '个', CONGRESS],
  ['STAT-17', 66.8, '%', CONGRESS], ['STAT-18', 34.7, '%', CONGRESS], ['STAT-19', 14, '条', CONGRESS],
  ['STAT-21', 30, '万吨/年', CONGRESS], ['STAT-21-2', 16.5, '时', CONGRESS], ['STAT-22', 20, '%以上', CONGRESS], ['STAT-22-2', 30, '%', CONGRESS], ['STAT-22-3', 1, '万吨', CONGRESS],
]

test.each(FIGURES)('[RFG90] (%s) is %d%s, as %s has it', (code, value, unit, source) => {
  expect(shown('indicator.value', code)).toBe(value)
  expect(latest().get(code)).toMatchObject({ unit, source, asOf: expect.any(Number) })
})

test('[RFG90] (LYX-01, LYX-12) the same limit is told in 天 and in 工作日: both stand under one name, each with its unit', () => {
  const rows = latest()
  for (const [news, comment] of [
    ['LYX-01', 'LYX-12-3'],
    ['LYX-01-2', 'LYX-12'],
  ] as const) {
    const [one, other] = [rows.get(news)!, rows.get(comment)!]
    expect([one['name'], one['value']]).toEqual([other['name'], other['value']])
    expect([one['unit'], other['unit']]).toEqual(['天', '工作日'])
    expect(one['source']).not.toBe(other['source'])
  }
})

test('[RFG90] (LYX-12, HW-07) the whole way is shorter by what its old and its new limit say (DOMAIN 2.6, 全流程压缩)', () => {
  const saved = ['LYX-12-3', 'LYX-01', 'LYX-12-2', 'HW-07-3'].map(code =>
    shown('indicator.saved', code)?.toFixed(1),
  )
  expect(saved).toEqual(['54.2', '54.2', '25.0', '41.8'])
  expect(shown('indicator.saved', 'LYX-12')).toBeNull()
})

test('[RFG90] (PRV-11, PRV-12) what is told of as a sum is one', () => {
  const of = (...codes: readonly string[]) => codes.map(code => shown('indicator.value', code)!)
  const [fresh, resumed, all] = of('PRV-11', 'PRV-11-10', 'PRV-11-8')
  expect(fresh! + resumed!).toBe(all)
  const [county, above, sent] = of('PRV-12-2', 'PRV-12-3', 'PRV-12')
  expect(county! + above!).toBe(sent)
})

test('[RFG90] (HW-19) what is told of the district is the share of the city that it is said to be', () => {
  const [city, district, share] = ['HW-19', 'HW-19-2', 'HW-19-3'].map(code => shown('indicator.value', code)!)
  expect(Number(((100 * district!) / city!).toFixed(1))).toBe(share)
})

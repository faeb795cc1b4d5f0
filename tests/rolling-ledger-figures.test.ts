import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LedgerEntry } from '../mock-data/ledgers/entry.ts'
import type { Value } from '../shared/model/value.ts'
import { createLedgerIntake, isOpen } from './ledgers.fixture.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)

const { fill, intake, metrics, of, pretend } = createLedgerIntake(AT)
const { cell, cells, shown } = intake
beforeAll(fill, 120_000)
afterAll(() => pretend.remove())

/** What a list of the wall has, by the names of its columns. */
function listOf(metric: string): readonly { readonly [column: string]: Value }[] {
  const { aggregate } = metrics.find(({ id }) => id === metric)!
  const columns = aggregate.type === 'list' ? aggregate.columns : []
  const { total, rows } = cell(metric) as { total: number; rows: readonly Value[][] }
  expect(rows.length, metric).toBe(Math.min(total, aggregate.type === 'list' ? aggregate.limit : 0))
  return rows.map(([, ...values]) => Object.fromEntries(columns.map((name, i) => [name, values[i] ?? null])))
}

/** How many of a ledger each of its sorts has. */
function sortsOf(ledger: string, sortOf: (entry: LedgerEntry) => string | null): ReadonlyMap<string, number> {
  const sorts = new Map<string, number>()
  for (const entry of of(ledger)) sorts.set(sortOf(entry)!, (sorts.get(sortOf(entry)!) ?? 0) + 1)
  return sorts
}

test.each<[string, string, string, (entry: LedgerEntry) => string | null]>([
  ['IOC-11', '市场主体监管', 'market.checks.month', entry => entry.category],
  ['IOC-21', '制度创新', 'ledger.innovation', entry => entry.department],
  ['HW-07', '特派员日志', 'ledger.envoy-log', entry => entry.category],
  ['PRV-06', '清风窗口', 'ledger.windows', entry => entry.stage],
  ['PRV-08', '项目分类推进', 'ledger.sorted', entry => entry.category],
  ['PRV-12', '五联合', 'ledger.together', entry => entry.category],
])(
  '[RFG94] (%s) entries of %s are counted by sort as the ledger has them, %s',
  (_id, ledger, metric, sortOf) => {
    const sorts = sortsOf(ledger, sortOf)
    expect(sorts.size).toBeGreaterThan(2)
    for (const [sort, n] of sorts) expect(shown(metric, sort), sort).toBe(n)
    expect(cells(metric)).toHaveLength(sorts.size)
  },
)

test('[RFG94] (IOC-21) of the innovations of each department so many are done', () => {
  for (const department of sortsOf('制度创新', entry => entry.department).keys()) {
    const done = of('制度创新').filter(entry => entry.department === department && entry.state === '已完成')
    expect(shown('ledger.innovation.done', department) ?? 0, department).toBe(done.length)
  }
})

test('[RFG94] (IOC-11) tasks of those who watch over entities are open, overdue by the clock, and listed', () => {
  const open = of('市场主体监管').filter(isOpen)
  expect(open.length).toBeGreaterThan(3)
  expect(shown('market.checks.open')).toBe(open.length)
  expect(shown('market.checks.overdue') ?? 0).toBe(open.filter(({ dueAt }) => dueAt! < NOW).length)
  expect(
    listOf('market.checks.list')
      .map(({ number }) => number as string)
      .sort(),
  ).toEqual(open.map(({ number }) => number).sort())
})

test('[RFG94] (IOC-12) the major hazards of the park are listed with grade and owner, those first whose assessment ends first', () => {
  const list = listOf('hazard.sources.list')
  const entries = new Map(of('重大危险源').map(entry => [entry.number, entry]))
  expect(list).toHaveLength(31)
  for (const { number, category, party } of list)
    expect([category, party]).toEqual([
      entries.get(number as string)!.category,
      entries.get(number as string)!.party,
    ])
  const due = list.map(({ dueAt }) => dueAt as number)
  expect(due).toEqual([...due].sort((a, b) => a - b))
  expect(shown('hazard.sources.overdue') ?? 0).toBe(due.filter(at => at < NOW).length)
})

test('[RFG94] (HW-06, HW-07, HW-12) events of the carriers, the envoys with their log, and demands with their bids are listed', () => {
  const events = listOf('ledger.carriers.list')
  expect(new Set(events.map(({ ledger }) => ledger))).toEqual(
    new Set(['驻企特派员', '校企产教联合', '科技成果直通车', '大企业发榜小企业揭榜', '周末现场办公']),
  )
  expect(events.filter(({ ledger }) => ledger === '校企产教联合')).toHaveLength(2)
  expect(listOf('ledger.envoys.list').map(({ party }) => party)).toEqual(
    of('驻企特派员').map(({ party }) => party),
  )
  const log = listOf('ledger.envoy-log.list').map(({ number }) => number as string)
  const written = of('特派员日志').map(({ number }) => number)
  expect(log.length).toBeGreaterThan(5)
  expect(written).toEqual(expect.arrayContaining(log))
  const bids = listOf('ledger.bids.list')
  const demands = bids.filter(({ category }) => category === '发榜').map(({ number }) => number)
  expect(demands).toHaveLength(3)
  for (const { parent, party, stage } of bids.filter(({ category }) => category === '揭榜')) {
    expect(demands).toContain(parent)
    expect([typeof party, stage]).toEqual(['string', '样品验证'])
  }
})

test('[RFG94] (HW-17) the four platforms that the zone is connected to are named', () => {
  expect(listOf('ledger.platforms.list').map(({ title }) => title)).toEqual([
    ...[
      '一体化在线政务服务平台',
      '工程建设项目审批制度改革平台',
      '投资项目在线审批监管平台',
      '电子印章管理系统',
    ],
  ])
})

test('[RFG94] (PRV-02) what butlers did is listed, the latest first', () => {
  const list = listOf('ledger.butlers.list')
  const at = list.map(({ event }) => event as number)
  expect(at).toEqual([...at].sort((a, b) => b - a))
  expect(list.length).toBe(Math.min(40, of('政企直通车').length))
})

test('[RFG94] (PRV-07) high-tech projects have 22 in a hundred of the money that was begun together', () => {
  const money = ['高新', '其他'].map(tech => shown('ledger.kickoff.tech.amount', tech)!)
  expect(money[0]! + money[1]!).toBeCloseTo(258, 6)
  expect(money[0]! / 258).toBeCloseTo(0.22, 4)
})

test('[RFG94] (PRV-17) the marks of service at scenic spots are the mean of what was marked', () => {
  const spots = sortsOf('旅游服务考核', entry => entry.party)
  for (const [spot, n] of spots) {
    const marks = of('旅游服务考核').filter(({ party }) => party === spot)
    const sum = marks.reduce((all, { quantity }) => all + quantity!, 0)
    expect(shown('ledger.guides', spot), spot).toBeCloseTo(sum / n, 6)
  }
  expect(spots.size).toBeGreaterThan(1)
})

test('[RFG94] (PRV-03) every town has its grid of the business environment', () => {
  const covered = of('营商环境网格').reduce((sum, { quantity }) => sum + quantity!, 0)
  expect(shown('ledger.quantity', '营商环境网格', '户')).toBe(covered)
})

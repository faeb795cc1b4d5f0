import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../mock-data/ledgers/entry.ts'
import type { Value } from '../shared/model/value.ts'
import { createLedgerIntake, isOpen } from './ledgers.fixture.ts'

const AT = '2026-11-24T10:24:00+08:00'

const { fill, intake, of, pretend, truth } = createLedgerIntake(AT)
const { cell, cells, shown, rowsOf } = intake
beforeAll(fill, 120_000)
afterAll(() => pretend.remove())

test('[RFG20] every entry of every ledger stands once, as its department wrote it last', () => {
  const rows = rowsOf('ledgers/')
  expect([...rows.keys()].sort()).toEqual(truth.map(({ number }) => number).sort())
  for (const entry of truth) {
    const { row } = rows.get(entry.number)!
    expect([row['ledger'], row['title'], row['department'], row['open']], entry.number).toEqual([
      ...[entry.ledger, entry.title, entry.department, isOpen(entry)],
    ])
    expect(row['amount'], entry.number).toBe(entry.amount === null ? null : Math.round(entry.amount * 100))
  }
  expect(cell('ledger.entries')).toBe(truth.length)
  expect(cell('ledger.open')).toBe(truth.filter(isOpen).length)
})

const count = (ledger: string, test: (entry: LedgerEntry) => boolean = () => true) =>
  of(ledger).filter(test).length
const counted = (metric: string, ...dims: readonly string[]) => shown(metric, ...dims)

describe('[RFG20] what was published comes out exactly', () => {
  test('[RFG20] (LYX-14) 199 villages and 15 communities', () => {
    expect(counted('ledger.points')).toBe(214)
    expect([
      count('便民服务站', e => e.category === '行政村'),
      count('便民服务站', e => e.category === '社区'),
    ]).toEqual([199, 15])
  })

  test('[RFG20] (LYX-15) 106.8 公里 for 3015 万元, of that 33 on 199 routes of 13 villages; 15 roads of 7579.48 米', () => {
    expect(counted('ledger.road.length')).toBe(106.8)
    expect(counted('ledger.road.amount')).toBe(3015)
    const town = rowsOf('ledgers/LYX-YS')
    const inTown = [...town.values()].filter(({ area }) => area.startsWith('211021101'))
    expect(inTown).toHaveLength(199)
    expect(new Set(inTown.map(({ row }) => row['party'])).size).toBe(13)
    expect(inTown.reduce((sum, { row }) => sum + Number(row['quantity']), 0)).toBe(33_000)
    expect(cell('ledger.road.length', [], '211021101')).toBe(33_000)
    // The map says of the county how much of it is finished, and by cell how much there is.
    const roads = town.size
    expect(cell('ledger.road.done-share', [], '211021')).toEqual({ n: roads, d: roads })
    expect(counted('ledger.heating-road.routes')).toBe(15)
    expect(counted('ledger.heating-road.length')).toBe(7579.48)
  })

  test('[RFG20] (LYX-16) seven villages in five nets, all of which brought their income up', () => {
    const rows = [...rowsOf('ledgers/LYX-WS').values()].map(({ row }) => row)
    expect([rows.length, new Set(rows.map(row => row['party'])).size]).toEqual([35, 7])
    expect(rows.filter(row => row['unit'] === '万元' && Number(row['quantity']) > 0)).toHaveLength(7)
  })

  test('[RFG20] (HW-03, HW-07) 28 and 100 pairs, four envoys at five projects', () => {
    expect([
      count('双进双促包联', e => e.category === '县级干部'),
      count('双进双促包联', e => e.category === '科级干部'),
    ]).toEqual([28, 100])
    expect(count('驻企特派员')).toBe(5)
    expect(new Set(of('驻企特派员').map(({ title }) => title.slice(0, 4))).size).toBe(4)
  })

  test('[RFG20] (HW-09) 1443 万元 came from above', () => {
    expect(counted('ledger.amount', '争取上级资金')).toBe(14_430_000)
  })

  test.each([
    ['校企产教联合', 65],
    ['科技成果直通车', 7],
    ['周末现场办公', 1],
    ['园区赋权事项', 86],
    ['审批委员会', 8],
    ['高新技术企业', 26],
    ['免申即享', 10],
    ['一件事一次办', 150],
    ['重点项目集中开工', 138],
    ['万人进万企', 44],
    ['人才对接', 100],
    ['带土移植', 19],
    ['产学研联盟', 6],
    ['大企业发榜小企业揭榜', 6],
    ['互联平台', 4],
    ['重大危险源', 31],
    ['驻企特派员', 5],
    ['告知承诺事项', 18],
    ['营商环境网格', 50],
  ])(
    '[RFG20] (HW-07, HW-10, HW-11, HW-12, HW-14, HW-15, HW-16, HW-17, HW-22, PRV-03, PRV-05, PRV-07, PRV-16, PRV-18, IOC-12, IOC-20, IOC-25) %s has %i entries',
    (ledger, n) => {
      const states = ['planned', 'going', 'done', 'stopped']
      const theme = [...rowsOf('ledgers/').values()].find(({ row }) => row['ledger'] === ledger)!.row[
        'theme'
      ] as string
      const cells = states.map(state => Number(cell('ledger.states', [theme, ledger, state]) ?? 0))
      expect(cells.reduce((sum, each) => sum + each, 0)).toBe(n)
    },
  )

  test.each<[string, string, readonly string[], number]>([
    ['HW-15', 'ledger.delegated', ['区级'], 48],
    ['HW-15', 'ledger.delegated', ['市级及市直'], 38],
    ['HW-15', 'ledger.delegated.cases', [], 22],
    ['HW-22', 'ledger.amount', ['高新技术企业'], 740_000_000],
    ['PRV-05', 'ledger.bundles', ['已上线'], 100],
    ['PRV-07', 'ledger.kickoff', ['一产'], 3],
    ['PRV-07', 'ledger.kickoff', ['二产'], 96],
    ['PRV-07', 'ledger.kickoff', ['三产'], 39],
    ['PRV-07', 'ledger.kickoff.owner', ['民营'], 101],
    ['PRV-07', 'ledger.kickoff.owner', ['央地'], 35],
    ['PRV-07', 'ledger.kickoff.amount', [], 258],
    ['PRV-07', 'ledger.kickoff.tech', ['高新'], 26],
    ['PRV-10', 'ledger.survey.visited', ['走访项目'], 32],
    ['PRV-10', 'ledger.survey.visited', ['走访规上企业'], 89],
    ['PRV-10', 'ledger.survey.visited', ['走访中小微企业'], 30],
    ['PRV-10', 'ledger.survey.visited', ['走访村'], 3],
    ['PRV-10', 'ledger.survey.visited', ['走访党组织'], 4],
    ['PRV-10', 'ledger.survey.opinions', [], 22],
    ['IOC-12', 'hazard.sources', ['一级'], 5],
    ['IOC-12', 'hazard.sources', ['四级'], 11],
    ['PRV-16', 'ledger.amount', ['万人进万企'], 61_200_000_000],
    ['PRV-18', 'ledger.quantity', ['人才对接', '个'], 2000],
    ['IOC-24', 'ledger.ecology.amount', [], 19.46],
    ['IOC-24', 'ledger.ecology.funds', ['中央'], 7.3],
    ['IOC-24', 'ledger.ecology.funds', ['地方'], 12.16],
    ['IOC-25', 'ledger.talents', ['技术攻关团队'], 14],
    ['IOC-25', 'ledger.talents', ['创新创业团队'], 5],
  ])('[RFG20] (%s) %s %j is %d', (_id, metric, dims, value) => {
    expect(shown(metric, ...dims)).toBe(value)
  })

  test('[RFG20] (IOC-22, IOC-24) two cities, three zones, four bases, eight tasks; three works of ten parts', () => {
    const numbers = of('战略落实').map(({ number }) => number)
    const goals = ['1', '2', '3', '4'].map(
      root => numbers.filter(n => new RegExp(`^IOC-ZL-${root}-\\d+$`).test(n)).length,
    )
    expect(goals).toEqual([2, 3, 4, 8])
    const parts = (sort: string) => count('山水林田湖草沙治理', ({ category }) => category === sort)
    expect([parts('大项目'), parts('子项目')]).toEqual([3, 10])
  })
})

test('[RFG20] (PRV-14) complaints of debts are under the term of their stage, and late when that is over', () => {
  const open = of('拖欠账款投诉').filter(isOpen)
  expect(open.length).toBeGreaterThan(3)
  expect(cell('ledger.debts.open')).toBe(open.length)
  const rows = rowsOf('ledgers/PRV-QK')
  const sorts = new Set<string>()
  for (const entry of open) {
    const { row } = rows.get(entry.number.replace('PRV-QK', ''))!
    sorts.add(entry.stage!)
    const days = ((row['dueAt'] as number) - (row['since'] as number)) / 86_400_000
    const [least, most] = { 待移交: [7, 19], 待答复: [27, 42], 复杂待答复: [88, 104] }[entry.stage!]!
    expect(days, entry.stage!).toBeGreaterThan(least!)
    expect(days, entry.stage!).toBeLessThan(most!)
  }
  expect(sorts.size).toBeGreaterThan(1)
  const list = cell('ledger.debts.list') as unknown as { total: number; rows: readonly Value[][] }
  expect(list.total).toBe(open.length)
})

test('[RFG72] (PRV-09) needs that wait, resources that can be had and what is taken of each are those of the ledger', () => {
  const entries = of('十二个共享')
  const numbers = (stage: string) =>
    entries.filter(entry => entry.stage === stage).map(({ number }) => number)
  const told = (metric: string) => {
    const { total, rows } = cell(metric) as { total: number; rows: readonly (readonly unknown[])[] }
    expect(rows).toHaveLength(total)
    return rows.map(([, number]) => number as string).sort()
  }
  expect(told('ledger.sharing.needs')).toEqual(numbers('待匹配').sort())
  expect(told('ledger.sharing.resources')).toEqual(numbers('资源').sort())
  for (const parent of new Set(entries.map(entry => entry.parent).filter(each => each !== null))) {
    const matched = entries.filter(entry => entry.parent === parent)
    const sum = matched.reduce((all, { quantity }) => all + (quantity ?? 0), 0)
    expect(shown('ledger.sharing.taken', parent) ?? 0, parent).toBe(sum)
    const resource = entries.find(({ number }) => number === parent)!
    if (resource.quantity !== null) expect(sum).toBeLessThanOrEqual(resource.quantity)
    for (const need of matched)
      expect([need.category, need.title]).toEqual([resource.category, resource.title])
  }
  expect(numbers('待匹配').length).toBeGreaterThan(5)
  expect(numbers('已匹配').length).toBeGreaterThan(5)
})

test('[RFG73] (LYX-14) each of 199 villages and 15 communities has its service point with its cases, where it stands', () => {
  const points = of('便民服务站')
  const rows = rowsOf('ledgers/')
  const byPlace = new Map<string, number>()
  for (const { number, quantity } of points) {
    const { area } = rows.get(number)!
    byPlace.set(area, (byPlace.get(area) ?? 0) + (quantity ?? 0))
  }
  for (const [area, cases] of byPlace) expect(shown('ledger.points.place', area), area).toBe(cases)
  expect(cells('ledger.points.place')).toHaveLength(byPlace.size)
  // Two communities that the published codes do not know share the seat of their town.
  expect([points.length, byPlace.size]).toEqual([214, 213])
  const sum = [...byPlace.values()].reduce((all, cases) => all + cases, 0)
  expect(shown('ledger.points.cases')).toBe(sum)
})

test('[RFG74] (HW-16) the board of approvals has eight offices, and whose the 86 delegated items are is told', () => {
  const { total, rows } = cell('ledger.board.list') as {
    total: number
    rows: readonly (readonly unknown[])[]
  }
  expect([total, rows.map(([, title]) => title)]).toEqual([8, of('审批委员会').map(({ title }) => title)])
  expect(shown('ledger.delegated.office', '高新区审批服务部')).toBe(86)
})

test('[RFG75] (HW-03) 28 cadres of the county with 28 projects, 100 of sections with 100 enterprises', () => {
  expect([shown('pairing.pairs', '县级干部'), shown('pairing.pairs', '科级干部')]).toEqual([28, 100])
  const { total, rows } = cell('pairing.pairs.list') as {
    total: number
    rows: readonly (readonly unknown[])[]
  }
  expect([total, rows.length]).toEqual([128, 128])
  const parties = rows.map(([, , , , party]) => party as string)
  expect(new Set(parties).size).toBe(128)
  expect(parties.filter(party => party.startsWith('演示亿元项目'))).toHaveLength(28)
})

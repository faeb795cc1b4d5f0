import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { courseOf, widthsOf } from './course.ts'
import { heading, view } from './view.ts'

const COLUMNS = ['number', 'title', 'class', 'phase', 'investment', 'area']
const money = {
  aggregate: { type: 'sum', field: 'investment' },
  unit: { zh: '亿元', en: '' },
  scale: 10_000,
} as const
const metrics = [
  metricOf({
    id: 'list',
    aggregate: { type: 'list', sort: [['investment', 'desc']], limit: 9, columns: COLUMNS },
  }),
  ...['total', 'begun', 'district'].map(id => metricOf({ id })),
  ...['totalMoney', 'begunMoney', 'districtMoney'].map(id => metricOf({ id, ...money })),
  ...['class', 'phase'].map(id => metricOf({ id, by: [id] })),
  ...['class', 'phase'].map(id => metricOf({ id: `${id}Money`, by: [id], ...money })),
]
const roles = {
  ...Object.fromEntries(metrics.map(({ id }) => [id, `${id}@city`])),
  ...{ district: 'district@districts', districtMoney: 'districtMoney@districts' },
}
const options = { classes: ['老字号', '原字号', '新字号'], phases: ['续建', '新建', '储备'], reserve: '储备' }
const CELLS = {
  'list|211000||': {
    total: 4,
    rows: [
      ['a', 'A', '甲项目', '原字号', '储备', 1_000_000, '211004102'],
      ['b', 'B', '乙项目', '老字号', '续建', 40_000, '211002016'],
      ['c', 'C', '丙项目', '新字号', '新建', 10_000, '211004102'],
      ['d', 'D', '丁项目', '旧字号', '新建', 900, ''],
    ],
  },
  ...{ 'total|211000||': 4, 'totalMoney|211000||': 1_050_900 },
  ...{ 'begun|211000||': 3, 'begunMoney|211000||': 50_900 },
  ...{ 'phase|211000|储备|': 1, 'phaseMoney|211000|储备|': 1_000_000 },
  ...{ 'class|211000|原字号|': 1, 'classMoney|211000|原字号|': 1_000_000 },
  ...{ 'district|211004||': 2, 'districtMoney|211004||': 1_010_000 },
}
const see = (cells: NonNullable<Parameters<typeof shown>[0]['cells']> = CELLS) => {
  const { panel, reader } = shown({ metrics, roles, options, cells })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[FAL1] (IOC-10, STAT-20) each project is a strand through its class, its phase and its district, in the order of the document', () => {
  const { gates, strands, colours } = see()
  expect(gates.map(banks => banks.map(({ title }) => title))).toEqual([
    ['老字号', '原字号', '新字号', '旧字号'],
    ['续建', '新建', '储备'],
    ['白塔区', '宏伟区', '未知'],
  ])
  expect(colours).toEqual(['d5', 'd1', 'd3', 'd6'])
  expect(strands.map(({ id, banks, money }) => [id, banks, money])).toEqual([
    ['a', [1, 2, 1], 100],
    ['b', [0, 0, 0], 4],
    ['c', [2, 1, 1], 1],
    ['d', [3, 1, 2], 0.09],
  ])
  expect(gates[2][1]).toMatchObject({
    count: { text: '2' },
    money: { text: '101' },
    moneyCell: 'districtMoney|211004||',
  })
  // What names no district is in none of their numbers.
  expect(gates[2][2]).toMatchObject({ count: { text: '1' }, moneyCell: '' })
})

test('[FAL1] while one district is on show the others still stand with what is theirs, and none is told to have nothing', () => {
  const { panel, reader } = shown({ metrics, roles, options, cells: CELLS, place: '211004' })
  const [, , districts] = view(panel, reader).gates
  expect(districts.map(({ title, count, moneyCell }) => [title, count.text, moneyCell])).toEqual([
    ['白塔区', '1', ''],
    ['宏伟区', '2', 'districtMoney|211004||'],
    ['未知', '1', ''],
  ])
})

test('[FAL2] what waits is faint, and how much that is of all of it is said', () => {
  const { strands, beside, lead } = see()
  expect(strands.map(({ faint }) => faint)).toEqual([true, false, false, false])
  expect(phraseText(beside)).toBe('在建 3件 5.1亿元 储备 1件 100亿元 尚未开工 95.2%')
  expect(lead.map(({ figure }) => figure.text)).toEqual(['4', '105'])
  const unknown = see({})
  expect(unknown.strands).toEqual([])
  expect(phraseText(unknown.beside)).toContain('尚未开工 —')
})

test('[FAL2] that not all of them have room in the list is said', () => {
  const list = CELLS['list|211000||']
  expect(see({ ...CELLS, 'list|211000||': { ...list, total: 300 } }).heading.subtitle).toBe('前 4 / 共 300')
  expect(see().heading).toEqual({ empty: false })
})

test('[FAL2] projects without an amount have no width, and how many these are is said', () => {
  const list = CELLS['list|211000||']
  const rows = [
    ...list.rows,
    ['e', 'E', '戊项目', '老字号', '新建', null, '211004102'],
    ['f', 'F', '己项目', '老字号', '新建', 0, '211004102'],
  ]
  const told = see({ ...CELLS, 'list|211000||': { total: 6, rows } })
  expect(told.strands.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
  expect(told.heading).toEqual({ empty: false, subtitle: '2 项没有投资额,未画' })
  const more = see({ ...CELLS, 'list|211000||': { total: 300, rows } })
  expect(more.heading.subtitle).toBe('前 6 / 共 300 · 2 项没有投资额,未画')
})

test('[FAL3] strands are as wide as their money, none below the floor, and together as wide as their room', () => {
  const widths = widthsOf([1000, 100, 0.01, 0.01], 500)
  expect(widths[0]! / widths[1]!).toBeCloseTo(10, 9)
  expect(widths.slice(2)).toEqual([1.6, 1.6])
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(500, 9)
  expect(widthsOf([], 500)).toEqual([])
})

test('[FAL3] banks and strands stay within the room, words of banks apart, and names only where they have room', () => {
  for (const [width, height] of [
    [884, 430],
    [2032, 700],
  ] as const) {
    const course = courseOf(see(), { width, height })
    for (const [gate, banks] of course.banks.entries())
      banks.forEach(({ from, to, middle }, i) => {
        expect(from).toBeGreaterThanOrEqual(-0.01)
        expect(to).toBeLessThanOrEqual(width + 0.01)
        if (i > 0) expect(middle - banks[i - 1]!.middle, String(gate)).toBeGreaterThan(80)
        if (i > 0) expect(from).toBeGreaterThan(banks[i - 1]!.to)
      })
    const numbers = course.sheets.flatMap(({ path }) => path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
    expect(course.sheets.reduce((sum, { path }) => sum + path.match(/M/g)!.length, 0)).toBe(8)
    expect(course.sheets[0]!.faint).toBe(true)
    expect(course.names.map(({ id }) => id)).toEqual(['a'])
    expect(course.lines[3]).toBeLessThan(height)
  }
})

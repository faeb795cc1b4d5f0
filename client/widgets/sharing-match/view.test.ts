import { expect, test } from 'vitest'
import { metricOf, NOW, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const DAY = 86_400_000
const COLUMNS = ['number', 'title', 'category', 'party', 'quantity', 'unit', 'beganAt', 'dueAt', 'area']
const list = (id: string) =>
  metricOf({
    id,
    kind: 'ledger-entry',
    aggregate: { type: 'list', sort: [['number', 'asc']], limit: 9, columns: COLUMNS },
  })
const metrics = [
  list('needs'),
  list('resources'),
  metricOf({ id: 'taken', aggregate: { type: 'sum', field: 'quantity' }, by: ['parent'], scale: 1000 }),
]
const until = Date.parse('2026-12-31T23:59:59+08:00')
const NEEDS = [
  ['n0', 'X0', '检测设备', '设备', '演示企业004', null, null, NOW - DAY, until, ''],
  ['n1', 'X1', '标准厂房', '厂房', '演示企业001', 500_000, '平方米', NOW - DAY, until, '211002016'],
  ['n2', 'X2', '区域品牌', '品牌', '演示企业002', null, null, NOW - DAY, until, '211002'],
  ['n3', 'X3', '冷库', '厂房', '演示企业003', 100_000, '平方米', NOW - DAY, until, ''],
]
const RESOURCES = [
  ['r1', 'Z1', '标准厂房', '厂房', '演示企业011', 900_000, '平方米', NOW - DAY, null, '211002'],
  ['r2', 'Z2', '标准厂房', '厂房', '演示企业012', 500_000, '平方米', NOW - DAY, null, '211002016'],
  ['r3', 'Z3', '区域品牌', '品牌', '演示企业013', null, null, NOW - DAY, NOW + DAY, '211003'],
]

const drawn = (total = NEEDS.length) => {
  const { panel, reader } = shown({
    metrics,
    roles: { needs: 'needs', resources: 'resources', taken: 'taken' },
    options: { scale: 1000 },
    cells: {
      'needs|211000||': { total, rows: NEEDS },
      'resources|211000||': { total: RESOURCES.length, rows: RESOURCES },
      'taken|211000|Z2|': 1000,
      'taken|211000|Z1|': 100_000,
    },
  })
  return { ...view(panel, reader), heading: heading(panel, reader) }
}

test('[SHW1] (PRV-09) a need says who could meet it and why, or what is lacking', () => {
  expect(
    drawn().rows.map(({ title, amount, found, best }) => [title, amount, found, best?.party, best?.why]),
  ).toEqual([
    ['厂房 标准厂房', '500 平方米', '可匹配 1', '演示企业011', '同区县　余 800 平方米　至 12-31'],
    ['品牌 区域品牌', '', '可匹配 1', '演示企业013', '市内　数量面议　至 11-23'],
    ['设备 检测设备', '', '无同类资源', undefined, undefined],
    ['厂房 冷库', '100 平方米', '无此项资源', undefined, undefined],
  ])
})

test('[SHW1] how many can be met is said of a whole list alone', () => {
  const figures = (total?: number) => drawn(total).heading.summary?.map(({ text, figure }) => [text, figure])
  expect(figures()).toEqual([
    ['可匹配', '2'],
    ['无可匹配', '2'],
  ])
  expect(figures(9)).toEqual([])
})

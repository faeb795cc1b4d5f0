import { count, instant, text } from '../columns.ts'
import { told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Column, Derived, Kind, Row, Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { MemberFields } from './fields.ts'
import { cellsOf, type Cell } from './snapshot.ts'

const head: readonly Column[] = [
  ...eventColumns,
  text('unit', '单位编码', 'code of the unit'),
  text('unitName', '单位', 'unit'),
  text('dimension', '维度', 'dimension'),
]
const total = count('total', '党员总数', 'all members', '人')
const asOf = instant('asOf', '数据截至', 'as of')

/** 党员结构 (DOMAIN 3.19): one unit in one dimension. Counts only; each sort of members is an inner row. */
export const partyMemberStat: Kind = {
  id: 'party-member-stat',
  version: 1,
  title: { zh: '党员统计', en: 'party members in numbers' },
  parts: { 'main:': MemberFields },
  columns: [...head, total, asOf, marksColumn],
  inner: {
    items: [
      ...head,
      text('key', '分类键', 'key of the sort'),
      text('item', '分类', 'sort'),
      count('members', '党员', 'members', '人'),
      total,
      asOf,
      marksColumn,
    ],
  },
  bounded: true,
  publicly: { open: ['unit', 'unitName', 'dimension', 'key', 'item'] },
  derive: deriveStat,
}

function deriveStat(thing: Thing): Derived | null {
  const cells = cellsOf(thing)
  const [first] = cells
  if (first === undefined) return null
  const all = totalOf(cells)
  return {
    area: first.part.area,
    row: {
      ...headOf(first),
      total: all,
      asOf: told(first.fields.asOf),
      marks: marksOf(first.part, false, false),
    },
    rows: { items: cells.map(cell => itemRow(cell, all)) },
    nextAt: null,
  }
}

const headOf = ({ part, fields }: Cell): Row => ({
  event: part.event,
  kind: 'party-member-stat',
  area: part.area,
  unit: fields.unit,
  unitName: told(fields.unitName),
  dimension: fields.dimension,
})

/** Unknown while one of its parts is: a sum of the others would be too small. */
function totalOf(cells: readonly Cell[]): number | null {
  let sum = 0
  for (const { members } of cells) {
    if (members === null) return null
    sum += members
  }
  return sum
}

const itemRow = (cell: Cell, all: number | null): Row => ({
  ...headOf(cell),
  key: cell.fields.item,
  item: cell.fields.item,
  members: cell.members,
  total: all,
  asOf: told(cell.fields.asOf),
  marks: marksOf(cell.part, false, false),
})

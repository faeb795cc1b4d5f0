import { expect, test } from 'vitest'
import type { CellFields } from '../../shared/kinds/submission/fields.ts'
import type { SubmissionForm } from '../../shared/submissions/form.ts'
import { cellsOf, recordsOf, rowsOf } from './records.ts'

const title = { zh: '名称', en: 'name' }
const form: SubmissionForm = {
  ...{ every: 'month', area: '211021', withinDays: 10, note: title, rows: 5 },
  columns: [
    { name: 'title', title, type: 'text', longest: 20 },
    { name: 'length', title, type: 'number', decimals: 2 },
  ],
}
const open = { id: 'filed-works', title: '道路', office: '县住建局', form }
const cells = (...rows: readonly (readonly [string, string, string])[]) =>
  cellsOf(
    form,
    rows.map(([row, name, length]) => ({ row, values: { title: name, length } })),
  ) as unknown as readonly CellFields[]

test('[SUB8] words are told from numbers, so that a number is never masked; what is empty is no cell, and no row', () => {
  const kept = cells(['1', '刘二堡路', ' 7,579.48 '], ['2', '', ''], ['3', '', '1'])
  expect(kept).toEqual([
    { row: '1', column: 'title', value: null, text: '刘二堡路' },
    { row: '1', column: 'length', value: '7579.48', text: null },
    { row: '3', column: 'length', value: '1', text: null },
  ])
  expect(rowsOf(kept)).toEqual([
    { row: '1', values: { title: '刘二堡路', length: '7579.48' } },
    { row: '3', values: { length: '1' } },
  ])
})

test('[SUB8] of free rows each is a record of its own, and one that a correction leaves out is gone', () => {
  const approved = { id: 'filed-works.2026-10', period: '2026-10', at: 1 }
  const [before, after] = [cells(['1', '甲路', '1'], ['2', '乙路', '2']), cells(['1', '甲路', '3'])]
  const told = (now: typeof before, last: typeof before) =>
    recordsOf(open, { ...approved, cells: now, before: last, isCorrection: last.length > 0 }).map(record => [
      ...[record['op'], record['number'], record['length'] ?? null, record['edition']],
    ])
  expect(told(before, [])).toEqual([
    ['put', 'filed-works.2026-10.1', '1', ''],
    ['put', 'filed-works.2026-10.2', '2', ''],
  ])
  expect(told(after, before)).toEqual([
    ['put', 'filed-works.2026-10.1', '3', '修订'],
    ['drop', 'filed-works.2026-10.2', null, '修订'],
  ])
})

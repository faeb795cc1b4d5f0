import { describe, expect, test } from 'vitest'
import type { FilledRow } from '../../shared/submissions/filled.ts'
import type { SubmissionForm } from '../../shared/submissions/form.ts'
import type { ReadTable } from '../../shared/submissions/read-table.ts'
import { submissionFileWords } from '../language/submission-files.ts'
import { submissionWords } from '../language/submissions.ts'
import { faultsTold, missingTold, rowName, saidOf, strangeTold } from './import-text.ts'
import { adopted, changesOf } from './importing.ts'

const manner = {
  language: 'zh' as const,
  words: submissionWords('zh'),
  fileWords: submissionFileWords('zh'),
}
const title = (zh: string) => ({ zh, en: zh })
const FIGURES: SubmissionForm = {
  ...{ every: 'month', area: '211000', withinDays: 10, note: title('填报当月数') },
  columns: [
    { name: 'value', title: title('数值'), type: 'number', decimals: 2, least: 0 },
    { name: 'remark', title: title('备注'), type: 'text', longest: 20 },
  ],
  lines: [
    { code: 'A-1', name: '项目管家', unit: '人' },
    { code: 'A-2', name: '服务企业', unit: '次' },
  ],
}
const WORKS: SubmissionForm = {
  ...{ every: 'month', area: '211021', withinDays: 10, note: title('演示'), rows: 9 },
  columns: [
    { name: 'title', title: title('事项'), type: 'text', longest: 20, required: true },
    {
      ...{ name: 'state', title: title('状态'), type: 'choice' },
      choices: [
        { value: 'going', title: title('推进中') },
        { value: 'done', title: title('已完成') },
      ],
    },
  ],
}
const file = (rows: readonly (readonly [string, object])[], more: Partial<ReadTable> = {}): ReadTable => ({
  rows: rows.map(([row, values], i) => ({ line: i + 2, row, values: values as FilledRow['values'] })),
  ...{ missingColumns: [], missingLines: [], strangeColumns: [], strangeRows: [], faults: [], ...more },
})
const work = (row: string, name: string, state = ''): FilledRow => ({ row, values: { title: name, state } })

describe('a file over given lines', () => {
  const before = [
    { row: 'A-1', values: { value: '6,000', remark: '甲' } },
    { row: 'A-2', values: { value: '7' } },
  ]
  test('[SUBF8] changes what it says, also to nothing, and leaves what it has not', () => {
    const after = adopted(FIGURES, before, [], file([['A-2', { value: '' }]]))
    expect(after).toEqual([before[0], { row: 'A-2', values: { value: '' } }])
  })

  test('[SUBF7] cells are told before and after; what is written otherwise and is the same stays', () => {
    const read = file([
      ['A-1', { value: '6000.00', remark: '乙' }],
      ['A-2', { value: '8', remark: '' }],
    ])
    const changes = changesOf(FIGURES, before, adopted(FIGURES, before, [], read))
    expect(
      changes.cells.map(({ row, column, before: was, after }) => [row, column.name, was, after]),
    ).toEqual([
      ['A-1', 'remark', '甲', '乙'],
      ['A-2', 'value', '7', '8'],
    ])
    expect([changes.added, changes.gone, changes.same]).toEqual([[], [], 1])
  })
})

describe('a file over free rows', () => {
  const before = [work('1', '甲', 'going'), work('3', '乙', 'done')]
  test('[SUBF8] is the whole table: a row by its number, by saying the same, else new', () => {
    const read = file([
      ['3', { title: '乙二', state: 'done' }],
      ['', { title: '甲', state: 'going' }],
      ['', { title: '丙', state: '' }],
      ['9', { title: '丁', state: '' }],
    ])
    // A row of the number 5 was handed in once: no other takes it.
    const after = adopted(WORKS, before, [work('5', '旧')], read)
    expect(after.map(({ row, values }) => [row, values['title']])).toEqual([
      ['3', '乙二'],
      ['1', '甲'],
      ['6', '丙'],
      ['7', '丁'],
    ])
  })

  test('[SUBF8] two rows of the file that say the same are not one row of the table', () => {
    const read = file([
      ['', { title: '甲', state: 'going' }],
      ['', { title: '甲', state: 'going' }],
    ])
    expect(adopted(WORKS, before, [], read).map(({ row }) => row)).toEqual(['1', '4'])
  })

  test('[SUBF7] tells what is new, what goes, and what stays; an empty row is none', () => {
    const after = adopted(
      WORKS,
      before,
      [],
      file([
        ['1', { title: '甲' }],
        ['', { title: '丙' }],
      ]),
    )
    const changes = changesOf(WORKS, before, after)
    expect([changes.added.map(({ row }) => row), changes.gone.map(({ row }) => row), changes.same]).toEqual([
      ...[['4'], ['3'], 2],
    ])
    const empty = [{ row: '1', values: {} }]
    expect(changesOf(WORKS, empty, adopted(WORKS, empty, [], file([])))).toEqual({
      ...{ cells: [], added: [], gone: [], same: 0 },
    })
    expect(adopted(WORKS, before, [], file([]))).toEqual(empty)
  })
})

test('[SUBF7] what is wrong, was not taken or is missing is told with its place', () => {
  const read = file([], {
    faults: [{ line: 4, row: 'A-2', column: 'value', fault: 'decimals', limit: 2, typed: '1.234' }],
    strangeColumns: [{ column: 'E', title: '', why: 'unknown' }],
    strangeRows: [{ line: 9, text: 'X | 合计', why: 'unknown' }],
    missingColumns: ['remark'],
    missingLines: ['A-1'],
  })
  expect(faultsTold(FIGURES, read, manner)).toEqual([
    { where: '文件第 4 行 · 服务企业 · 数值', text: '至多 2 位小数 · 填的是“1.234”' },
  ])
  expect(strangeTold(read, manner)).toEqual([
    { where: '文件 E 列 · 无标题', text: '报表没有此栏' },
    { where: '文件第 9 行 · X | 合计', text: '报表没有此行' },
  ])
  expect(missingTold(FIGURES, read, manner)).toEqual(['备注', '项目管家'])
  expect(rowName(WORKS, '3', manner)).toBe('行 3')
  expect(saidOf(WORKS, work('3', '甲', 'done'), manner)).toBe('事项 甲 · 状态 已完成')
})

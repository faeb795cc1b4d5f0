import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBlank, plainOf, typedIn, type FilledRow } from './filled.ts'
import type { FormColumn, SubmissionForm } from './form.ts'
import { matchedTable } from './matching.ts'
import type { SheetRow } from './read-table.ts'
import { templateOf } from './template.ts'

const note = { zh: '填报当月数', en: 'of the month' }
const title = { zh: '金额', en: 'amount' }
const amount = { name: 'amount', title, type: 'number', unit: '万元', decimals: 2, least: 0 } as const
const FIGURES: SubmissionForm = {
  ...{ every: 'month', area: '211000', withinDays: 10, note },
  columns: [
    amount,
    { name: 'remark', title: { zh: '备注', en: 'remark' }, type: 'text', longest: 20 },
    { name: 'until', title: { zh: '截至', en: 'until' }, type: 'date' },
  ],
  lines: [
    { code: 'A-1', name: '项目管家', unit: '人' },
    { code: 'A-2', name: '服务企业', unit: '次' },
  ],
}
const WORKS: SubmissionForm = {
  ...{ every: 'quarter', area: '211021', withinDays: 15, note, rows: 3 },
  columns: [
    { name: 'title', title: { zh: '事项', en: 'matter' }, type: 'text', longest: 20, required: true },
    {
      ...{ name: 'state', title: { zh: '状态', en: 'state' }, type: 'choice', required: true },
      choices: [
        { value: 'going', title: { zh: '推进中', en: 'going on' } },
        { value: 'done', title: { zh: '已完成', en: 'done' } },
      ],
    },
  ],
}
const sheet = (...rows: readonly (readonly string[])[]): SheetRow[] =>
  rows.map((cells, i) => ({ line: i + 1, cells }))
const read = (form: SubmissionForm, rows: readonly SheetRow[], isWorkbook = false) =>
  matchedTable(form, rows, isWorkbook)!

/** RFC 4180, as far as a template of ours goes. */
function csvRows(text: string): SheetRow[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .match(/(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,(?:"(?:[^"]|"")*"|[^",\r\n]*))*\r\n/g)
  return (lines ?? []).map((line, i) => ({
    line: i + 1,
    cells: [...line.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
    ),
  }))
}

describe('a template', () => {
  const typed = (column: FormColumn): fc.Arbitrary<string> => {
    // An apostrophe in front is what a spreadsheet takes for none.
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom('=1+1', '-5', '６,０００', '7.10', '2026-10-31', '@x', 'a"b,c'),
    )
    const words = odd.filter(text => !text.startsWith("'"))
    return column.type === 'choice' ? fc.constantFrom('', ...column.choices.map(({ value }) => value)) : words
  }
  const tables = (form: SubmissionForm): fc.Arbitrary<readonly FilledRow[]> => {
    const values = fc.record(Object.fromEntries(form.columns.map(column => [column.name, typed(column)])))
    const codes = form.lines?.map(({ code }) => code) ?? ['1', '4', '7']
    return fc
      .tuple(...codes.map(() => values))
      .map(each => codes.map((row, i) => ({ row, values: each[i]! })))
  }
  const plain = (form: SubmissionForm, rows: readonly FilledRow[]) =>
    rows.map(({ row, values }) => [
      row,
      ...form.columns.map(column => {
        const text = plainOf(column, typedIn(values, column.name))
        return column.type === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
      }),
    ])

  test.each([
    ['given lines', FIGURES],
    ['free rows', WORKS],
  ] as const)('[FRMS5] of %s, read back, is the table that it was made of', (_, form) => {
    fc.assert(
      fc.property(tables(form), fc.constantFrom('zh', 'en'), (table, language) => {
        const back = read(form, csvRows(templateOf(form, table, language)))
        const rows = form.lines === undefined ? table.filter(row => !isBlank(row)) : table
        expect(plain(form, back.rows)).toEqual(plain(form, rows))
        expect([back.strangeColumns, back.strangeRows, back.missingColumns, back.missingLines]).toEqual([
          ...[[], [], [], []],
        ])
      }),
    )
  })

  test('[FRMS5] has no heading of its own that is a title of the form', () => {
    const [first] = FIGURES.columns
    const unit = { name: 'payer', title: { zh: '单位', en: 'unit' }, type: 'text', longest: 20 } as const
    const form = { ...FIGURES, columns: [first!, unit] }
    const rows = [{ row: 'A-2', values: { amount: '7', payer: '演示企业' } }]
    const back = read(form, csvRows(templateOf(form, rows, 'zh')))
    expect(back.rows[1]).toEqual({ line: 3, row: 'A-2', values: { amount: '7', payer: '演示企业' } })
    expect([back.strangeColumns, back.strangeRows]).toEqual([[], []])
  })

  test('[FRMS5] begins with the mark of UTF-8, names units, and nothing in it computes', () => {
    const rows = [{ row: 'A-1', values: { amount: '-5', remark: '=HYPERLINK("x")' } }]
    const text = templateOf(FIGURES, rows, 'zh')
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFF"代码","指标","单位","金额(万元)","备注","截至"',
      `"A-1","项目管家","人",-5,"'=HYPERLINK(""x"")",""`,
    ])
  })
})

describe('a file', () => {
  test('[FRMS6] is understood below its titles, by either language, in any order, by code or else by name', () => {
    const table = read(
      FIGURES,
      sheet(
        ['营商环境月报(演示数据)'],
        ['remark', ' 指 标 ', 'Amount(万元)', '代码'],
        ['甲', '', '7', 'A-2'],
        ['乙', '项目管家', '6,000', '2001年1月'],
      ),
    )
    expect(table.rows).toEqual([
      { line: 3, row: 'A-2', values: { amount: '7', remark: '甲' } },
      { line: 4, row: 'A-1', values: { amount: '6,000', remark: '乙' } },
    ])
    expect([table.faults, table.strangeColumns, table.strangeRows]).toEqual([[], [], []])
    expect([table.missingColumns, table.missingLines]).toEqual([['until'], []])
  })

  test('[FRMS6] dates and numbers are what a spreadsheet shows', () => {
    const valuesIn = (amount: string, until: string, isWorkbook: boolean) =>
      read(FIGURES, sheet(['代码', '金额', '截至'], ['A-1', amount, until]), isWorkbook).rows[0]?.values
    expect(valuesIn('1.1000000000000001', '46326', true)).toEqual({ amount: '1.1', until: '2026-10-31' })
    expect(valuesIn('1E3', '2026/10/31', true)).toEqual({ amount: '1000', until: '2026-10-31' })
    // Of a text nobody knows what a spreadsheet would show.
    expect(valuesIn('1.1000000000000001', '46326', false)).toEqual({
      amount: '1.1000000000000001',
      until: '46326',
    })
    expect(valuesIn('7', '2026年1月5日', false)?.['until']).toBe('2026-01-05')
    expect(valuesIn('7', '5/1/2026', false)?.['until']).toBe('5/1/2026')
  })

  test('[FRMS6] free rows are known by their numbers, choices by their titles', () => {
    const table = read(
      WORKS,
      sheet(['行号', '事项', '状态'], ['4', '甲', '已完成'], ['', '乙', 'Going On'], ['5', '', '']),
    )
    expect(table.rows.map(({ row, values }) => [row, values['state']])).toEqual([
      ['4', 'done'],
      ['', 'going'],
    ])
  })

  test('[FRMS7] columns that are none, in another unit, or there twice are named and not taken', () => {
    const table = read(
      FIGURES,
      sheet(['代码', '金额(元)', '备注', 'remark', '电话', ''], ['A-1', '7', '甲', '乙', '1', '多']),
    )
    expect(table.rows).toEqual([{ line: 2, row: 'A-1', values: {} }])
    expect(table.strangeColumns).toEqual([
      { column: 'B', title: '金额(元)', why: 'unit' },
      { column: 'C', title: '备注', why: 'twice' },
      { column: 'D', title: 'remark', why: 'twice' },
      { column: 'E', title: '电话', why: 'unknown' },
      { column: 'F', title: '', why: 'unknown' },
    ])
  })

  test('[FRMS7] rows that are none, in another unit, there twice, or two at once are named and not taken', () => {
    const lines = sheet(
      ['代码', '指标', '单位', '金额'],
      ['A-1', '项目管家', '户', '7'],
      ['A-2', '', '', '1'],
      ['A-2', '', '', '2'],
      ['A-1', '服务企业', '', '3'],
      ['X', '合计', '', '9'],
    )
    const table = read(FIGURES, lines)
    expect(table.rows).toEqual([])
    expect(table.strangeRows.map(({ line, why }) => [line, why])).toEqual([
      [2, 'unit'],
      [3, 'twice'],
      [4, 'twice'],
      [5, 'conflict'],
      [6, 'unknown'],
    ])
    expect(table.strangeRows[4]?.text).toBe('X | 合计 | 9')
    const free = read(WORKS, sheet(['行号', '事项'], ['2', '甲'], ['2', '乙'], ['注:演示数据', '']))
    expect(free.strangeRows.map(({ line, why }) => [line, why])).toEqual([
      [2, 'twice'],
      [3, 'twice'],
      [4, 'number'],
    ])
  })

  test('[FRMS7] what breaks a rule is named with its row; lines that it lacks are', () => {
    const table = read(FIGURES, sheet(['代码', '金额', '截至'], ['A-2', '约六十', '#REF!']))
    expect(table.faults).toEqual([
      { line: 2, row: 'A-2', column: 'amount', typed: '约六十', fault: 'noNumber' },
      { line: 2, row: 'A-2', column: 'until', typed: '#REF!', fault: 'noDate' },
    ])
    expect(table.missingLines).toEqual(['A-1'])
  })

  test('[FRMS7] what two columns of a form are called is neither; a file of another form is none', () => {
    const same = { zh: '数值', en: 'value' }
    const columns = [
      amount,
      { ...amount, name: 'other', title: same },
      { ...amount, name: 'third', title: same },
    ]
    const table = read(
      { ...FIGURES, columns },
      sheet(['代码', '数值', 'other', '金额'], ['A-1', '1', '2', '3']),
    )
    expect(table.rows[0]?.values).toEqual({ amount: '3', other: '2' })
    expect(table.strangeColumns).toEqual([{ column: 'B', title: '数值', why: 'unknown' }])
    expect(matchedTable(FIGURES, sheet(['案卷号', '数量'], ['A1', '7']), false)).toBeNull()
    expect(matchedTable(FIGURES, sheet(['金额', '备注'], ['7', '']), false)).toBeNull()
    expect(matchedTable(FIGURES, [], true)).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../calendar/naive.fixture.ts'
import { faultsOf, plainOf, type CellFault } from './filled.ts'
import { faultsOfForm, type SubmissionForm } from './form.ts'
import { lastEnded, periodBefore } from './period.ts'

const note = { zh: '填报当月数', en: 'of the month' }
const title = { zh: '数值', en: 'value' }
const number = { name: 'value', title, type: 'number', decimals: 2, least: 0, most: 1_000 } as const
const FIGURES: SubmissionForm = {
  ...{ every: 'month', area: '211000', withinDays: 10, note },
  columns: [number, { name: 'remark', title, type: 'text', longest: 5 }],
  lines: [
    { code: 'A-1', name: '项目管家', unit: '人' },
    { code: 'A-2', name: '服务企业', unit: '次' },
  ],
}
const WORKS: SubmissionForm = {
  ...{ every: 'quarter', area: '211021', withinDays: 15, note, rows: 3 },
  columns: [
    { name: 'title', title, type: 'text', longest: 20, required: true },
    { name: 'begun', title, type: 'date' },
    {
      ...{ name: 'state', title, type: 'choice', required: true },
      choices: [
        { value: 'going', title },
        { value: 'done', title },
      ],
    },
  ],
}

describe('forms', () => {
  test('[FRMS1] a form has columns, and either lines or room for rows', () => {
    expect([faultsOfForm(FIGURES), faultsOfForm(WORKS)]).toEqual([[], []])
  })
  test.each<readonly [string, object, RegExp]>([
    ['neither lines nor rows', { lines: undefined }, /either lines or rows/],
    ['both', { rows: 4 }, /either lines or rows/],
    ['a name twice', { columns: [number, number] }, /"value" is there twice/],
    ['a least above its most', { columns: [{ ...number, least: 9, most: 1 }] }, /above its most/],
    ['no columns', { columns: [] }, /\/columns/],
    ['a name that rows have already', { columns: [{ ...number, name: 'area' }] }, /"area" is no name/],
    ['what objects have already', { columns: [{ ...number, name: 'constructor' }] }, /"constructor" is no/],
    ['a code that is read as nothing', { withLines: [{ code: 'NA', name: '无' }] }, /"NA" would be read/],
    ['something that no form has', { script: 'x' }, /./],
    ['a rhythm that there is none of', { every: 'fortnight' }, /\/every/],
  ])('[FRMS1] %s is a fault, said with its place', (_, over, said) => {
    const { lines: _lines, ...rest } = FIGURES
    const form =
      'withLines' in over
        ? { ...rest, lines: over.withLines }
        : 'lines' in over
          ? rest
          : { ...FIGURES, ...over }
    expect(faultsOfForm(form).join('; ')).toMatch(said)
  })
})

const cell = (over: object) => [
  { row: 'A-1', values: { value: '12.5', ...over } },
  { row: 'A-2', values: { value: '0' } },
]
const told = (faults: readonly CellFault[]) =>
  faults.map(
    ({ row, column, fault, limit }) => `${row}/${column} ${fault}${limit === undefined ? '' : ` ${limit}`}`,
  )

describe('tables', () => {
  test('[FRMS2] a number may be written as people write it, and stands plain', () => {
    expect([' 6,000 ', '６０００．５', '-1'].map(text => plainOf(number, text))).toEqual([
      '6000',
      '6000.5',
      '-1',
    ])
    expect(told(faultsOf(FIGURES, cell({ value: '９９９.25' })))).toEqual([])
  })
  test.each<readonly [string, readonly string[]]>([
    ['约60', ['A-1/value noNumber']],
    ['1,5', ['A-1/value noNumber']],
    ['3 4', ['A-1/value noNumber']],
    ['1e3', ['A-1/value noNumber']],
    ['1.234', ['A-1/value decimals 2']],
    ['-1', ['A-1/value tooLow 0']],
    ['1000.01', ['A-1/value tooHigh 1000']],
    ['', []],
  ])('[FRMS2] %s in a column of numbers', (value, faults) => {
    expect(told(faultsOf(FIGURES, cell({ value })))).toEqual(faults)
  })
  test('[FRMS2] every fault is named with its cell, also of rows and columns that the form does not have', () => {
    const rows = [
      { row: 'A-1', values: { value: 'x', remark: '说得太长了一点', salary: '1' } },
      { row: 'A-9', values: {} },
    ]
    expect(told(faultsOf(FIGURES, rows))).toEqual([
      ...['A-9/value noRow', 'A-2/value missing', 'A-1/salary noColumn', 'A-1/value noNumber'],
      'A-1/remark tooLong 5',
    ])
  })
  test('[FRMS2] a table in which nothing stands is none: for that a period is excused', () => {
    const blank = ['A-1', 'A-2'].map(row => ({ row, values: { value: ' ' } }))
    expect(told(faultsOf(FIGURES, blank))).toEqual(['A-1/value missing'])
  })
  test('[FRMS3] free rows are numbered, have what is required, and are no more than there is room for', () => {
    const row = (n: string, over = {}) => ({ row: n, values: { title: '道路', state: 'going', ...over } })
    expect(told(faultsOf(WORKS, [row('1', { begun: '2026-07-01' }), row('2')]))).toEqual([])
    expect(told(faultsOf(WORKS, []))).toEqual(['/title missing'])
    const wrong = [
      row('1', { title: ' ', begun: '2026-02-30' }),
      row('1', { state: 'never' }),
      row('x'),
      row('4'),
    ]
    expect(told(faultsOf(WORKS, wrong))).toEqual([
      ...['1/title noRow', 'x/title noRow', '/title tooHigh 3'],
      ...['1/title missing', '1/begun noDate', '1/state noChoice'],
    ])
  })
  test('[FRMS2] whatever is typed is taken or named, and never thrown', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.dictionary(fc.string(), fc.string()))), typed => {
        const rows = typed.map(([row, values]) => ({ row, values }))
        for (const form of [FIGURES, WORKS])
          expect(faultsOf(form, rows).every(({ fault }) => fault.length > 0)).toBe(true)
      }),
    )
  })
})

test('[FRMS4] a period ends with its month, quarter or year, and is called by its last month or its year', () => {
  const now = instant('2026-11-24 10:24')
  expect([lastEnded('month', now), lastEnded('quarter', now), lastEnded('year', now)]).toEqual([
    { code: '2026-10', end: instant('2026-11-01') - 1 },
    { code: '2026-09', end: instant('2026-10-01') - 1 },
    { code: '2025', end: instant('2026-01-01') - 1 },
  ])
  expect(lastEnded('month', instant('2026-01-01')).code).toBe('2025-12')
  expect(lastEnded('month', instant('2026-01-01') - 1).code).toBe('2025-11')
  expect(periodBefore('quarter', instant('2026-04-01') - 1)).toEqual({
    ...{ code: '2025-12', end: instant('2026-01-01') - 1 },
  })
  expect(periodBefore('year', instant('2026-01-01') - 1).code).toBe('2024')
})

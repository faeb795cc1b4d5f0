import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { workbookFile } from '../client/submissions/workbook-file.ts'
import { readXlsx } from '../server/connectors/files/xlsx.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { formsOf } from '../server/submissions/forms.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { isBlank, plainOf, typedIn, type FilledRow } from '../shared/submissions/filled.ts'
import type { FormColumn, SubmissionForm } from '../shared/submissions/form.ts'
import { matchedTable } from '../shared/submissions/matching.ts'
import { templateBook } from '../shared/submissions/template.ts'

const shipped = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})
const forms = [...formsOf(shipped.feeds).values()]

const bytesOf = async (form: SubmissionForm, rows: readonly FilledRow[], language: 'zh' | 'en') =>
  new Uint8Array(await (await workbookFile(templateBook(form, rows, language))).arrayBuffer())
const tableIn = (form: SubmissionForm, bytes: Uint8Array) =>
  matchedTable(
    form,
    readXlsx(bytes).map((cells, i) => ({ line: i + 1, cells })),
    true,
  )!

const WORDS = ['', '007', '211021199001010017', '=1+1', '-5', '@x', '<a>&"b"', '１２', '2026-10-31', ' 演示 ']
const typed = (column: FormColumn): fc.Arbitrary<string> => {
  if (column.type === 'choice') return fc.constantFrom('', ...column.choices.map(({ value }) => value))
  if (column.type === 'number') return fc.constantFrom('', '-5', '7.10', '6,000', '约三百', '0.1')
  // An apostrophe in front is what a spreadsheet takes for none.
  return fc.oneof(
    fc.constantFrom(...WORDS),
    fc.string().filter(text => !text.startsWith("'")),
  )
}
const tables = (form: SubmissionForm): fc.Arbitrary<readonly FilledRow[]> => {
  const values = fc.record(Object.fromEntries(form.columns.map(column => [column.name, typed(column)])))
  const codes = form.lines?.map(({ code }) => code) ?? ['1', '4', '7']
  return fc.tuple(...codes.map(() => values)).map(all => codes.map((row, i) => ({ row, values: all[i]! })))
}
const plain = ({ columns }: SubmissionForm, rows: readonly FilledRow[]) =>
  rows.map(({ row, values }) => [
    row,
    ...columns.map(column => {
      const text = plainOf(column, typedIn(values, column.name))
      return column.type === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
    }),
  ])

test('[FRMS8] (T-CSV-01) a workbook of any form that is shipped, read as it is imported, is the table that it was made of', async () => {
  expect(new Set(forms.map(({ form }) => form.lines === undefined))).toEqual(new Set([true, false]))
  for (const { form } of forms)
    await fc.assert(
      fc.asyncProperty(
        tables(form),
        fc.constantFrom('zh' as const, 'en' as const),
        async (rows, language) => {
          const back = tableIn(form, await bytesOf(form, rows, language))
          const all = form.lines === undefined ? rows.filter(row => !isBlank(row)) : rows
          expect(plain(form, back.rows)).toEqual(plain(form, all))
          expect([back.strangeColumns, back.strangeRows, back.missingColumns, back.missingLines]).toEqual([
            ...[[], [], [], []],
          ])
        },
      ),
      { numRuns: 60 },
    )
})

test('[FRMS8] what is filled in between is read: a template without a word in it, and a code with its noughts', async () => {
  const { form } = forms.find(each => each.form.lines !== undefined)!
  const number = form.columns.find(({ type }) => type === 'number')!
  const text = form.columns.find(({ type }) => type === 'text')!
  const [first] = form.lines!
  const empty = await bytesOf(form, [], 'zh')
  expect(
    tableIn(form, empty).rows.every(({ values }) => Object.values(values).every(value => value === '')),
  ).toBe(true)
  const rows = [{ row: first!.code, values: { [number.name]: '12', [text.name]: '00120' } }]
  const back = tableIn(form, await bytesOf(form, rows, 'en')).rows.find(({ row }) => row === first!.code)
  expect(back?.values).toMatchObject({ [number.name]: '12', [text.name]: '00120' })
})

test('[BOOK1] [BOOK3] each part of it is XML, and each that is named is there', async () => {
  const { form } = forms.find(each => each.form.columns.some(({ type }) => type === 'choice'))!
  const parts = unzipSync(await bytesOf(form, [], 'zh'))
  const text = (path: string) => new TextDecoder('utf-8', { fatal: true }).decode(parts[path])
  const named: string[] = []
  for (const path of Object.keys(parts)) {
    const parser = new SaxesParser()
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'Relationship')
        named.push(path === '_rels/.rels' ? attributes['Target']! : `xl/${attributes['Target']}`)
      if (name === 'Override') named.push(attributes['PartName']!.slice(1))
    })
    parser.write(text(path)).close()
  }
  expect(named.length).toBeGreaterThan(6)
  for (const path of named) expect(Object.keys(parts)).toContain(path)
})

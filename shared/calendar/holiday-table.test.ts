import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readHolidayTable } from './holiday-table.ts'
import { chinaDocument } from './naive.fixture.ts'
import { CSV_2027 } from './notice-2027.fixture.ts'

const daysOf = (text: string) => {
  const read = readHolidayTable(text)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.table.days
}
const faultsOf = (text: string) => {
  const read = readHolidayTable(text)
  return read.ok ? [] : read.faults
}

test('[CAL31] the same table as CSV, as a spreadsheet saves it and as JSON is the same, each day with its line', () => {
  const plain = daysOf(CSV_2027)
  expect([plain.length, plain[0]]).toEqual([33, { line: 2, date: '2027-01-01', works: false, name: '元旦' }])
  const spreadsheet = CSV_2027.replace(/-0?/g, '/')
    .replace(/,/g, ';')
    .replace(/\n/g, '\r\n')
    .replace(/休/g, '"放假"')
  expect(daysOf(`\uFEFF${spreadsheet}`)).toEqual(plain)
  const asJson = (works: boolean) =>
    Object.fromEntries(plain.filter(day => day.works === works).map(({ date, name }) => [date, name]))
  const json = JSON.stringify({ holidays: asJson(false), workdays: asJson(true) }, null, 2)
  const byDate = [...daysOf(json)].sort((a, b) => (a.date < b.date ? -1 : 1))
  expect(byDate.map(({ line: _, ...day }) => day)).toEqual(plain.map(({ line: _, ...day }) => day))
  expect(json.split('\n')[byDate[0]!.line - 1]).toContain('2027-01-01')
})

test('[CAL31] a calendar document as it is shipped is a table of all its years', () => {
  const read = readHolidayTable(JSON.stringify(chinaDocument, null, 2))
  expect(read.ok && read.table.isWhole).toBe(true)
  const { holidays, workdays } = chinaDocument
  const shipped = Object.keys({ ...holidays, ...workdays }).length
  expect(read.ok && read.table.days.length).toBe(shipped)
})

test('[CAL31] the example that people are given is the table of these tests', () => {
  const example = readFileSync(new URL('../../examples/holidays/2027.csv', import.meta.url), 'utf8')
  const told = (text: string) => daysOf(text).map(({ line: _, ...day }) => day)
  expect(told(example)).toEqual(told(CSV_2027))
})

test.each<[string, string, object[]]>([
  ['nothing', '\n \n', [{ line: null, code: 'empty' }]],
  ['a head alone', '日期,类型,名称\n', [{ line: null, code: 'empty' }]],
  ['a day that does not exist', '2027-02-30,休,春节', [{ line: 1, code: 'badDate', text: '2027-02-30' }]],
  ['no date', '# 通知\n元旦,休,元旦', [{ line: 2, code: 'badDate', text: '元旦' }]],
  ['a word said of both', '2027-01-31,调休,春节', [{ line: 1, code: 'badType', text: '调休' }]],
  ['no name', '2027-01-01,休\n2027-01-02,休,', [{ line: 1, code: 'noName' }, { line: 2, code: 'noName' }]], // oxfmt-ignore
  ['one column', '2027-01-01', [{ line: 1, code: 'columns' }]],
  ['too many columns', '2027-01-01,休,元旦,又', [{ line: 1, code: 'columns' }]],
  ['torn JSON', '{\n "holidays": {\n  "2027-01-01" "元旦"\n}}', [{ line: 3, code: 'badJson' }]],
  ['JSON of something else', '{"days": []}', [{ line: 1, code: 'notTable' }]],
  ['a list', '["2027-01-01"]', [{ line: 1, code: 'notTable' }]],
  ['a date in JSON', '{"holidays": {\n"2027-1-32": "元旦"}}', [{ line: 2, code: 'badDate' }]],
])('[CAL31] %s is told with its line', (_, text, wanted) => {
  expect(faultsOf(text)).toEqual(wanted.map(fault => expect.objectContaining(fault)))
})

test('[CAL31] of two equal keys in JSON both are told', () => {
  const days = daysOf('{"holidays": {\n"2027-01-01": "元旦",\n"2027-01-01": "元 \\"旦\\" }"\n}}')
  expect(days.map(({ line, name }) => [line, name])).toEqual([
    [2, '元旦'],
    [3, '元 "旦" }'],
  ])
})

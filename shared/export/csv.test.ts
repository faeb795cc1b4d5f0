import { expect, test } from 'vitest'
import { csvLine, type CsvCell } from './csv.ts'

const cell = (value: CsvCell) => csvLine([value]).slice(0, -2)

test('[CSV1] texts are quoted whatever is in them, numbers are numbers, what is unknown is empty', () => {
  expect(csvLine(['甲', 'a "b", c\r\nd;e', 1.5, -3, true, null, ''])).toBe(
    '"甲","a ""b"", c\r\nd;e",1.5,-3,true,,""\r\n',
  )
  expect(csvLine([])).toBe('\r\n')
})

test('[CSV2] (T-CSV-01) what a spreadsheet would compute is text', () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(1)', '＝1', '＋1', '－1', '＠x', '﹦1', '﹢1', '−1']
  const odd = [
    '\t=1',
    '\0=1',
    '\r=1',
    '\n=1',
    '\tx',
    '\0x',
    '\rx',
    '  =1',
    '\uFEFF=1',
    '\u200B=1',
    '\u00A0@x',
  ]
  for (const text of [...formulas, ...odd]) expect(cell(text)).toBe(`"'${text}"`)
})

test('[CSV2] what is no formula stays as it is', () => {
  for (const text of ['甲=乙', 'a-b', '3月-5月', "'x", '（-1）', '1+1', ' x', '：=', '#1'])
    expect(cell(text)).toBe(`"${text}"`)
})

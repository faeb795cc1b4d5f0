import { expect, test } from 'vitest'
import { letterOf, workbookParts, type Book } from './workbook.ts'

const book: Book = {
  ...{ name: '填报', choicesName: "选项 'A'", room: 3 },
  columns: [
    { title: '代码', as: 'text', choices: null },
    { title: '金额(万元)', as: 'number', choices: null },
    { title: '状态 & 说明', as: 'text', choices: ['推进中', '<已完成>'] },
  ],
  rows: [
    ['007', -5.5, '推进中'],
    ['211021199001010017', '约三百', ''],
  ],
}
const sheet = (of: Book = book) => workbookParts(of)['xl/worksheets/sheet1.xml'] ?? ''
const cell = (at: string, of: Book = book) =>
  new RegExp(`<c r="${at}"[^>]*?(/>|>.*?</c>)`, 's').exec(sheet(of))?.[0]

test('[BOOK1] texts are texts, with the format of text, and numbers numbers', () => {
  const text = (at: string, style: number, said: string) =>
    `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${said}</t></is></c>`
  expect(cell('A1')).toBe(text('A1', 2, '代码'))
  expect(cell('A2')).toBe(text('A2', 1, '007'))
  expect(cell('A3')).toBe(text('A3', 1, '211021199001010017'))
  expect(cell('B2')).toBe('<c r="B2"><v>-5.5</v></c>')
  // What is no number in a column of numbers is a text there.
  expect(cell('B3')).toBe(text('B3', 0, '约三百'))
  expect(cell('C3')).toBe('<c r="C3" s="1"/>')
  // Rows that are not there yet, too.
  expect(sheet()).toMatch(/<col min="1" max="1" width="\d+" style="1"/)
  expect(sheet()).toMatch(/<col min="2" max="2" width="\d+" style="0"/)
  expect(workbookParts(book)['xl/styles.xml']).toContain('<xf numFmtId="49"')
})

test('[BOOK2] (T-CSV-01) what looks like a formula is a text cell, and nothing is a formula', () => {
  const texts = ['=1+1', '+cmd|x', '@SUM(1)', '-1', '\t=1', '=HYPERLINK("x")']
  const of = { ...book, columns: book.columns.slice(0, 1), rows: texts.map(text => [text]), room: 9 }
  for (const [i, text] of texts.entries())
    expect(cell(`A${i + 2}`, of)).toContain(
      `t="inlineStr"><is><t xml:space="preserve">${text.replaceAll('"', '&quot;')}<`,
    )
  expect(sheet(of)).not.toContain('<f>')
  const odd = { ...of, rows: [['a\u0000b\uFFFFc\uD800d\r\n<&>"']] }
  expect(cell('A2', odd)).toContain('>abcd&#13;\n&lt;&amp;&gt;&quot;<')
})

test('[BOOK3] choices are offered from a second sheet, in every row that there is room for', () => {
  expect(sheet()).toContain(
    '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="C2:C4">',
  )
  expect(sheet()).toContain("<formula1>'选项 ''A'''!$A$1:$A$2</formula1>")
  const parts = workbookParts(book)
  expect(parts['xl/worksheets/sheet2.xml']).toContain('>推进中<')
  expect(parts['xl/worksheets/sheet2.xml']).toContain('>&lt;已完成&gt;<')
  expect(parts['xl/workbook.xml']).toContain('sheetId="2" r:id="rId2"')
  const plain = workbookParts({ ...book, columns: book.columns.slice(0, 2) })
  expect(Object.keys(plain)).not.toContain('xl/worksheets/sheet2.xml')
  expect(plain['xl/worksheets/sheet1.xml']).not.toContain('dataValidation')
  expect([letterOf(0), letterOf(25), letterOf(26), letterOf(701), letterOf(702)]).toEqual([
    ...['A', 'Z', 'AA', 'ZZ', 'AAA'],
  ])
})

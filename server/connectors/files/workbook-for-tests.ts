import { strToU8, zipSync } from 'fflate'

const cell = (text: string, column: number, row: number) =>
  text === ''
    ? ''
    : `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`

/** A workbook of one sheet, without any part that is not needed. */
export function workbookOf(rows: readonly (readonly string[])[], merged: readonly string[] = []): Uint8Array {
  const body = rows
    .map((cells, r) => `<row r="${r + 1}">${cells.map((text, c) => cell(text, c, r)).join('')}</row>`)
    .join('')
  const merges = merged.map(range => `<mergeCell ref="${range}"/>`).join('')
  const sheet = `<worksheet><sheetData>${body}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`
  return zipSync({ 'xl/worksheets/sheet1.xml': strToU8(sheet) })
}

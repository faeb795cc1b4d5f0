import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import type { Cells } from './sheet.ts'

/** Limits on what an archive may unpack to (T-ZIP-01), judged by its directory before a byte is unpacked. */
const LIMITS = {
  entries: 2_000,
  bytes: 200 * 2 ** 20,
  ratio: 100,
  rows: 200_000,
  columns: 500,
  merged: 1_000_000,
}

/** The first sheet of a workbook as rows of text; dates stay Excel's numbers, for the mapping to read. */
export function readXlsx(bytes: Uint8Array): Cells[] {
  const parts = unpack(bytes)
  const text = (name: string) => new TextDecoder('utf-8', { fatal: true }).decode(parts[name])
  const strings = parts['xl/sharedStrings.xml'] === undefined ? [] : readStrings(text('xl/sharedStrings.xml'))
  const sheet = Object.keys(parts)
    .filter(name => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
    .sort()[0]
  if (sheet === undefined) throw new Error('the workbook has no sheet')
  return readRows(text(sheet), strings)
}

function unpack(bytes: Uint8Array): { readonly [name: string]: Uint8Array } {
  let entries = 0
  let total = 0
  return unzipSync(bytes, {
    filter: ({ name, size, originalSize }) => {
      total += originalSize
      if (++entries > LIMITS.entries) throw new Error(`the archive has more than ${LIMITS.entries} entries`)
      if (total > LIMITS.bytes)
        throw new Error(`the archive unpacks to more than ${LIMITS.bytes / 2 ** 20} MB`)
      if (originalSize > LIMITS.ratio * Math.max(size, 10_000))
        throw new Error('the archive is packed too densely')
      return name === 'xl/sharedStrings.xml' || name.startsWith('xl/worksheets/sheet')
    },
  })
}

function readStrings(xml: string): string[] {
  const strings: string[] = []
  let current: string | null = null
  let inText = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    if (local(name) === 'si') current = ''
    inText = local(name) === 't'
  })
  parser.on('text', text => {
    if (inText && current !== null) current += text
  })
  parser.on('closetag', ({ name }) => {
    inText = false
    if (local(name) !== 'si' || current === null) return
    strings.push(current)
    current = null
  })
  parser.write(xml).close()
  return strings
}

/** Some writers put a prefix before every name. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1)

interface OpenCell {
  readonly column: number
  readonly type: string
  text: string
}

function readRows(xml: string, strings: readonly string[]): Cells[] {
  const rows: string[][] = []
  const merged: string[] = []
  let row: string[] = []
  let cell: OpenCell | null = null
  let takes = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const tag = local(name)
    if (tag === 'row') row = openRow(rows, Number(attributes['r'] ?? rows.length + 1))
    else if (tag === 'c') cell = openCell(attributes, row.length)
    else if (tag === 'mergeCell') merged.push(attributes['ref'] ?? '')
    // Formulas (`f`) are not taken: only what the sheet shows.
    takes = tag === 'v' || tag === 't'
  })
  parser.on('text', text => {
    if (takes && cell !== null) cell.text += text
  })
  parser.on('closetag', ({ name }) => {
    takes = false
    if (local(name) !== 'c' || cell === null) return
    put(row, cell, strings)
    cell = null
  })
  parser.write(xml).close()
  let room = LIMITS.merged
  for (const range of merged) {
    room -= fillDown(rows, range)
    if (room < 0) throw new Error(`merged cells mean more than ${LIMITS.merged} rows`)
  }
  return rows
}

/** Empty rows are not in the file, but a person counts them. */
function openRow(rows: string[][], number: number): string[] {
  if (!(number > 0 && number <= LIMITS.rows)) throw new Error(`row ${number} is beyond ${LIMITS.rows}`)
  while (rows.length < number) rows.push([])
  return rows[number - 1] as string[]
}

const openCell = (attributes: { readonly [name: string]: string }, following: number): OpenCell => ({
  column: columnOf(attributes['r'] ?? '', following),
  type: attributes['t'] ?? '',
  text: '',
})

function put(row: string[], { column, type, text }: OpenCell, strings: readonly string[]): void {
  if (column >= LIMITS.columns) throw new Error(`a sheet may have ${LIMITS.columns} columns`)
  while (row.length < column) row.push('')
  row[column] = type === 's' ? (strings[Number(text)] ?? '') : text
}

/** `C7` is column 2; a cell without a name follows the one before it. */
function columnOf(reference: string, following: number): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64
  return column === 0 ? following : column - 1
}

/**
 * Cells that somebody merged downwards hold their value in the first one only, and mean all of them. Answers how many rows
 * it filled.
 */
function fillDown(rows: readonly string[][], range: string): number {
  const match = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(range)
  if (match === null) return 0
  const column = columnOf(match[1] ?? '', 0)
  const first = Number(match[2])
  const value = rows[first - 1]?.[column] ?? ''
  if (value === '') return 0
  const filled = rows.slice(first, Number(match[3]))
  for (const row of filled) {
    while (row.length < column) row.push('')
    row[column] = value
  }
  return filled.length
}

/**
 * Reads one file into records, in a process of its own with little memory: a hostile file can cost only this process.
 * It comes on stdin. Arguments: format, columns as JSON (`null`: every row as it is). Answers lines of JSON on stdout; whoever reads them slowly makes it wait.
 */
import { readFileSync, writeSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { ParsedLine } from './parsed-line.ts'
import { recordOf, tableIn, type Cells, type Table } from './sheet.ts'
import { decodeText } from './text.ts'
import { readXlsx } from './xlsx.ts'

const SAMPLE = 2_048

const [format = '', columns = '[]'] = process.argv.slice(2)

function say(line: ParsedLine): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`)
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest))
}

function rowsOf(bytes: Buffer): Cells[] {
  if (format === 'xlsx') return readXlsx(bytes)
  return parse(decodeText(bytes), { bom: true, relax_column_count: true, relax_quotes: true })
}

function readTable(rows: readonly Cells[], wanted: readonly string[]): Table {
  const table = tableIn(rows, wanted)
  if (table !== null) return table
  throw new Error(`no row has the columns ${columns}`)
}

function sayRows({ header, rows, title }: Table): void {
  say({ type: 'title', title })
  for (const { line, cells } of rows) {
    const record = recordOf(header, cells)
    if (record !== null) say({ type: 'record', line, record })
    else {
      const reason = `the row has more cells than the header, which has ${header.length}`
      say({ type: 'unreadable', line, reason, sample: cells.join(' | ').slice(0, SAMPLE) })
    }
  }
  say({ type: 'end' })
}

function sayCells(rows: readonly Cells[]): void {
  for (const [i, cells] of rows.entries())
    if (cells.some(cell => cell.trim() !== '')) say({ type: 'cells', line: i + 1, cells: Array.from(cells) })
  say({ type: 'end' })
}

try {
  const rows = rowsOf(readFileSync(0))
  const wanted = JSON.parse(columns) as string[] | null
  if (wanted === null) sayCells(rows)
  else sayRows(readTable(rows, wanted))
} catch (error) {
  say({ type: 'fault', reason: error instanceof Error ? error.message : String(error) })
}

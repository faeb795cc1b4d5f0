/**
 * Reads one file into records, in a process of its own with little memory: a hostile file can cost only this process.
 * Arguments: file, format, columns as JSON. Answers lines of JSON on stdout; whoever reads them slowly makes it wait.
 */
import { readFileSync, writeSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { ParsedLine } from './parsed-line.ts'
import { recordOf, tableIn, type Cells, type Table } from './sheet.ts'
import { decodeText } from './text.ts'
import { readXlsx } from './xlsx.ts'

const SAMPLE = 2_048

const [file = '', format = '', columns = '[]'] = process.argv.slice(2)

function say(line: ParsedLine): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`)
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest))
}

function rowsOf(bytes: Buffer): Cells[] {
  if (format === 'xlsx') return readXlsx(bytes)
  return parse(decodeText(bytes), { bom: true, relax_column_count: true, relax_quotes: true })
}

function readTable(): Table {
  const table = tableIn(rowsOf(readFileSync(file)), JSON.parse(columns) as string[])
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

try {
  sayRows(readTable())
} catch (error) {
  say({ type: 'fault', reason: error instanceof Error ? error.message : String(error) })
}

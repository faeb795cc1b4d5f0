/** The thread that reads an upstream's SQLite file: sorting a large table takes seconds in which it can do nothing else. */
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { ANSWER_BYTES, blobText, tooLarge, type SqlRow, type SqlValue } from './source.ts'

export interface Question {
  readonly id: number
  readonly sql: string
  readonly values: readonly SqlValue[]
}

export type Reply =
  | { readonly id: number; readonly rows: readonly SqlRow[] }
  | { readonly id: number; readonly fault: string }

const { file } = workerData as { readonly file: string }

/** Opened anew for each question: the upstream may replace its file at any time. */
function answer({ sql, values }: Question): SqlRow[] {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 2_000 })
  try {
    // eslint-disable-next-line no-restricted-syntax -- made of names that were checked (SQLP7); values are bound, and the file is an upstream's
    const statement = db.prepare(sql)
    statement.setReadBigInts(true)
    let bytes = 0
    const rows: SqlRow[] = []
    for (const row of statement.iterate(...values)) {
      bytes += bytesOf(row)
      if (bytes > ANSWER_BYTES) throw tooLarge()
      rows.push(plain(row))
    }
    return rows
  } finally {
    db.close()
  }
}

type Raw = { readonly [column: string]: SQLOutputValue }

function bytesOf(row: Raw): number {
  let bytes = 0
  for (const value of Object.values(row))
    bytes += typeof value === 'string' || value instanceof Uint8Array ? value.length : 8
  return bytes
}

const plain = (row: Raw): SqlRow =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plainValue(value)]))

function plainValue(value: SQLOutputValue): SqlValue {
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : String(value)
  }
  return value instanceof Uint8Array ? blobText(value) : value
}

function reply(question: Question): Reply {
  const { id } = question
  try {
    return { id, rows: answer(question) }
  } catch (error) {
    return { id, fault: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', (question: Question) => parentPort?.postMessage(reply(question)))

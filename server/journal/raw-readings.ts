import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { inTransaction } from './database.ts'

/** What is held of raw readings. */
export interface RawHeld {
  readonly rows: number
  readonly bytes: number
  /** The first instant in the oldest row; null when there is none. */
  readonly oldestAt: number | null
}

export interface RawLimits {
  /** Rows of which every reading is older than this go. */
  readonly before: number
  /** The oldest rows go while there is more than this. */
  readonly bytes: number
  /** Entries after this are still needed: the checkpoint does not have all that follows from them. */
  readonly upTo: number
}

/**
 * Raw readings are kept for some days and up to some bytes. What is pruned changes no number: those are made of rollups
 * and of what the checkpoint has.
 */
export interface RawReadings {
  held(): RawHeld
  /** One slice of taking stock and pruning, in transactions of its own; answers whether there is more to do at once. */
  prune(limits: RawLimits): boolean
}

/** A slice keeps the loop for some milliseconds at most. */
const MOST_ENTRIES = 200
const MOST_BYTES = 1_000_000
/** Stock is written down once so many entries are new, so that a start need not count everything again. */
const WRITE_DOWN_ENTRIES = 1_000

const STOCK = 'rawReadings'

interface Stock {
  /** Counted up to this entry. */
  readonly seq: number
  readonly rows: number
  readonly bytes: number
}

export function openRawReadings(db: DatabaseSync): RawReadings {
  const sql = statements(db)
  let stock = readStock(sql)
  let writtenDown = stock.seq

  function writeDown(next: Stock): void {
    sql.write.run(STOCK, JSON.stringify(next))
    writtenDown = next.seq
  }

  function drop(slice: Slice): void {
    const left = { seq: stock.seq, rows: stock.rows - slice.rows, bytes: stock.bytes - slice.bytes }
    inTransaction(db, () => {
      sql.drop.run(slice.seq)
      writeDown(left)
    })
    stock = left
  }

  return {
    held: () => ({ rows: stock.rows, bytes: stock.bytes, oldestAt: oldestOf(sql) }),
    prune(limits) {
      const came = sql.entries.all(stock.seq, MOST_ENTRIES) as unknown as Entry[]
      stock = came.reduce(counted, stock)
      const slice = sliceOf(sql, stock, limits)
      if (slice.rows > 0) drop(slice)
      else if (stock.seq - writtenDown >= WRITE_DOWN_ENTRIES) writeDown(stock)
      return came.length === MOST_ENTRIES || slice.isFull
    },
  }
}

const counted = (stock: Stock, { seq, rows, bytes }: Entry): Stock => ({
  seq,
  rows: stock.rows + rows,
  bytes: stock.bytes + bytes,
})

/** The rows of one entry. */
interface Entry {
  readonly seq: number
  readonly rows: number
  readonly bytes: number
  readonly to: number
}

const statements = (db: DatabaseSync) => ({
  stock: db.prepare('SELECT value FROM meta WHERE key = ?'),
  write: db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'),
  entries: db.prepare(
    `SELECT seq, count(*) AS rows, max(to_at) AS "to",
       sum(octet_length(readings) + coalesce(length(packed), 0)) AS bytes
     FROM telemetry WHERE seq > ? GROUP BY seq ORDER BY seq LIMIT ?`,
  ),
  oldest: db.prepare('SELECT from_at FROM telemetry ORDER BY seq, part LIMIT 1'),
  drop: db.prepare('DELETE FROM telemetry WHERE seq <= ?'),
})

type Statements = { readonly [name in keyof ReturnType<typeof statements>]: StatementSync }

function readStock(sql: Statements): Stock {
  const line = sql.stock.get(STOCK) as { value: string } | undefined
  return line === undefined ? { seq: 0, rows: 0, bytes: 0 } : (JSON.parse(line.value) as Stock)
}

function oldestOf(sql: Statements): number | null {
  const line = sql.oldest.get() as { from_at: number } | undefined
  return line?.from_at ?? null
}

interface Slice {
  /** The last entry of it. */
  readonly seq: number
  readonly rows: number
  readonly bytes: number
  /** It ended at what a slice may do, and not at what is to be kept. */
  readonly isFull: boolean
}

/** The oldest entries that are to go. */
function sliceOf(sql: Statements, stock: Stock, limits: RawLimits): Slice {
  const upTo = Math.min(limits.upTo, stock.seq)
  let slice: Slice = { seq: 0, rows: 0, bytes: 0, isFull: false }
  for (const entry of sql.entries.iterate(0, MOST_ENTRIES) as Iterable<unknown> as Iterable<Entry>) {
    const isOld = entry.to < limits.before
    const isTooMuch = stock.bytes - slice.bytes > limits.bytes
    if (entry.seq > upTo || !(isOld || isTooMuch)) return slice
    const { rows, bytes } = slice
    slice = { seq: entry.seq, rows: rows + entry.rows, bytes: bytes + entry.bytes, isFull: true }
    if (slice.bytes >= MOST_BYTES) return slice
  }
  return { ...slice, isFull: slice.rows >= MOST_ENTRIES }
}

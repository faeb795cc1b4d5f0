import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Batch, Blame, Draft, Outcome, Quarantined } from '../../shared/model/batch.ts'
import type { Fact, ReadingsFact, RecordFact } from '../../shared/model/fact.ts'
import type { Value } from '../../shared/model/value.ts'
import { inTransaction } from './database.ts'
import { MOST_QUARANTINED, namedBy, partsOf, type Journal, type QuarantineEntry } from './journal.ts'
import { holdsEntry, newRunId, runsIn, writeRun, type Run } from './runs.ts'
import { packReadings, unpackReadings } from './packed-readings.ts'

interface Line {
  readonly seq: number
  readonly feed: string
  readonly at: number
  readonly outcome: Outcome
  readonly reason: string
  readonly position: string | null
  readonly counts: string
  readonly facts: string
}

/** One row per batch; readings apart, since raw telemetry is pruned and the rest is for ever. */
export function sqliteJournal(db: DatabaseSync): Journal {
  const sql = statements(db)
  let last = (sql.head.get() as { head: number }).head
  const run: Run = { id: newRunId(), from: last }
  const runs = [...runsIn(db), run]

  function append(drafts: readonly Draft[]): Batch[] {
    const batches = drafts.map((draft, i): Batch => ({ seq: last + 1 + i, ...draft }))
    inTransaction(db, () => {
      if (last === run.from && batches.length > 0) writeRun(db, run)
      for (const batch of batches) write(sql, batch)
      for (const feed of refusingFeeds(batches)) sql.boundQuarantine.run(feed, feed, MOST_QUARANTINED)
      for (const feed of discardingFeeds(batches)) sql.boundDiscarded.run(feed, feed, MOST_QUARANTINED)
      for (const feed of settlingFeeds(batches)) sql.boundReplayed.run(feed, feed, MOST_QUARANTINED)
    })
    last += batches.length
    return batches
  }

  return {
    run: run.id,
    holds: (id, seq) => holdsEntry(runs, { id, seq, head: last }),
    head: () => last,
    append,
    read: (after, limit) => (sql.read.all(after, limit) as unknown as Line[]).map(line => batchOf(sql, line)),
    positionOf: feed => (sql.position.get(feed) as { position: string } | undefined)?.position ?? null,
    quarantined: (feed, limit, before = Number.MAX_SAFE_INTEGER) =>
      (sql.quarantined.all(feed, before, limit) as unknown as QuarantineLine[]).map(refusalOf),
    isWithdrawn: place => sql.withdrawn.get(place) !== undefined,
    factAt: place => factAt(sql, place),
    close: () => db.close(),
  }
}

const refusingFeeds = (batches: readonly Batch[]): ReadonlySet<string> =>
  new Set(batches.filter(({ quarantined }) => quarantined.length > 0).map(({ feed }) => feed))

const settlingFeeds = (batches: readonly Batch[]): ReadonlySet<string> =>
  new Set(batches.filter(({ settles }) => settles !== undefined).map(({ feed }) => feed))

const discardingFeeds = (batches: readonly Batch[]): ReadonlySet<string> =>
  new Set(batches.filter(({ discards }) => discards !== undefined).map(({ feed }) => feed))

interface QuarantineLine extends Omit<QuarantineEntry, 'record' | 'place' | 'count'> {
  readonly record: string
  readonly records: number
  readonly blame: Blame
  readonly place: string | null
}

const refusalOf = ({ place, record, records, ...line }: QuarantineLine): QuarantineEntry => ({
  ...line,
  record: JSON.parse(record) as Value,
  ...(place === null ? {} : { place }),
  ...(records === 1 ? {} : { count: records }),
})

interface Statements {
  readonly head: StatementSync
  readonly insert: StatementSync
  readonly read: StatementSync
  readonly readings: StatementSync
  readonly insertReadings: StatementSync
  readonly setPosition: StatementSync
  readonly position: StatementSync
  readonly insertQuarantine: StatementSync
  readonly quarantined: StatementSync
  readonly withdrawn: StatementSync
  readonly settle: StatementSync
  readonly boundQuarantine: StatementSync
  readonly boundDiscarded: StatementSync
  readonly boundReplayed: StatementSync
}

const statements = (db: DatabaseSync): Statements => ({
  head: db.prepare('SELECT coalesce(max(seq), 0) AS head FROM journal'),
  insert: db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
  read: db.prepare('SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?'),
  readings: db.prepare('SELECT part, kind, readings, packed FROM telemetry WHERE seq = ? ORDER BY part'),
  insertReadings: db.prepare("INSERT INTO telemetry VALUES (?, ?, ?, ?, ?, '', ?)"),
  setPosition: db.prepare(
    'INSERT INTO positions VALUES (?, ?) ON CONFLICT (feed) DO UPDATE SET position = excluded.position',
  ),
  position: db.prepare('SELECT position FROM positions WHERE feed = ?'),
  insertQuarantine: db.prepare(
    `INSERT INTO quarantine (feed, seq, at, reason, blame, path, record, place, records)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  quarantined: db.prepare(
    `SELECT id, feed, seq, at, reason, blame, path, record, place, records FROM quarantine
     WHERE feed = ? AND id < ? AND settled IS NULL ORDER BY id DESC LIMIT ?`,
  ),
  boundQuarantine: db.prepare(
    `DELETE FROM quarantine WHERE feed = ? AND settled IS NULL AND id <= (
       SELECT id FROM quarantine WHERE feed = ? AND settled IS NULL ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  ),
  boundDiscarded: db.prepare(
    `DELETE FROM quarantine WHERE feed = ? AND settled = 'discarded' AND id <= (
       SELECT id FROM quarantine WHERE feed = ? AND settled = 'discarded' ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  ),
  // What names a place in the journal says what the fold of that place must leave out, for ever.
  boundReplayed: db.prepare(
    `DELETE FROM quarantine WHERE feed = ? AND settled = 'replayed' AND place IS NULL AND id <= (
       SELECT id FROM quarantine WHERE feed = ? AND settled = 'replayed' AND place IS NULL
       ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  ),
  withdrawn: db.prepare('SELECT 1 FROM quarantine WHERE place = ? LIMIT 1'),
  settle: db.prepare('UPDATE quarantine SET settled = ?, settled_by = ? WHERE id = ? AND settled IS NULL'),
})

/** In a batch's facts, the place of readings that stand in their own table. */
interface Elsewhere {
  readonly type: 'elsewhere'
  readonly part: number
}

function write(sql: Statements, batch: Batch): void {
  const { seq, feed, at, outcome, reason, position, counts } = batch
  const facts = batch.facts.map((fact, part): Fact | Elsewhere => {
    if (fact.type !== 'readings') return fact
    writeReadings(sql, seq, part, fact)
    return { type: 'elsewhere', part }
  })
  sql.insert.run(seq, feed, at, outcome, reason, position, JSON.stringify(counts), JSON.stringify(facts))
  if (position !== null) sql.setPosition.run(feed, position)
  for (const item of batch.quarantined) writeQuarantine(sql, batch, item)
  for (const id of batch.settles ?? []) sql.settle.run('replayed', seq, id)
  for (const id of batch.discards ?? []) sql.settle.run('discarded', seq, id)
}

function writeReadings(sql: Statements, seq: number, part: number, fact: ReadingsFact): void {
  let from = Number.MAX_SAFE_INTEGER
  let to = 0
  for (const reading of fact.readings) {
    from = Math.min(from, reading.at)
    to = Math.max(to, reading.at)
  }
  sql.insertReadings.run(seq, part, fact.kind, from, to, packReadings(fact.readings))
}

function writeQuarantine(sql: Statements, { feed, seq, at }: Batch, item: Quarantined): void {
  const { reason, blame, path, record, place = null, count = 1 } = item
  sql.insertQuarantine.run(feed, seq, at, reason, blame, path, JSON.stringify(record), place, count)
}

/** By its number in the entry: what is pruned of it leaves the others where they are. */
function factAt(sql: Statements, place: string): RecordFact | ReadingsFact | null {
  const { seq, part } = partsOf(place)
  const [line] = sql.read.all(seq - 1, 1) as unknown as Line[]
  if (line?.seq !== seq) return null
  const fact = (JSON.parse(line.facts) as (Fact | Elsewhere)[])[part]
  if (fact?.type !== 'elsewhere') return namedBy(place, fact)
  const lines = sql.readings.all(seq) as unknown as ReadingsLine[]
  const raw = lines.find(each => each.part === part)
  return raw === undefined ? null : namedBy(place, readingsOf(raw))
}

/** Quarantined records are not part of what is folded: an entry read back carries none. */
function batchOf(sql: Statements, line: Line): Batch {
  const kept = JSON.parse(line.facts) as (Fact | Elsewhere)[]
  const readings = new Map<number, ReadingsFact>()
  if (kept.some(fact => fact.type === 'elsewhere')) {
    for (const part of sql.readings.all(line.seq) as unknown as ReadingsLine[])
      readings.set(part.part, readingsOf(part))
  }
  const facts = kept.flatMap((fact): Fact[] => {
    if (fact.type !== 'elsewhere') return [fact]
    const raw = readings.get(fact.part)
    return raw === undefined ? [] : [raw]
  })
  return { ...line, counts: JSON.parse(line.counts) as Batch['counts'], facts, quarantined: [] }
}

interface ReadingsLine {
  readonly part: number
  readonly kind: string
  readonly readings: string
  readonly packed: Uint8Array | null
}

const readingsOf = ({ kind, readings, packed }: ReadingsLine): ReadingsFact => ({
  type: 'readings',
  kind,
  readings: packed === null ? (JSON.parse(readings) as ReadingsFact['readings']) : unpackReadings(packed),
})

import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Changes, MovedDues, Saved } from '../../shared/city/checkpoint.ts'
import type { FeedAccount, Known, LiveCell } from '../../shared/city/city.ts'
import type { Removals } from '../../shared/city/removals.ts'
import type { Kind, Thing } from '../../shared/kinds/kind.ts'
import { inTransaction } from '../journal/database.ts'
import type { SavedRollups } from '../../shared/rollups/held-blocks.ts'
import { attendanceWriter } from './attendance.ts'
import { findBy, type FindBy } from './finding.ts'
import {
  cellOf,
  documentOf,
  entryOf,
  knownOf,
  tallyOf,
  thingOf,
  writtenOf,
  type CellLine,
  type EntryLine,
  type HeldLine,
  type Kinds,
  type TallyLine,
  type ThingLine,
  type Written,
  type WrittenLine,
} from './lines.ts'
import { createRollupStore, type RollupStore } from './rollup-store.ts'

/** No shape: everything is being counted anew. */
export const COUNTING_ANEW = ''

/** Where the checkpoint stands. */
export interface Standing {
  readonly applied: number
  readonly now: number
  /** `COUNTING_ANEW` while it is. */
  readonly shape: string
  readonly removals: Removals
  readonly movedDues: MovedDues
  /** The entry up to which all rollups are written; those of later ones come with the readings in the journal. */
  readonly rolled: number
  /** When we last listened again after we did not. */
  readonly resumed: number
}

/** The checkpoint: things by key, and the city's numbers as of `applied`. Always behind the journal, never ahead. */
export interface Store {
  /** The entry the checkpoint stands at, its city time, and the shape it was made under; null when there is none. */
  standing(): Standing | null
  thing(id: string): Thing | null
  /** What readings were rolled up into. */
  readonly rollups: RollupStore
  save(changes: Changes, shape: string): void
  /** Rollups alone, as of the entry the checkpoint stands at. */
  saveRollups(saved: SavedRollups): void
  load(): Saved
  /** Some things behind an id, in the order of ids, as they were written. */
  thingsAfter(id: string, most: number): readonly Written[]
  /** How many things there are, or a few more. */
  countThings(): number
  /** The cells alone: what the screens were last shown. */
  cells(): Iterable<LiveCell>
  /** Another shape: forgets what was counted. The cells stay, as the last picture, until `saveAnew`. */
  beginAnew(): void
  /** While everything is counted anew: all but the cells. */
  saveBeside(changes: Changes): void
  /** Everything is counted anew: its cells take the place of the last picture. */
  saveAnew(changes: Changes, shape: string): void
}

export function createStore(db: DatabaseSync, kinds: readonly Kind[]): Store {
  const sql = statements(db)
  const rollups = createRollupStore(db)
  const known: Kinds = new Map(kinds.map(kind => [kind.id, kind]))
  const [find, writeAttendance] = [findBy(kinds), attendanceWriter(db)]
  let floor = -1

  function writeAll(changes: Changes, shape: string): void {
    write(sql, find, changes)
    sql.setMeta.run('shape', shape)
    writeRollups(sql, rollups, changes.rollups)
    writeAttendance(changes.attendance)
  }

  function inCheckpoint(work: () => void): void {
    try {
      inTransaction(db, work)
    } catch (error) {
      rollups.undone()
      throw error
    }
  }

  function save(changes: Changes, shape: string): void {
    const forgets = changes.removals.floor > floor
    inCheckpoint(() => {
      writeAll(changes, shape)
      writeCells(sql, changes.cells)
      // After the cells: one that was removed and forgotten since the last checkpoint must not come back from before it.
      if (forgets) sql.forgetCells.run(changes.removals.floor)
    })
    floor = changes.removals.floor
  }

  return {
    rollups,
    standing: () => standingOf(sql),
    thing(id) {
      const line = sql.thing.get(id) as ThingLine | undefined
      return line === undefined ? null : thingOf(known, line)
    },
    save,
    saveRollups: saved => inCheckpoint(() => writeRollups(sql, rollups, saved)),
    load: () => read(sql, known),
    thingsAfter: (id, most) => (sql.thingsAfter.all(id, most) as unknown as WrittenLine[]).map(writtenOf),
    countThings: () => (sql.mostThings.get() as { n: number | null }).n ?? 0,
    cells: () => map(sql.cells, line => cellOf(line as unknown as CellLine)),
    ...anew(db, sql, inCheckpoint, writeAll),
  }
}

/** All numbers under another shape, from their beginning to their end. */
function anew(
  db: DatabaseSync,
  sql: Statements,
  inCheckpoint: (work: () => void) => void,
  writeAll: (changes: Changes, shape: string) => void,
): Pick<Store, 'beginAnew' | 'saveBeside' | 'saveAnew'> {
  return {
    beginAnew: () =>
      inCheckpoint(() => {
        db.exec('DELETE FROM tallies; DELETE FROM entries;')
        sql.setMeta.run('shape', COUNTING_ANEW)
      }),
    saveBeside: changes => inCheckpoint(() => writeAll(changes, COUNTING_ANEW)),
    saveAnew: (changes, shape) =>
      inCheckpoint(() => {
        writeAll(changes, shape)
        db.exec('DELETE FROM cells;')
        writeCells(sql, changes.cells)
      }),
  }
}

const statements = (db: DatabaseSync) => ({
  meta: db.prepare(
    "SELECT key, value FROM meta WHERE key IN ('applied', 'now', 'shape', 'removals', 'rolled', 'moved', 'resumed')",
  ),
  setMeta: db.prepare(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ),
  thing: db.prepare('SELECT id, kind, parts FROM things WHERE id = ?'),
  thingsAfter: db.prepare('SELECT id, kind, parts, row, rows FROM things WHERE id > ? ORDER BY id LIMIT ?'),
  // None is ever deleted, so the last row has the highest number.
  mostThings: db.prepare('SELECT max(rowid) AS n FROM things'),
  held: db.prepare('SELECT id, kind, parts, area, row, rows, held, next_at FROM things WHERE held = 1'),
  setThing: db.prepare(
    `INSERT INTO things (id, kind, held, area, event, parts, row, rows, next_at, few, latest)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET held = excluded.held, area = excluded.area, event = excluded.event,
       parts = excluded.parts, row = excluded.row, rows = excluded.rows, next_at = excluded.next_at,
       few = excluded.few, latest = excluded.latest`,
  ),
  tallies: db.prepare('SELECT * FROM tallies'),
  setTally: db.prepare('INSERT OR REPLACE INTO tallies VALUES (?, ?, ?, ?, ?, ?)'),
  dropTally: db.prepare('DELETE FROM tallies WHERE grp = ? AND bucket = ?'),
  forgetTallies: db.prepare('DELETE FROM tallies WHERE grp >= ? AND grp < ?'),
  entries: db.prepare('SELECT * FROM entries'),
  setEntry: db.prepare('INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)'),
  dropEntry: db.prepare('DELETE FROM entries WHERE grp = ? AND bucket = ? AND id = ?'),
  forgetEntries: db.prepare('DELETE FROM entries WHERE grp >= ? AND grp < ?'),
  cells: db.prepare('SELECT key, seq, value FROM cells ORDER BY seq'),
  setCell: db.prepare('INSERT OR REPLACE INTO cells VALUES (?, ?, ?)'),
  forgetCells: db.prepare('DELETE FROM cells WHERE value IS NULL AND seq <= ?'),
  feeds: db.prepare('SELECT feed, report FROM feeds'),
  setFeed: db.prepare('INSERT OR REPLACE INTO feeds VALUES (?, ?)'),
  documents: db.prepare('SELECT name, digest, body FROM documents'),
  setDocument: db.prepare('INSERT OR REPLACE INTO documents VALUES (?, ?, ?)'),
})

type Statements = { readonly [name in keyof ReturnType<typeof statements>]: StatementSync }

function standingOf(sql: Statements): Standing | null {
  const lines = sql.meta.all() as unknown as { key: string; value: string }[]
  const meta = new Map(lines.map(line => [line.key, line.value]))
  const shape = meta.get('shape')
  if (shape === undefined) return null
  const removals = JSON.parse(meta.get('removals') ?? '{"marks":[],"floor":0}') as Removals
  const applied = Number(meta.get('applied'))
  // A checkpoint of before there were rollups has none to mend: they begin with it.
  const rolled = Number(meta.get('rolled') ?? applied)
  const movedDues = JSON.parse(meta.get('moved') ?? '[]') as MovedDues
  const resumed = Number(meta.get('resumed') ?? 0)
  return { applied, now: Number(meta.get('now')), shape, removals, movedDues, rolled, resumed }
}

function writeRollups(sql: Statements, rollups: RollupStore, { blocks, upTo }: SavedRollups): void {
  for (const block of blocks) rollups.write(block)
  sql.setMeta.run('rolled', String(upTo))
}

function write(sql: Statements, find: FindBy, changes: Changes): void {
  for (const metric of changes.left) forgetCounts(sql, metric)
  for (const known of changes.things) writeThing(sql, find, known)
  for (const { group, bucket, tally } of changes.tallies) {
    if (tally === null) sql.dropTally.run(group.key, bucket)
    else sql.setTally.run(group.key, bucket, tally.rows, tally.n, tally.d, jsonOrNull(tally.bins))
  }
  for (const { group, bucket, id, entry } of changes.entries) {
    if (entry === null) sql.dropEntry.run(group.key, bucket, id)
    else sql.setEntry.run(group.key, bucket, id, JSON.stringify([entry.order, entry.columns]))
  }
  for (const [feed, report] of changes.feeds) sql.setFeed.run(feed, JSON.stringify(report))
  for (const [name, { digest, body }] of changes.documents)
    sql.setDocument.run(name, digest, JSON.stringify(body))
  sql.setMeta.run('applied', String(changes.applied))
  sql.setMeta.run('now', String(changes.now))
  sql.setMeta.run('resumed', String(changes.attendance.resumed))
  sql.setMeta.run('removals', JSON.stringify(changes.removals))
  sql.setMeta.run('moved', JSON.stringify(changes.movedDues))
}

/** A group is named after its metric, and none of them is another's beginning: `<metric>|…`. */
function forgetCounts(sql: Statements, metric: string): void {
  sql.forgetTallies.run(`${metric}|`, `${metric}}`)
  sql.forgetEntries.run(`${metric}|`, `${metric}}`)
}

function writeCells(sql: Statements, cells: readonly LiveCell[]): void {
  for (const cell of cells) sql.setCell.run(cell.key, cell.seq, cell.json)
}

function writeThing(sql: Statements, find: FindBy, { thing, derived }: Known): void {
  const parts = JSON.stringify(thing.parts)
  if (derived === null)
    return void sql.setThing.run(thing.id, thing.kind, 0, '', 0, parts, null, null, null, 0, null)
  const { area, row, rows, nextAt } = derived
  const inner = rows === undefined ? null : JSON.stringify(rows)
  const held = nextAt === null ? 0 : 1
  const event = row['event'] as number
  const { few, latest } = find(thing.kind, derived)
  const own = JSON.stringify(row)
  sql.setThing.run(thing.id, thing.kind, held, area, event, parts, own, inner, nextAt, few, latest)
}

const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

const NOWHERE = { applied: 0, now: 0, removals: { marks: [], floor: 0 }, movedDues: [], resumed: 0 }

function read(sql: Statements, kinds: Kinds): Saved {
  const { applied, now, removals, movedDues, resumed } = standingOf(sql) ?? NOWHERE
  return {
    ...{ applied, now, removals, movedDues, resumed },
    held: map(sql.held, line => knownOf(kinds, line as unknown as HeldLine)),
    tallies: map(sql.tallies, line => tallyOf(line as unknown as TallyLine)),
    entries: map(sql.entries, line => entryOf(line as unknown as EntryLine)),
    cells: map(sql.cells, line => cellOf(line as unknown as CellLine)),
    feeds: map(
      sql.feeds,
      line => [line['feed'] as string, JSON.parse(line['report'] as string) as FeedAccount] as const,
    ),
    documents: map(sql.documents, documentOf),
  }
}

function* map<T>(statement: StatementSync, make: (line: Record<string, unknown>) => T): Iterable<T> {
  for (const line of statement.iterate()) yield make(line)
}

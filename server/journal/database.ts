import { DatabaseSync } from 'node:sqlite'
import { JournalError } from './journal.ts'

/** Fixes a data-losing race of two connections over a WAL reset (SQLite 3.7.0 to 3.51.2). */
const OLDEST_SQLITE = [3, 51, 3] as const

const FIRST_TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  feed TEXT NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  position TEXT,
  counts TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT;
CREATE TABLE telemetry (
  seq INTEGER NOT NULL,
  part INTEGER NOT NULL,
  kind TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  readings TEXT NOT NULL,
  PRIMARY KEY (seq, part)
) STRICT;
CREATE TABLE positions (feed TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT;
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  feed TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  blame TEXT NOT NULL,
  path TEXT NOT NULL,
  record TEXT NOT NULL,
  settled TEXT
) STRICT;
CREATE INDEX quarantine_open ON quarantine (feed, id) WHERE settled IS NULL;
CREATE TABLE things (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  held INTEGER NOT NULL,
  area TEXT NOT NULL,
  event INTEGER NOT NULL,
  parts TEXT NOT NULL,
  row TEXT,
  rows TEXT,
  next_at INTEGER
) STRICT;
CREATE INDEX things_kind_event ON things (kind, event) WHERE row IS NOT NULL;
CREATE INDEX things_held ON things (kind) WHERE held = 1;
CREATE TABLE tallies (
  grp TEXT NOT NULL,
  bucket INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  n INTEGER NOT NULL,
  d INTEGER NOT NULL,
  bins TEXT,
  PRIMARY KEY (grp, bucket)
) STRICT, WITHOUT ROWID;
CREATE TABLE entries (
  grp TEXT NOT NULL,
  bucket INTEGER NOT NULL,
  id TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (grp, bucket, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE cells (key TEXT PRIMARY KEY, seq INTEGER NOT NULL, value TEXT) STRICT;
CREATE TABLE feeds (feed TEXT PRIMARY KEY, report TEXT NOT NULL) STRICT;
CREATE TABLE documents (name TEXT PRIMARY KEY, digest TEXT NOT NULL, body TEXT NOT NULL) STRICT;
`

/** Readings compressed; rows of before have their text in `readings`, which is '' beside a packed one. */
const PACKED_READINGS = 'ALTER TABLE telemetry ADD COLUMN packed BLOB;'

/**
 * Rollups of readings. `id` is the number of the hour (of minutes) or day (of hours) times 2^24 plus the number of the subject, so
 * that those of one time lie together and the oldest are pruned from one end.
 */
const ROLLUPS = `
CREATE TABLE subjects (
  no INTEGER PRIMARY KEY,
  sort TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (kind, sort, name)
) STRICT;
CREATE TABLE device_minutes (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
CREATE TABLE area_minutes (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
CREATE TABLE device_hours (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
CREATE TABLE area_hours (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
`

/** What things are found by (server/store/finding.ts). Of rows from before nothing is known, so all of them are looked at until they change. */
const FOUND_BY = `
ALTER TABLE things ADD COLUMN few INTEGER NOT NULL DEFAULT 1;
ALTER TABLE things ADD COLUMN latest INTEGER DEFAULT ${Number.MAX_SAFE_INTEGER};
CREATE INDEX things_few ON things (few, kind) WHERE few = 1;
CREATE INDEX things_latest ON things (kind, latest) WHERE row IS NOT NULL;
`

/** In which runs the journal was written (runs.ts). They stand in place of a name of the journal, which a copy had too. */
const RUNS = `
CREATE TABLE runs (n INTEGER PRIMARY KEY, run TEXT NOT NULL UNIQUE, head INTEGER NOT NULL) STRICT;
DELETE FROM meta WHERE key = 'journal';
`

/** Where the fact stands that the fold could not take; null: the record never became one. */
const WITHDRAWN = `
ALTER TABLE quarantine ADD COLUMN place TEXT;
CREATE INDEX quarantine_place ON quarantine (place) WHERE place IS NOT NULL;
`

/** What lies in a part of the city, kind by kind: codes of what lies in it begin with its own. */
const BY_AREA = 'CREATE INDEX things_area ON things (area, kind, event) WHERE row IS NOT NULL;'

/** How feeds kept their rhythm (server/store/attendance.ts). Of what was before nothing is known. */
const ATTENDANCE = `
CREATE TABLE feed_minutes (
  minute INTEGER NOT NULL,
  feed TEXT NOT NULL,
  reports INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  received INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  duplicate INTEGER NOT NULL,
  PRIMARY KEY (minute, feed)
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_days (
  day INTEGER NOT NULL,
  feed TEXT NOT NULL,
  reports INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  received INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  duplicate INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  filled INTEGER NOT NULL,
  watched INTEGER NOT NULL,
  late INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  first_good INTEGER,
  PRIMARY KEY (day, feed)
) STRICT, WITHOUT ROWID;
`

/**
 * Of how many records an entry tells; and by which entry of the journal it was settled, which says when and why. Of what was
 * settled before, that is not known.
 */
const DISCARDED = `
ALTER TABLE quarantine ADD COLUMN records INTEGER NOT NULL DEFAULT 1;
ALTER TABLE quarantine ADD COLUMN settled_by INTEGER;
CREATE INDEX quarantine_discarded ON quarantine (feed, id) WHERE settled = 'discarded';
`

/** What was replayed is bounded with each replay, and is not looked for among all that was set aside. */
const REPLAYED = `
CREATE INDEX quarantine_replayed ON quarantine (feed, id) WHERE settled = 'replayed' AND place IS NULL;
`

/** What makes each format of the one before; a new file goes through all of them. Shipped steps are never changed. */
const STEPS: readonly string[] = [
  FIRST_TABLES,
  PACKED_READINGS,
  ROLLUPS,
  FOUND_BY,
  RUNS,
  WITHDRAWN,
  BY_AREA,
  ATTENDANCE,
  DISCARDED,
  REPLAYED,
]

/** A file of a newer format is refused: an old program must not write into it. */
export const FORMAT = STEPS.length

/** While it waits, nothing else is done: no wall hears of anything. What finds the file held is tried again (room.ts, F-08). */
const PATIENCE_MS = 100

/** Before anybody waits for it: a process that ends, or a copy that is made, may hold it for a moment. */
const OPENING_PATIENCE_MS = 5_000

/** Opens (or makes) the city's one file. Journal and checkpoint share it, so that a backup is of one moment. */
export function openDatabase(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: OPENING_PATIENCE_MS })
  try {
    requireSqlite(db)
    // First: the pragmas behind it write into the file.
    const format = knownFormatOf(db, path)
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    db.exec('PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;')
    requireDurable(db)
    prepareTables(db, format)
    db.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function requireSqlite(db: DatabaseSync): void {
  const { v } = db.prepare('SELECT sqlite_version() AS v').get() as { v: string }
  const version = v.split('.').map(Number)
  const place = OLDEST_SQLITE.findIndex((least, i) => version[i] !== least)
  if (place !== -1 && (version[place] ?? 0) < (OLDEST_SQLITE[place] ?? 0))
    throw new JournalError(
      `SQLite ${v} can lose committed data; ${OLDEST_SQLITE.join('.')} or newer is needed`,
    )
}

function requireDurable(db: DatabaseSync): void {
  const sync = db.prepare('PRAGMA synchronous').get() as { synchronous: number }
  const mode = db.prepare('PRAGMA journal_mode').get() as { journal_mode: string }
  if (sync.synchronous !== 2 || mode.journal_mode !== 'wal')
    throw new JournalError('the data folder does not allow durable writes (WAL with synchronous=FULL)')
}

function knownFormatOf(db: DatabaseSync, path: string): number {
  const { user_version: format } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  if (format > FORMAT)
    throw new JournalError(
      `${path} was written by a newer version (format ${format}); this one knows ${FORMAT}: start the newer version, or restore the backup from before the upgrade`,
    )
  return format
}

function prepareTables(db: DatabaseSync, format: number): void {
  if (format === FORMAT) return
  inTransaction(db, () => {
    // eslint-disable-next-line no-restricted-syntax -- the steps are the constant's
    for (const step of STEPS.slice(format)) db.exec(step)
    db.exec(`PRAGMA user_version = ${FORMAT}`)
  })
}

/** Runs `work` in one transaction: all of it is durable when this returns, or none of it happened. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

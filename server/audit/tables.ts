import type { Tables } from '../trust/database.ts'

/** Of a line whose JSON somebody has broken nothing is found, rather than every question failing on it. */
const found = (path: string) => `CASE WHEN json_valid(line) THEN line ->> '${path}' END`

/** What may be removed has this many days behind it, each with an anchor of its own: a clock set forward makes none. */
export const LEAST_DAYS = 183

/**
 * The line is all there is of a record; what it is found by is computed from it, so that nothing can say something else than it.
 * Only what a seal covers can be removed, and a seal can only be set behind what has been kept for the least of days.
 */
const FIRST = `
CREATE TABLE records (
  n INTEGER PRIMARY KEY,
  line TEXT NOT NULL,
  hash TEXT NOT NULL,
  mac TEXT NOT NULL,
  at TEXT GENERATED ALWAYS AS (${found('$.at')}) VIRTUAL,
  actor_id TEXT GENERATED ALWAYS AS (${found('$.actor.id')}) VIRTUAL,
  actor_name TEXT GENERATED ALWAYS AS (${found('$.actor.name')}) VIRTUAL,
  address TEXT GENERATED ALWAYS AS (${found('$.address')}) VIRTUAL,
  action TEXT GENERATED ALWAYS AS (${found('$.action')}) VIRTUAL,
  object TEXT GENERATED ALWAYS AS (${found('$.object')}) VIRTUAL,
  outcome TEXT GENERATED ALWAYS AS (${found('$.outcome')}) VIRTUAL
) STRICT;
CREATE INDEX records_at ON records (at);
CREATE INDEX records_actor_id ON records (actor_id, at);
CREATE INDEX records_actor_name ON records (actor_name, at);
CREATE INDEX records_action ON records (action, at);
CREATE INDEX records_object ON records (object, at);
CREATE TABLE anchors (
  day TEXT PRIMARY KEY,
  n INTEGER NOT NULL,
  hash TEXT NOT NULL,
  key TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;
CREATE TABLE seals (
  n INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  key TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;
CREATE TRIGGER records_stay BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER records_are_kept BEFORE DELETE ON records
WHEN OLD.n > (SELECT coalesce(max(n), 0) FROM seals)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER records_follow BEFORE INSERT ON records
WHEN NEW.n <> 1 + coalesce((SELECT max(n) FROM records), (SELECT max(n) FROM seals), 0)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER anchors_stay BEFORE UPDATE ON anchors BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER anchors_are_kept BEFORE DELETE ON anchors BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER anchors_follow BEFORE INSERT ON anchors
WHEN NEW.day <= coalesce((SELECT max(day) FROM anchors), '')
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER seals_stay BEFORE UPDATE ON seals BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER seals_are_kept BEFORE DELETE ON seals BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER seals_wait BEFORE INSERT ON seals
WHEN NEW.n <= coalesce((SELECT max(n) FROM seals), 0)
  OR (SELECT count(*) FROM anchors WHERE n >= NEW.n) <= ${LEAST_DAYS}
BEGIN SELECT RAISE(ABORT, 'the audit is kept for ${LEAST_DAYS} days at least'); END;
`

export const AUDIT_TABLES: Tables = { part: 'audit', steps: [FIRST] }

/** One row as it stands. */
export interface RecordRow {
  readonly n: number
  readonly line: string
  readonly hash: string
  readonly mac: string
}

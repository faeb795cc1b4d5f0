import { DatabaseSync } from 'node:sqlite'

/** What changed in one minute of the city, or all of it. Minutes are counted from the epoch. */
export interface Minute {
  readonly at: number
  /** The minute of the keyframe it stands on; of a keyframe its own. */
  readonly keyframe: number
  /** One stretch without a hole. */
  readonly run: number
  /** Cells that changed since the minute before. */
  readonly changed: number
  readonly data: Uint8Array
}

/** A stretch of time in which everything was recorded, both ends included. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Keep {
  readonly ms: number
  readonly bytes: number
}

const MINUTE_MS = 60_000

const TABLES = `
CREATE TABLE IF NOT EXISTS minutes (
  at INTEGER PRIMARY KEY, keyframe INTEGER NOT NULL, run INTEGER NOT NULL,
  changed INTEGER NOT NULL, bytes INTEGER NOT NULL, data BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS minutes_keyframe ON minutes (keyframe);
CREATE INDEX IF NOT EXISTS minutes_run ON minutes (run, at);
`

/** The kept minutes, in a file of their own: nothing of the city waits for it, and without it nothing but replay is lost. */
export class Minutes {
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof statements>
  #bytes: number

  constructor(path: string) {
    this.#db = new DatabaseSync(path)
    // A minute that a power cut takes is a hole of one minute.
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 0;')
    this.#db.exec(TABLES)
    this.#sql = statements(this.#db)
    this.#bytes = (this.#sql.weighed.get() as { n: number }).n
  }

  get bytes(): number {
    return this.#bytes
  }

  /** The number of the next run. Whatever was recorded from `minute` on is dropped: the clock was set back, and that future never came. */
  begin(minute: number): number {
    this.#sql.dropFrom.run(minute)
    this.#bytes = (this.#sql.weighed.get() as { n: number }).n
    return (this.#sql.nextRun.get() as { n: number }).n
  }

  write({ at, keyframe, run, changed, data }: Minute): void {
    this.#sql.write.run(at, keyframe, run, changed, data.byteLength, data)
    this.#bytes += data.byteLength
  }

  /** All that makes the picture of a minute, the keyframe first; none: nothing was recorded then. */
  upTo(minute: number): Minute[] {
    return this.#sql.upTo.all(minute, minute) as unknown as Minute[]
  }

  /** Those of a run after one minute, up to another. */
  after(run: number, minute: number, to: number): Minute[] {
    return this.#sql.after.all(run, minute, to) as unknown as Minute[]
  }

  spans(): Span[] {
    return this.#sql.spans.all() as unknown as Span[]
  }

  /** Cells that changed, by `step` minutes from `from` on. */
  pulse(from: number, step: number, steps: number): number[] {
    const pulse = new Array<number>(steps).fill(0)
    const rows = this.#sql.pulse.all(from, step, from, from + step * steps) as unknown as {
      i: number
      n: number
    }[]
    for (const { i, n } of rows) pulse[i] = n
    return pulse
  }

  /** Drops the oldest keyframe with what stands on it, if it is beyond what is kept; answers whether it did. */
  prune(now: number, keep: Keep): boolean {
    const oldest = this.#sql.oldest.get() as { keyframe: number; last: number; newest: number } | undefined
    if (oldest === undefined || oldest.last === oldest.newest) return false
    if (oldest.last >= (now - keep.ms) / MINUTE_MS && this.#bytes <= keep.bytes) return false
    const { n } = this.#sql.weight.get(oldest.keyframe) as { n: number }
    this.#sql.drop.run(oldest.keyframe)
    this.#bytes -= n
    return true
  }

  stop(): void {
    this.#db.close()
  }
}

function statements(db: DatabaseSync) {
  return {
    weighed: db.prepare('SELECT coalesce(sum(bytes), 0) AS n FROM minutes'),
    nextRun: db.prepare('SELECT coalesce(max(run), 0) + 1 AS n FROM minutes'),
    dropFrom: db.prepare('DELETE FROM minutes WHERE at >= ?'),
    write: db.prepare(
      'INSERT INTO minutes (at, keyframe, run, changed, bytes, data) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    upTo: db.prepare(
      `SELECT at, keyframe, run, changed, data FROM minutes
       WHERE keyframe = (SELECT keyframe FROM minutes WHERE at <= ? ORDER BY at DESC LIMIT 1) AND at <= ? ORDER BY at`,
    ),
    after: db.prepare(
      `SELECT at, keyframe, run, changed, data FROM minutes WHERE run = ? AND at > ? AND at <= ? ORDER BY at`,
    ),
    spans: db.prepare('SELECT min(at) AS "from", max(at) AS "to" FROM minutes GROUP BY run ORDER BY 1'),
    pulse: db.prepare(
      'SELECT (at - CAST(? AS INTEGER)) / CAST(? AS INTEGER) AS i, sum(changed) AS n FROM minutes WHERE at >= ? AND at < ? GROUP BY i',
    ),
    oldest: db.prepare(
      `SELECT keyframe, max(at) AS last, (SELECT max(at) FROM minutes) AS newest FROM minutes
       WHERE keyframe = (SELECT keyframe FROM minutes ORDER BY at LIMIT 1)`,
    ),
    weight: db.prepare('SELECT sum(bytes) AS n FROM minutes WHERE keyframe = ?'),
    drop: db.prepare('DELETE FROM minutes WHERE keyframe = ?'),
  }
}

import type { FeedAccess, Unreadable } from '../connector.ts'
import { digestOf } from './overlap.ts'
import type { SqlPollSettings } from './settings.ts'
import type { SqlRow, SqlSource } from './source.ts'

/** Looking for them may cost the upstream a walk through its whole table. */
const EVERY_MS = 3_600_000
/** So many are shown; more of them would say nothing new. */
const MOST = 100
const SAMPLE = 2_048

/** Rows without a time or a key have no place in the order, so reading on by (time, key) never meets them: told apart. */
export class Strays {
  readonly #access: FeedAccess
  readonly #table: string
  readonly #watermark: NonNullable<SqlPollSettings['watermark']>
  readonly #source: SqlSource
  #lookedAt = Number.NEGATIVE_INFINITY
  #told: ReadonlySet<string> = new Set()

  constructor(
    access: FeedAccess,
    table: string,
    watermark: NonNullable<SqlPollSettings['watermark']>,
    source: SqlSource,
  ) {
    this.#access = access
    this.#table = table
    this.#watermark = watermark
    this.#source = source
  }

  /** Once in an hour of the city. A database that takes too long for it is still read by its watermark. */
  async look(): Promise<void> {
    const now = this.#access.now()
    if (now - this.#lookedAt < EVERY_MS) return
    this.#lookedAt = now
    const rows = await this.#found()
    const digests = rows.map(digestOf)
    const fresh = rows.filter((_, i) => !this.#told.has(digests[i] as string))
    if (fresh.length > 0)
      await this.#access.take({ records: [], unreadable: fresh.map(row => this.#unreadable(row)) })
    this.#told = new Set(digests)
  }

  async #found(): Promise<readonly SqlRow[]> {
    const { time, key } = this.#watermark
    const sql = `SELECT * FROM ${this.#table} WHERE NOT (${this.#source.placed(time, key)}) LIMIT ${MOST}`
    try {
      return await this.#source.query(sql, [])
    } catch (error) {
      this.#access.log('warn', `rows without a time or a key could not be looked for: ${String(error)}`)
      return []
    }
  }

  #unreadable(row: SqlRow): Unreadable {
    const { time, key } = this.#watermark
    const path = row[key] === null ? key : time
    return {
      reason: `a row needs a time in ${time} and a key in ${key} to be read in order`,
      path,
      sample: JSON.stringify(row).slice(0, SAMPLE),
    }
  }
}

import { FeedError, type FeedAccess } from '../connector.ts'
import type { Plan } from '../past.ts'
import { positionAs } from '../position.ts'
import { writeTime } from '../upstream-time.ts'
import { digestOf, Overlap } from './overlap.ts'
import type { SqlPollSettings } from './settings.ts'
import type { SqlRow, SqlSource, SqlValue } from './source.ts'
import {
  afterPiece,
  afterTurn,
  isBlank,
  overlapBefore,
  planFrom,
  Position,
  wholeOf,
  withinTurn,
  type Place,
} from './standing.ts'
import { Strays } from './strays.ts'

const ROWS = 500

type Watermark = NonNullable<SqlPollSettings['watermark']>

/** The row from which the next statement goes on; without a key, from the edge of the time. */
interface Mark {
  readonly time: string
  readonly key: SqlValue
}

interface Turn {
  readonly position: Position
  readonly plan: Plan
  /** The latest time that was read so far. */
  newest: string | null
}

/** Reads what was written since the watermark, in the order of (time, key), and the past in the opposite order. */
export class WatermarkReader {
  readonly #access: FeedAccess
  readonly #watermark: Watermark
  readonly #table: string
  readonly #limit: number
  readonly #source: SqlSource
  readonly #overlap = new Overlap()
  readonly #strays: Strays
  /** Rows at the place where the past was left: they come again with the next piece. */
  #edge: ReadonlySet<string> = new Set()

  constructor(
    access: FeedAccess,
    { table, rows = ROWS }: SqlPollSettings,
    watermark: Watermark,
    source: SqlSource,
  ) {
    this.#access = access
    this.#watermark = watermark
    this.#table = table
    this.#limit = rows
    this.#source = source
    this.#strays = new Strays(access, table, watermark, source)
  }

  /** One turn: everything since the watermark; at the first one, or after days away, of the newest day only. */
  async read(signal: AbortSignal): Promise<void> {
    this.#overlap.begin()
    const position = positionAs(Position, this.#access) ?? {}
    const { plan, mark, rows } = await this.#begin(position)
    const turn: Turn = { position, plan, newest: position.time ?? null }
    let place: Mark = mark
    let page = rows
    for (let end = await this.#takePage(turn, place, page); end !== null;) {
      if (signal.aborted) return
      place = this.#beyond(place, end)
      page = await this.#onwards(place)
      end = await this.#takePage(turn, place, page)
    }
    if (signal.aborted) return
    this.#overlap.end()
    await this.#strays.look()
  }

  /** Where the page ended; null: it was the last. */
  async #takePage(turn: Turn, mark: Mark, rows: readonly SqlRow[]): Promise<Place | null> {
    const last = rows.at(-1)
    if (last !== undefined) turn.newest = this.#newest(turn.newest, this.#placeOf(last).time)
    const end = this.#endOf(mark, rows)
    const { position, plan, newest } = turn
    const text =
      end === null
        ? afterTurn(position, newest, plan, this.#access.now())
        : withinTurn(position, newest, plan)
    // Nothing new is a report too, once in a turn.
    await this.#receive(rows, text, end === null || mark.key === null)
    if (newest !== null) this.#overlap.forgetBefore(this.#since(newest))
    return end
  }

  /** One piece of the past, its newest rows first; false when none is left. */
  async readPast(): Promise<boolean> {
    const position = positionAs(Position, this.#access) ?? {}
    const { past, before } = position
    if (past === undefined) return false
    const mark = before ?? { time: localText(past.to), key: null }
    const rows = await this.#backwards(localText(past.from), mark)
    const full = this.#endOf(mark, rows)
    const end = full === null ? null : this.#beyond(mark, full)
    const fresh = rows.filter(row => !this.#edge.has(digestOf(row)))
    const first = rows.slice(0, 1).map(row => this.#placeOf(row))[0]
    await this.#access.take({ records: fresh, position: afterPiece(position, first, end ?? undefined) })
    this.#edge = new Set(end === null ? [] : rows.filter(row => this.#isAt(end, row)).map(digestOf))
    return end !== null
  }

  async #begin(
    position: Position,
  ): Promise<{ readonly plan: Plan; readonly mark: Mark; readonly rows: readonly SqlRow[] }> {
    const plan = planFrom(position, this.#watermark, this.#access.now())
    // A time that cannot be read is asked for as it stands.
    const known = plan.isSplit ? undefined : position.time
    const mark = { time: known === undefined ? localText(plan.from) : this.#since(known), key: null }
    const rows = await this.#onwards(mark)
    if (!plan.isSplit || rows.length > 0 || !isBlank(position)) return { plan, mark, rows }
    const whole = wholeOf(plan)
    const first = { time: localText(whole.from), key: null }
    return { plan: whole, mark: first, rows: await this.#onwards(first) }
  }

  /** Where a statement goes on from a row, that row comes again: it is one more than is wanted. */
  #mostRows({ key }: Mark): number {
    return key === null ? this.#limit : this.#limit + 1
  }

  /** The last row's place, when there may be more behind it. */
  #endOf(mark: Mark, rows: readonly SqlRow[]): Place | null {
    const last = rows.at(-1)
    return last === undefined || rows.length < this.#mostRows(mark) ? null : this.#placeOf(last)
  }

  #beyond(mark: Mark, end: Place): Place {
    if (end.time !== mark.time || end.key !== mark.key) return end
    const reason = `more than ${this.#limit} rows have the time ${end.time} and the key ${end.key}`
    throw new FeedError(`${this.#table} cannot be read on: ${reason}`, {
      blame: 'upstream',
      retry: true,
      fault: 'tooLarge',
    })
  }

  async #receive(rows: readonly SqlRow[], position: string | null, isReport: boolean): Promise<void> {
    const fresh = rows.filter(row => this.#overlap.isFresh(this.#nameOf(row), row))
    if (fresh.length === 0 && !isReport) return
    await this.#access.take({ records: fresh, ...(position === null ? {} : { position }) })
    // Only now: a page that could not be kept is fresh again when it is read again.
    for (const row of fresh) this.#overlap.remember(this.#nameOf(row), row, this.#placeOf(row).time)
  }

  /** A row from the future must not hide what comes between now and then. */
  #newest(known: string | null, time: string): string {
    const now = localText(this.#access.now())
    const bounded = time < now ? time : now
    return known === null || bounded > known ? bounded : known
  }

  /**
   * From the mark's own row on, since several rows may have its time and key. The edge of the time stands by itself: beside
   * an OR no database enters its index by it, and every page would walk through all that lies behind the mark.
   */
  #onwards(mark: Mark): Promise<readonly SqlRow[]> {
    const { time: t, key: k } = this.#watermark
    const which = mark.key === null ? `${t} >= ?` : `${t} >= ? AND (${t} > ? OR ${k} >= ?)`
    return this.#query(which, valuesOf(mark), `${t}, ${k}`, mark)
  }

  /** From the mark's own row back, no further than `from`. */
  #backwards(from: string, mark: Mark): Promise<readonly SqlRow[]> {
    const { time: t, key: k } = this.#watermark
    const which = mark.key === null ? `${t} < ?` : `${t} <= ? AND (${t} < ? OR ${k} <= ?)`
    return this.#query(`${t} >= ? AND ${which}`, [from, ...valuesOf(mark)], `${t} DESC, ${k} DESC`, mark)
  }

  #query(which: string, values: readonly SqlValue[], order: string, mark: Mark): Promise<readonly SqlRow[]> {
    const where = `${which} AND ${this.#source.placed(this.#watermark.time, this.#watermark.key)}`
    return this.#source.query(
      `SELECT * FROM ${this.#table} WHERE ${where} ORDER BY ${order} LIMIT ${this.#mostRows(mark)}`,
      values,
    )
  }

  #placeOf(row: SqlRow): Place {
    return { time: textOf(row[this.#watermark.time]), key: row[this.#watermark.key] ?? '' }
  }

  #isAt({ time, key }: Place, row: SqlRow): boolean {
    const place = this.#placeOf(row)
    return place.time === time && place.key === key
  }

  #nameOf(row: SqlRow): string {
    const { time, key } = this.#placeOf(row)
    return `${time} ${key}`
  }

  #since(time: string): string {
    const at = overlapBefore(time, this.#watermark)
    return at === null ? time : localText(at)
  }
}

const valuesOf = ({ time, key }: Mark): readonly SqlValue[] => (key === null ? [time] : [time, time, key])
const textOf = (value: SqlRow[string] | undefined): string => String(value ?? '')

/** These systems write local time without an offset. */
const localText = (at: number) => writeTime(at, 'plain')

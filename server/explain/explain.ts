import type { Areas } from '../../shared/areas/areas.ts'
import { explainedFeeds } from './explained-feeds.ts'
import { noneWanted, type WantedBlocks } from '../../shared/city/checkpoint.ts'
import type { Column, Kind, Row } from '../../shared/kinds/kind.ts'
import type { Libraries } from '../../shared/libraries/document.ts'
import { subjectsOf } from '../../shared/libraries/subjects.ts'
import { countsFew } from '../../shared/metrics/bounded.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import { columnsRead } from '../../shared/metrics/reads.ts'
import { cellSql, type CellSql } from '../../shared/metrics/sql.ts'
import type { Sql } from '../../shared/metrics/sql-parts.ts'
import { parseCellKey } from '../../shared/model/cell.ts'
import type { FeedDocument, MetricDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { isRolled, measureOf } from '../../shared/rollups/rows.ts'
import type { Explanation, Records } from '../../shared/sync/explain.ts'
import { Refused } from '../access/caller.ts'
import { correctionsOf } from '../calendar/corrections.ts'
import type { Engine } from '../engine/engine.ts'
import type { Reader } from '../reader/reader.ts'
import { readAtOneMoment } from './moment.ts'

export interface ExplainParts {
  readonly engine: Engine
  readonly reader: Reader
  readonly areas: Areas
  readonly kinds: readonly Kind[]
  /** Those of now. */
  readonly feeds: () => readonly FeedDocument[]
  readonly libraries: Libraries
}

const PER_PAGE = 50

export class Explainer {
  readonly #parts: ExplainParts

  constructor(parts: ExplainParts) {
    this.#parts = parts
  }

  /** Everything about a cell, of one moment; null: there is no such cell. */
  async explain(cell: string): Promise<Explanation | null> {
    this.#refuseWhileCounting()
    const asked = this.#asked(cell)
    if (asked === null) return null
    const { metric } = asked
    const { answer, seen } = await this.#read(cell, metric, at => [this.#sql(metric, cell, at).summary])
    const sums = answer.results[0]?.[0] as { rows: number; n: number | null } | undefined
    return {
      cell,
      ...seen,
      epoch: this.#parts.engine.epoch,
      metric,
      feeds: this.#feeds(metric),
      total: sums?.rows ?? 0,
      numerator: metric.aggregate.type === 'ratio' ? (sums?.n ?? 0) : null,
      ...(isRolled(metric.over) ? { rawSince: this.#parts.engine.retention.held().oldestAt } : {}),
    }
  }

  /** A page of the records behind a cell; `filter` is looked for in what the rows say, and of a named record there is only that one. */
  async records(cell: string, page: number, filter: string, record = ''): Promise<Records | null> {
    this.#refuseWhileCounting()
    const asked = this.#asked(cell)
    if (asked === null) return null
    const { metric } = asked
    const part = { limit: PER_PAGE + 1, offset: (page - 1) * PER_PAGE }
    const { found, total, seen } = await this.#found(cell, metric, { filter, record }, part)
    const columns = columnsOf(metric, cell, this.#parts.kinds)
    const shown = found.slice(0, PER_PAGE)
    const corrected = correctionsOf(this.#parts.engine, new Set(shown.map(({ id }) => id)))
    return {
      cell,
      seq: seen.seq,
      total,
      columns: columns.map(told),
      rows: shown.map(line => ({
        ...rowOf(line, columns),
        subjects: subjectsOf(this.#parts.libraries, line.kind, JSON.parse(line.row) as Row),
        ...(corrected.has(line.id) && { corrections: [...corrected.get(line.id)!] }),
      })),
      next: found.length > PER_PAGE ? page + 1 : null,
    }
  }

  /** The records behind a cell that a filter leaves, at most so many of them; null: there is no such cell. */
  async carriedOut(cell: string, filter: string, most: number): Promise<CarriedOut | null> {
    this.#refuseWhileCounting()
    const asked = this.#asked(cell)
    if (asked === null) return null
    const { metric } = asked
    const { found, total, seen } = await this.#found(
      cell,
      metric,
      { filter, record: '' },
      { limit: most, offset: 0 },
    )
    const columns = columnsOf(metric, cell, this.#parts.kinds)
    return {
      ...{ seq: seen.seq, total, columns },
      isSimulated: this.#feeds(metric).some(({ simulated }) => simulated),
      rows: found.map(line => ({ ...rowOf(line, columns), kind: line.kind })),
    }
  }

  async #found(cell: string, metric: MetricDocument, wanted: Wanted, part: Part) {
    const { answer, seen } = await this.#read(cell, metric, at => {
      const sql = this.#sql(metric, cell, at)
      return wanted.filter === '' && wanted.record === ''
        ? [sql.summary, sql.records(part)]
        : filtered(sql.records({ limit: 1_000_000_000, offset: 0 }), wanted, part)
    })
    const found = (answer.results[1] ?? []) as readonly Found[]
    return { found, total: (answer.results[0]?.[0] as { rows: number } | undefined)?.rows ?? 0, seen }
  }

  /** What is shown is then of before, and the records are of now: they would explain another number. */
  #refuseWhileCounting(): void {
    if (this.#parts.engine.recounting !== null)
      throw new Refused(503, 'counting', 'the numbers are being counted anew; ask again')
  }

  #asked(cell: string): { readonly metric: MetricDocument } | null {
    const address = parseCellKey(cell)
    const metric = this.#parts.engine.city.metrics.get(address?.metric ?? '')?.doc
    if (metric === undefined) return null
    return this.#compile(metric, cell, this.#parts.engine.city.now) === null ? null : { metric }
  }

  #sql(metric: MetricDocument, cell: string, now: number): CellSql {
    const sql = this.#compile(metric, cell, now)
    if (sql === null) throw new Error(`"${cell}" is no cell now`)
    return sql
  }

  #compile(metric: MetricDocument, cell: string, now: number): CellSql | null {
    const { areas, kinds } = this.#parts
    const address = parseCellKey(cell)
    return address === null ? null : cellSql({ metric, address, areas, now, few: countsFew(metric, kinds) })
  }

  #read(cell: string, metric: MetricDocument, queries: (now: number) => readonly Sql[]) {
    return readAtOneMoment(this.#parts, { cell, wanted: rollupsOf(metric), queries })
  }

  #feeds(metric: MetricDocument): Explanation['feeds'] {
    return explainedFeeds(this.#parts.feeds(), new Set(kindsOf(metric)), this.#parts.engine)
  }
}

/** The rollups that a metric counts. */
export function rollupsOf(metric: MetricDocument): WantedBlocks {
  if (!isRolled(metric.over)) return noneWanted
  const kinds = kindsOf(metric)
  return ({ of, kind }) => of === 'device' && kinds.includes(kind)
}

/** Which of the rows, in their order. */
interface Part {
  readonly limit: number
  readonly offset: number
}

/** What somebody takes with him of the records behind a number. */
export interface CarriedOut {
  readonly seq: number
  /** How many there are; more than `rows` has where that was bounded. */
  readonly total: number
  readonly columns: readonly Column[]
  readonly rows: readonly (Told & { readonly kind: string })[]
  /** Some of it is 演示数据. */
  readonly isSimulated: boolean
}

interface Found {
  readonly id: string
  readonly kind: string
  readonly row: string
  readonly counted?: number
}

/** Which of the records behind a cell: both are `''` where all are wanted. */
interface Wanted {
  readonly filter: string
  readonly record: string
}

/** The filter looks at the row as text: a name, a number, a department. */
function filtered({ sql, params: own }: Sql, { filter, record }: Wanted, { limit, offset }: Part): Sql[] {
  const like = `%${filter.replace(/[\\%_]/g, char => `\\${char}`)}%`
  const where = `row LIKE ? ESCAPE '\\'${record === '' ? '' : ' AND id = ?'}`
  const params = [...own, like, ...(record === '' ? [] : [record])]
  return [
    { sql: `SELECT count(*) AS rows FROM (${sql}) WHERE ${where}`, params },
    {
      sql: `SELECT * FROM (${sql}) WHERE ${where} LIMIT ? OFFSET ?`,
      params: [...params, limit, offset],
    },
  ]
}

/** The columns that all kinds of the metric have, or those of its inner rows; a cell of one kind has all of that kind. */
function columnsOf(metric: MetricDocument, cell: string, kinds: readonly Kind[]): readonly Column[] {
  const dim = parseCellKey(cell)?.dims[metric.by.indexOf('kind')]
  const named = new Set(dim === undefined ? kindsOf(metric) : [dim])
  const lists = kinds
    .filter(kind => named.has(kind.id))
    .map(kind => (metric.over === undefined ? kind.columns : (kind.inner?.[metric.over] ?? [])))
  const [first = [], ...others] = lists
  const common = first.filter(({ name }) => others.every(list => list.some(column => column.name === name)))
  return isRolled(metric.over) ? lookedAt(common, metric) : common
}

/** A rollup tells of every measure of its device: of those only what the metric looks at. */
function lookedAt(columns: readonly Column[], metric: MetricDocument): readonly Column[] {
  const measures = new Set(columnsRead(metric).flatMap(name => measureOf(name) ?? []))
  if (measures.size === 0) return columns
  return columns.filter(({ name }) => {
    const measure = measureOf(name)
    return measure === null || measures.has(measure)
  })
}

/** What a screen must know of a column; what its codes mean it has from the kind's document. */
export const told = ({ name, title, type, unit, scale }: Column): Records['columns'][number] => ({
  name,
  title,
  type,
  ...(unit === undefined ? {} : { unit }),
  ...(scale === undefined ? {} : { scale }),
})

type Told = Omit<Records['rows'][number], 'subjects' | 'corrections'>

function rowOf({ id, row, counted }: Found, columns: readonly Column[]): Told {
  const values = JSON.parse(row) as { readonly [name: string]: Value }
  return {
    id,
    values: columns.map(({ name }) => values[name] ?? null),
    counted: counted === undefined ? null : counted === 1,
  }
}

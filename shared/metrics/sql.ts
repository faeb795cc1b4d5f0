import type { Areas } from '../areas/areas.ts'
import type { CellAddress } from '../model/cell.ts'
import type { Condition, MetricDocument } from '../model/documents.ts'
import { bucketStart } from './bucket.ts'
import { kindsOf } from './kinds-of.ts'
import { areaSql } from './sql-area.ts'
import { conditionsSql, dimensionSql, isNumberSql, valueSql } from './sql-condition.ts'
import { orderSql } from './sql-order.ts'
import { all, type Sql } from './sql-parts.ts'
import { sourceOf, type Source, type Span } from './sql-source.ts'
import { changeSql, sumsSql } from './sql-sums.ts'
import { compileWindow, periodOf } from './window.ts'

/** A cell of a metric as of an instant. */
export interface CellQuestion {
  readonly metric: MetricDocument
  readonly address: CellAddress
  readonly areas: Areas
  readonly now: number
  /** `countsFew` of the metric: only things of which a rare flag is true are looked at. */
  readonly few: boolean
}

/** The records behind a cell, as the fold counted them: the same predicate, compiled. */
export interface CellSql {
  /** One line: `rows` counted, and the sums from which `valueOf` makes the cell's value. */
  readonly summary: Sql
  /** Lines `id, kind, area, row` (JSON) in the order of the metric's list, else newest first. */
  readonly records: (page: Page) => Sql
}

export interface Page {
  readonly limit: number
  readonly offset: number
  /** Only those that count above the line of a ratio. */
  readonly numerator?: boolean
}

/** Null when the address is no cell of this metric now: another level, a bucket not kept. */
export function cellSql(question: CellQuestion): CellSql | null {
  const { metric, address, now } = question
  const window = windowOf(metric, address.bucket, now)
  if (window === null) return null
  const source = sourceOf(metric, window.span)
  const scope = scopeOf(question, source, window)
  if (scope === null) return null
  const sums =
    window.turn === undefined
      ? sumsSql(metric.aggregate, source.row)
      : changeSql(metric.aggregate, source.row, window.field, window.turn)
  return {
    summary: {
      sql: `SELECT ${sums.sql} FROM ${source.from.sql} WHERE ${scope.sql}`,
      params: [...sums.params, ...source.from.params, ...scope.params],
    },
    records: page => recordsSql(metric, source, scope, page),
  }
}

function scopeOf({ metric, address, areas, few }: CellQuestion, source: Source, window: Shown): Sql | null {
  const node = areas.byId(address.area)
  if (node === null || !metric.areas.includes(node.level)) return null
  if (address.dims.length !== metric.by.length) return null
  const { row } = source
  const kinds = kindsOf(metric)
  return all([
    { sql: `t.row IS NOT NULL AND t.kind IN (${kinds.map(() => '?').join(', ')})`, params: kinds },
    few ? FEW : ALWAYS,
    areaSql(node, areas),
    ...(window.span === null ? [] : [within(window.field, window.span, source)]),
    conditionsSql(metric.where, row),
    ...metric.by.map((column, i) => dimensionSql(column, address.dims[i]!, row)),
  ])
}

const ALWAYS: Sql = { sql: '1', params: [] }
const FEW: Sql = { sql: 't.few = 1', params: [] }

/** The time that a cell shows, and which of a row's times it looks at; no span is all time. */
interface Shown {
  readonly field: string
  readonly span: Span | null
  /** Of a change: where the days before end. */
  readonly turn?: number
}

/** The current bucket, the last minutes, or the bucket its address names; null: it shows no such bucket now. */
function windowOf({ window }: MetricDocument, bucket: string, now: number): Shown | null {
  if ((window.type === 'series') !== (bucket !== '')) return null
  if (window.type === 'now') return { field: '', span: null }
  const plan = compileWindow(window)
  plan.moveTo(now)
  const period = periodOf(window)
  const current = plan.current()
  const { field } = window
  const startOf = (bucket: number) => bucketStart(period, bucket)
  if (window.type === 'change')
    return {
      ...{ field, span: { from: startOf(plan.floor()), to: startOf(current) } },
      turn: startOf(current - window.days),
    }
  if (window.type !== 'series')
    return { field, span: { from: startOf(plan.floor()), to: startOf(current + 1) } }
  const named = plan.bucketOf({ [field]: Number(bucket) })
  if (named === null || named < plan.floor() || named > current) return null
  const from = startOf(named)
  return String(from) === bucket ? { field, span: { from, to: startOf(named + 1) } } : null
}

/**
 * A thing's own business time has a column, and an index. Other times and those of inner rows stand in the JSON, which would be
 * read of everything there ever was: so first only what has any time at or after `from` is looked at.
 */
function within(field: string, { from, to }: Span, { row, hasEvent }: Source): Sql {
  const params = [from, to]
  if (field === 'event' && hasEvent) return { sql: '(t.event >= ? AND t.event < ?)', params }
  const value = valueSql(row, field)
  const sql = `(t.latest >= ? AND ${isNumberSql(row, field)} AND ${value} >= ? AND ${value} < ?)`
  return { sql, params: [from, ...params] }
}

function recordsSql(metric: MetricDocument, source: Source, scope: Sql, page: Page): Sql {
  const { aggregate } = metric
  const above: readonly Condition[] =
    page.numerator === true && aggregate.type === 'ratio' ? aggregate.of : []
  const wanted = all([scope, conditionsSql(above, source.row)])
  const order = orderSql(aggregate.type === 'list' ? aggregate.sort : [['event', 'desc']], source)
  return {
    sql: `SELECT ${source.id} AS id, t.kind AS kind, t.area AS area, ${source.row} AS row FROM ${source.from.sql}
      WHERE ${wanted.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    params: [...source.from.params, ...wanted.params, page.limit, page.offset],
  }
}

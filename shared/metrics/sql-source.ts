import { DAY, HOUR, startOfDay } from '../calendar/civil.ts'
import type { MetricDocument } from '../model/documents.ts'
import { SUBJECTS } from '../rollups/kept.ts'
import { HOURS, isRolled } from '../rollups/rows.ts'
import { kindsOf } from './kinds-of.ts'
import { valueSql } from './sql-condition.ts'
import type { Sql } from './sql-parts.ts'

/** From one instant on, up to before another. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** What a metric counts, as SQL: rows `t` with `kind`, `area` and, but of inner rows, `event`. */
export interface Source {
  readonly from: Sql
  /** The JSON of a row, and what tells it from all others. */
  readonly row: string
  readonly id: string
  /** Whether the time of a row stands beside it and need not be taken out of its JSON. */
  readonly hasEvent: boolean
}

const THINGS: Source = { from: plain('things t'), row: 't.row', id: 't.id', hasEvent: true }

function plain(sql: string): Sql {
  return { sql, params: [] }
}

/** The rows of things, their inner rows by a name, or the rows of rollups within a span. */
export function sourceOf(metric: MetricDocument, span: Span | null): Source {
  if (metric.over === undefined) return THINGS
  if (isRolled(metric.over)) return rolled(metric, span ?? { from: 0, to: 0 })
  const row = 'e.value'
  return {
    from: plain(`things t JOIN json_each(t.rows, '$."${metric.over}"') e`),
    row,
    id: `t.id || '#' || ${valueSql(row, 'key')}`,
    hasEvent: false,
  }
}

/** A table of packed rollups: how much time a row of it is, when the first one began, and what takes it apart. */
interface Packed {
  readonly table: string
  readonly size: number
  readonly offset: number
  readonly rows: string
}

const PACKED_MINUTES: Packed = { table: 'device_minutes', size: HOUR, offset: 0, rows: 'minute_rows' }
const PACKED_HOURS: Packed = { table: 'device_hours', size: DAY, offset: startOfDay(0), rows: 'hour_rows' }

/**
 * Rollups lie packed, an hour of minutes or a day of hours of one device in a row. Who reads gives SQLite a function that
 * answers the rows of one packed row within a span, as a JSON array.
 */
function rolled(metric: MetricDocument, { from, to }: Span): Source {
  const { table, size, offset, rows } = metric.over === HOURS ? PACKED_HOURS : PACKED_MINUTES
  const kinds = kindsOf(metric)
  const [first, last] = [from, to - 1].map(at => Math.floor((at - offset) / size)) as [number, number]
  const sql = `(WITH RECURSIVE period (n) AS
      (SELECT CAST(? AS INTEGER) UNION ALL SELECT n + 1 FROM period WHERE n < CAST(? AS INTEGER))
    SELECT s.kind AS kind, s.name AS device, e.value AS row, json_extract(e.value, '$.event') AS event,
      json_extract(e.value, '$.area') AS area
    FROM subjects s CROSS JOIN period p CROSS JOIN ${table} b
      CROSS JOIN json_each(${rows}(s.kind, s.name, b.data, p.n * ${size} + ${offset}, ?, ?)) e
    WHERE s.sort = 'device' AND s.kind IN (${kinds.map(() => '?').join(', ')})
      AND b.id = p.n * ${SUBJECTS} + s.no) t`
  return {
    from: { sql, params: [first, last, from, to, ...kinds] },
    row: 't.row',
    id: "t.device || '@' || t.event",
    hasEvent: true,
  }
}

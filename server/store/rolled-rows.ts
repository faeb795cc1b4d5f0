import type { DatabaseSync } from 'node:sqlite'
import { HOUR } from '../../shared/calendar/civil.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { MINUTE_MS } from '../../shared/rollups/held-blocks.ts'
import { unpackSlots } from '../../shared/rollups/packing.ts'
import { rolledRow } from '../../shared/rollups/rows.ts'

/** The measures that are rolled up, by kind: all that rows of rollups need to know of it, and plain enough for a thread. */
export type RolledMeasures = { readonly [kind: string]: readonly string[] }

export const rolledMeasures = (kinds: readonly Kind[]): RolledMeasures =>
  Object.fromEntries(
    kinds.flatMap(({ id, telemetry }) => (telemetry === undefined ? [] : [[id, telemetry.measures]])),
  )

/**
 * Gives a connection the functions with which SQL reads packed rollups: of a packed hour of minutes, or a packed day of hours,
 * what lies from one instant on and before another, as a JSON array. `…_rows` are rows as metrics count them
 * (shared/metrics/sql-source.ts), `…_points` the numbers of one measure.
 */
export function teachRolledRows(db: DatabaseSync, measures: RolledMeasures): void {
  const rowsOf =
    (span: number) =>
    (kind: unknown, device: unknown, data: unknown, start: unknown, from: unknown, to: unknown) => {
      const of = { kind: String(kind), measures: measures[String(kind)] ?? [], device: String(device) }
      const rows = unpackSlots(data as Uint8Array, Number(start), span)
        .filter(({ at }) => at >= Number(from) && at < Number(to))
        .map(({ at, area, heard }) =>
          rolledRow({ ...of, area, event: at }, measure => heard.get(measure)?.rollup ?? null),
        )
      return JSON.stringify(rows)
    }
  const pointsOf =
    (span: number) => (data: unknown, start: unknown, measure: unknown, from: unknown, to: unknown) => {
      const points = unpackSlots(data as Uint8Array, Number(start), span).flatMap(({ at, heard }) => {
        const rollup = heard.get(String(measure))?.rollup ?? null
        if (rollup === null || at < Number(from) || at >= Number(to)) return []
        return [[at, rollup.n, rollup.sum, rollup.min, rollup.max, rollup.last]]
      })
      return JSON.stringify(points)
    }
  db.function('minute_points', { deterministic: true }, pointsOf(MINUTE_MS))
  db.function('hour_points', { deterministic: true }, pointsOf(HOUR))
  db.function('minute_rows', { deterministic: true }, rowsOf(MINUTE_MS))
  db.function('hour_rows', { deterministic: true }, rowsOf(HOUR))
}

import type { Kind, Row } from '../kinds/kind.ts'
import type { Rollup } from './rollup.ts'
import type { Slot } from './slot.ts'

/** The names of inner rows that are made of rollups. */
export const MINUTES = 'minutes'
export const HOURS = 'hours'

export const isRolled = (over: string | undefined): boolean => over === MINUTES || over === HOURS

/** What a rollup is of. */
export interface RolledOf {
  readonly kind: string
  /** Those that its kind rolls up. */
  readonly measures: readonly string[]
  readonly device: string
  readonly area: string
  /** The first instant of its minute or hour. */
  readonly event: number
}

/** The row of a rollup, by the names its kind declares: what was not heard is no reading, and its values are unknown. */
export function rolledRow(
  { kind, measures, device, area, event }: RolledOf,
  rollupOf: (measure: string) => Rollup | null,
): Row {
  const row: { [name: string]: Row[string] } = { event, kind, area, device }
  for (const measure of measures) {
    const { n, sum, min, max, last } = rollupOf(measure) ?? NOTHING
    row[`${measure}Count`] = n
    row[`${measure}Sum`] = sum
    row[`${measure}Min`] = min
    row[`${measure}Max`] = max
    row[`${measure}Last`] = last
  }
  return row
}

const NOTHING = { n: 0, sum: null, min: null, max: null, last: null }

export const slotRow = (kind: Kind, device: string, { area, at, heard }: Slot): Row =>
  rolledRow({ ...rolledOf(kind), device, area, event: at }, measure => heard.get(measure)?.rollup ?? null)

export const rolledOf = ({ id, telemetry }: Kind): Pick<RolledOf, 'kind' | 'measures'> => ({
  kind: id,
  measures: telemetry?.measures ?? [],
})

/** The row's place among all: lists and explanations name it so. */
export const rolledId = (device: string, event: number): string => `${device}@${event}`

/** The measure of which a column of a rollup tells; null: of none. */
export const measureOf = (column: string): string | null =>
  /^(.+)(?:Count|Sum|Min|Max|Last)$/.exec(column)?.[1] ?? null

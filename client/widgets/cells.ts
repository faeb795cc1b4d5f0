import type { CellAddress } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'

export interface MetricCell {
  readonly key: string
  readonly address: CellAddress
  readonly value: Value
}

/**
 * The cells of what is on show. On a screen every call is remembered for whoever is rendering, so that a picture is made
 * again when a cell it asked for changes, and not before (client/live/tracked-cells.ts). In a test it is a plain map.
 */
export interface Cells {
  /** null: there is no such cell. */
  get(key: string): Value
  /** All cells of a metric in one place: its dimensions and buckets. */
  of(metric: string, area: string): readonly MetricCell[]
  /** Documents in force of a family, by id. */
  documents(family: string): ReadonlyMap<string, Value>
}

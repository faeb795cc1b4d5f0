import type { Text } from '../../model/value.ts'

/** One quantity that a kind of device tells. */
export interface Measure {
  readonly name: string
  readonly title: Text
  readonly unit: Text
  /** Readings are whole numbers: so many of them make one unit. */
  readonly scale: number
  /** In scaled numbers. What lies outside is no value of this quantity but a fault of the device (A16). */
  readonly plausible: readonly [low: number, high: number]
  /** In scaled numbers: what lies outside wants somebody to look. */
  readonly wanted?: { readonly min?: number; readonly max?: number }
  /** In scaled numbers: more than this from one reading to the next wants to be confirmed (A16). */
  readonly jump?: number
  /** It never says the same for an hour while it works, but for 0: then it is stuck (A16). */
  readonly restless?: true
  /** It only rises, as a meter does, and begins at 0 again when that is replaced (A16). */
  readonly counter?: true
  /** Neither a sum nor a least of it means anything (where a vehicle is): no rollups. */
  readonly momentary?: true
}

/** A share of one quantity in another, worked out of what the device says of both; in thousandths. */
export interface MeasuredShare {
  readonly name: string
  readonly title: Text
  readonly of: string
  readonly over: string
  /** In thousandths: what lies beyond wants somebody to look. */
  readonly most: number
}

export interface DeviceOptions {
  readonly id: string
  readonly title: Text
  /** Without a word for so long a device counts as offline, ms. */
  readonly quiet: number
  readonly measures: readonly Measure[]
  readonly shares?: readonly MeasuredShare[]
  /** So few that a list may hold them all. */
  readonly few?: true
  /** Several upstreams tell of such devices: a row says which one. */
  readonly ofSystems?: true
}

/** What every device may tell beside its quantities: 1 online or 0 offline, and 0 quiet or the number of an alarm. */
export const STATUS = 'status'
export const ALARM = 'alarm'

export const isPlausible = (value: number, { plausible: [low, high] }: Measure): boolean =>
  value >= low && value <= high

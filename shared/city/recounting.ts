import { dayNumber, startOfDay } from '../calendar/civil.ts'
import { compareText } from '../model/text-order.ts'
import { hourOf } from '../rollups/held-blocks.ts'
import { HOURS, type MINUTES } from '../rollups/rows.ts'

export type Over = typeof MINUTES | typeof HOURS

/** How far a sweep over the rollups of devices has come, period by period and in each by device. */
export interface SweptRollups {
  /** The first instant of the period that is being swept; all before it is. */
  from: number
  /** Devices swept in this period, as `<kind> <device>`. */
  readonly devices: Set<string>
  /** One that is not swept has reported in this period: its place in the order may be one that was passed. */
  isJoined: boolean
}

/**
 * How far a sweep that counts everything anew has come. What it has not passed is taken in but not counted: the sweep counts it
 * as it then finds it. So each thing and each rollup is counted once, whatever comes in meanwhile.
 */
export interface Recounting {
  /** Things up to this id are counted, in the order of the store; null: all are. */
  things: string | null
  readonly rollups: { readonly [over in Over]: SweptRollups }
}

/** Nothing is counted yet. */
export const nothingSwept = (): Recounting => ({
  things: '',
  rollups: {
    minutes: { from: Number.NEGATIVE_INFINITY, devices: new Set(), isJoined: false },
    hours: { from: Number.NEGATIVE_INFINITY, devices: new Set(), isJoined: false },
  },
})

export const isThingSwept = ({ things }: Recounting, id: string): boolean =>
  things === null || compareText(id, things) <= 0

/** The period of a rollup: the minutes of an hour, and the hours of a day, lie together. */
export const periodOf = (over: Over, at: number): number =>
  over === HOURS ? startOfDay(dayNumber(at)) : hourOf(at)

/** Whether a report is counted as it comes; else the sweep will find it, and is told where it might have passed it. */
export function isRollupSwept(
  { rollups }: Recounting,
  over: Over,
  kind: string,
  device: string,
  at: number,
): boolean {
  const swept = rollups[over]
  const period = periodOf(over, at)
  if (period !== swept.from) return period < swept.from
  if (swept.devices.has(sweptName(kind, device))) return true
  swept.isJoined = true
  return false
}

export const sweptName = (kind: string, device: string): string => `${kind} ${device}`

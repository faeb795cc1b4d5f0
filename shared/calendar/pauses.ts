import { dayNumber, startOfDay } from './civil.ts'
import { checkInstant, checkLimit } from './limit.ts'

/**
 * What a special procedure (特别程序) does to a limit. A `stop` takes [from, to) out of the count, and while `to` is
 * not known the clock stands. An `extension` gives more working days.
 */
export type Pause =
  | { readonly kind: 'stop'; readonly from: number; readonly to: number | null }
  | { readonly kind: 'extension'; readonly workdays: number }

/** A span in which the clock stands; `to` is Infinity while nobody knows when it goes on. */
export interface Stop {
  readonly from: number
  readonly to: number
}

export const NO_PAUSES: readonly Pause[] = []

/** The stops in order, those that overlap or touch joined into one, empty ones left out. */
export function stopsOf(pauses: readonly Pause[]): readonly Stop[] {
  const stops: Stop[] = []
  let inOrder = true
  for (const pause of pauses) {
    if (pause.kind !== 'stop') continue
    const stop = checkedStop(pause)
    if (stop.to === stop.from) continue
    const last = stops[stops.length - 1]
    if (last !== undefined && stop.from <= last.to) inOrder = false
    stops.push(stop)
  }
  return inOrder ? stops : joined(stops)
}

function joined(stops: Stop[]): Stop[] {
  stops.sort((a, b) => a.from - b.from)
  const out: Stop[] = []
  for (const stop of stops) {
    const last = out[out.length - 1]
    if (last === undefined || stop.from > last.to) out.push(stop)
    else if (stop.to > last.to) out[out.length - 1] = { from: last.from, to: stop.to }
  }
  return out
}

function checkedStop({ from, to }: { from: number; to: number | null }): Stop {
  checkInstant(from)
  if (to === null) return { from, to: Infinity }
  checkInstant(to)
  if (to < from) throw new RangeError(`a stop ends at ${to}, before it starts at ${from}`)
  return { from, to }
}

/** Working days that extensions add, all together. */
export function extensionOf(pauses: readonly Pause[]): number {
  let sum = 0
  for (const pause of pauses) {
    if (pause.kind !== 'extension') continue
    checkLimit({ n: pause.workdays, unit: 'workday' })
    sum += pause.workdays
  }
  return sum
}

/** The first day that lies wholly inside a stop, if any does. */
export const firstWholeDay = ({ from }: Stop): number => {
  const day = dayNumber(from)
  return startOfDay(day) === from ? day : day + 1
}

/** The day after the last that lies wholly inside a stop; Infinity for one without an end. */
export const endOfWholeDays = ({ to }: Stop): number => (to === Infinity ? Infinity : dayNumber(to))

/** Milliseconds of [from, to) inside the stops. */
export function stoppedTime(stops: readonly Stop[], from: number, to: number): number {
  let sum = 0
  for (const stop of stops) sum += Math.max(0, Math.min(stop.to, to) - Math.max(stop.from, from))
  return sum
}

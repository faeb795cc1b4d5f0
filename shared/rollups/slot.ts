import { compareText } from '../model/text-order.ts'
import { mergeMaybe, rollupOf, type Rollup } from './rollup.ts'

/** What was heard of one measure in a slot. */
export interface Heard {
  /**
   * When, rising. Of one device that is every instant, so that a reading delivered again is known; where many are added up it is
   * the last one alone.
   */
  readonly instants: readonly number[]
  /** Of what could be used; null: nothing. */
  readonly rollup: Rollup | null
}

/** A minute or an hour of one device, or of one area. */
export interface Slot {
  /** Its first instant. */
  readonly at: number
  /** Where the device was at its last instant; '' of an area. */
  area: string
  readonly heard: Map<string, Heard>
}

export const emptySlot = (at: number): Slot => ({ at, area: '', heard: new Map() })

/** One value of one device; null: it was heard and says nothing that counts. Answers false when the instant was known. */
export function hear(slot: Slot, measure: string, at: number, value: number | null, area: string): boolean {
  const known = slot.heard.get(measure)
  const instants = known === undefined ? [at] : withInstant(known.instants, at)
  if (instants === null) return false
  const last = lastInstant(slot)
  if (at > last || (at === last && compareText(area, slot.area) > 0)) slot.area = area
  const came = value === null ? null : rollupOf(at, value)
  slot.heard.set(measure, { instants, rollup: mergeMaybe(known?.rollup ?? null, came) })
  return true
}

/** Adds a rollup to what a slot of an area or of an hour has. */
export function addTo(slot: Slot, measure: string, rollup: Rollup): void {
  const known = slot.heard.get(measure)?.rollup ?? null
  const sum = mergeMaybe(known, rollup) as Rollup
  slot.heard.set(measure, { instants: [sum.lastAt], rollup: sum })
}

export const isHeard = (slot: Slot, measure: string, at: number): boolean => {
  const instants = slot.heard.get(measure)?.instants ?? []
  return instants[placeOf(instants, at)] === at
}

function lastInstant({ heard }: Slot): number {
  let last = Number.NEGATIVE_INFINITY
  for (const { instants } of heard.values()) last = Math.max(last, instants[instants.length - 1] as number)
  return last
}

/** Null: it is there. */
function withInstant(instants: readonly number[], at: number): readonly number[] | null {
  const place = placeOf(instants, at)
  if (instants[place] === at) return null
  return [...instants.slice(0, place), at, ...instants.slice(place)]
}

/** The place of the first instant that is not before `at`; most come at the end. */
function placeOf(instants: readonly number[], at: number): number {
  let place = instants.length
  while (place > 0 && (instants[place - 1] as number) >= at) place--
  return place
}

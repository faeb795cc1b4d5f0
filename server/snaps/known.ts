import { gridReport as kind } from '../../shared/kinds/grid-report/kind.ts'
import { moveReport, type ReportState } from '../../shared/kinds/grid-report/report-state.ts'
import type { Derived, Kind, Part, Thing } from '../../shared/kinds/kind.ts'
import type { Text } from '../../shared/model/value.ts'
import type { Linked } from '../../shared/sync/snap.ts'
import type { KnownParts } from '../deeds/known.ts'

/** The grid's own system has reports of this kind too; those are worked with there, and have ids of their own. */
export const SOURCE = 'snap'
export const PREFIX = 'SP'
const MAIN = 'main:event'

/** A report that was made here, as it stands. */
export interface Known {
  /** Its number. */
  readonly id: string
  readonly thing: Thing
  readonly main: Part
  readonly derived: Derived
}

/** Null: there is none of this number that was made here. */
export function known({ city, thing, now }: KnownParts, id: string): Known | null {
  const found = thing(`${SOURCE}/${id}`)
  const main = found?.kind === kind.id ? found.parts[MAIN] : undefined
  if (found === null || main === undefined) return null
  const derived = kind.derive(found, { now: now(), calendar: city.calendarOf(kind.id) })
  return derived?.row['own'] === true ? { id, thing: found, main, derived } : null
}

export const isRegular = (state: ReportState, step: ReportState): boolean => moveReport(state, step).regular

/** Photos that its parts lean on. */
export const photosOf = ({ thing }: Known): readonly string[] =>
  Object.values(thing.parts).flatMap(({ fields }) =>
    typeof fields['photo'] === 'string' ? [fields['photo']] : [],
  )

/** The kinds of what a report can be passed up to, by the source of their ids. */
const LINKED = new Set(['citymgmt', 'hotline'])

/** The case or the order that it was passed up to: whoever made the report sees nothing else of it. */
export function linkedOf(parts: KnownParts, { derived: { row } }: Known): Linked | null {
  const [to, number] = [row['upgradedTo'], row['upgradedNo']]
  if (typeof to !== 'string' || typeof number !== 'string' || !LINKED.has(to)) return null
  const thing = parts.thing(`${to}/${number}`)
  const kindOf = thing === null ? undefined : parts.city.kinds.get(thing.kind)
  if (thing === null || kindOf === undefined) return null
  const state = stateOf(parts, kindOf, thing)
  return state === null ? null : { kind: kindOf.title, number, state }
}

/** In words; null: it says none. */
function stateOf({ city, now }: KnownParts, kindOf: Kind, thing: Thing): Text | null {
  const derived = kindOf.derive(thing, { now: now(), calendar: city.calendarOf(kindOf.id) })
  const state = derived?.row['state']
  if (typeof state !== 'string') return null
  return kindOf.columns.find(({ name }) => name === 'state')?.codes?.[state] ?? { zh: state, en: state }
}

import { gridReport as kind } from '../../shared/kinds/grid-report/kind.ts'
import { moveReport, type ReportState } from '../../shared/kinds/grid-report/report-state.ts'
import type { Derived, Part, Row, Thing } from '../../shared/kinds/kind.ts'
import type { KnownParts } from '../deeds/known.ts'

/** The grid's own system has reports of this kind too; those are worked with there. */
export const SOURCE = 'grid'
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
  const found = id.startsWith(PREFIX) ? thing(`${SOURCE}/${id}`) : null
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

/** The case or the order that it was passed up to. */
export function linkedOf({ city, thing, now }: KnownParts, { derived: { row } }: Known): Row | null {
  const [to, no] = [row['upgradedTo'], row['upgradedNo']]
  if (typeof to !== 'string' || typeof no !== 'string' || !LINKED.has(to)) return null
  const found = thing(`${to}/${no}`)
  const kindOf = found === null ? undefined : city.kinds.get(found.kind)
  if (found === null || kindOf === undefined) return null
  return kindOf.derive(found, { now: now(), calendar: city.calendarOf(kindOf.id) })?.row ?? null
}

import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import { courseOf, type Course } from '../../shared/kinds/dispute/course.ts'
import { dispute as kind } from '../../shared/kinds/dispute/kind.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'

/** Those that were registered here: what another platform tells of is worked on there. */
export const SOURCE = 'mediation'
export const PREFIX = 'TJ'

/** A dispute as it stands. */
export interface Known {
  /** Its number. */
  readonly id: string
  readonly thing: Thing
  readonly derived: Derived
  readonly course: Course
}

/** Null: there is none of this number. */
export function known(parts: KnownParts, id: string): Known | null {
  const found = findThing(parts, kind, `${SOURCE}/${id}`)
  if (found === null) return null
  const { thing, main, derived } = found
  return { id, thing, derived, course: courseOf(main, thing) }
}

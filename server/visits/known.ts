import { courseOf, type Course } from '../../shared/kinds/station-visit/course.ts'
import { stationVisit as kind } from '../../shared/kinds/station-visit/kind.ts'
import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'

export const SOURCE = 'station'
export const PREFIX = 'FT'

/** A visit as it stands. */
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

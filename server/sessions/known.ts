import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import { courseOf, type Course } from '../../shared/kinds/tea-session/course.ts'
import { teaSession as kind } from '../../shared/kinds/tea-session/kind.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'

/** Of the district's spreadsheets as well: a session that was announced in one goes on here. */
export const SOURCE = 'enterprise'
export const PREFIX = 'XC'

/** A session as it stands. */
export interface Known {
  /** Its number. */
  readonly id: string
  readonly thing: Thing
  readonly derived: Derived
  readonly course: Course
  readonly hasBegun: boolean
}

/** Null: there is none of this number. */
export function known(parts: KnownParts, id: string): Known | null {
  const found = findThing(parts, kind, `${SOURCE}/${id}`)
  if (found === null) return null
  const { thing, main, derived, env } = found
  const course = courseOf(main, thing, env.calendar)
  return { id, thing, derived, course, hasBegun: env.now >= Number(derived.row['event']) }
}

import { courseOf, type Course } from '../../shared/kinds/alert/course.ts'
import type { RaisedFields } from '../../shared/kinds/alert/fields.ts'
import { alert as kind } from '../../shared/kinds/alert/kind.ts'
import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'

/** The forms of their feeds: an alert and a step of one have other fields. */
export const ALERTS = 'alerts'
export const STEPS = 'alert-steps'
const SOURCE = 'alerts'

/** An alert as it stands. */
export interface Known {
  /** Without its source, as routes have it. */
  readonly id: string
  readonly thing: Thing
  readonly fields: RaisedFields
  readonly derived: Derived
  readonly course: Course
}

/** Null: there is none of this id. */
export function known(parts: KnownParts, id: string): Known | null {
  const found = findThing(parts, kind, `${SOURCE}/${id}`)
  if (found === null) return null
  const { thing, main, derived } = found
  return { id, thing, derived, fields: main.fields as unknown as RaisedFields, course: courseOf(main, thing) }
}

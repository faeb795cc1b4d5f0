import type { CollectedFields } from '../../shared/kinds/problem/fields.ts'
import { courseOf, type Course } from '../../shared/kinds/problem/course.ts'
import { problem as kind } from '../../shared/kinds/problem/kind.ts'
import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'

/** Of the district's own ledger as well: a problem that was begun on paper goes on here. */
const SOURCE = 'enterprise'

/** A problem as it stands. */
export interface Known {
  /** Its number. */
  readonly id: string
  readonly thing: Thing
  readonly fields: CollectedFields
  readonly derived: Derived
  readonly course: Course
}

/** Null: there is none of this number. */
export function known(parts: KnownParts, id: string): Known | null {
  const found = findThing(parts, kind, `${SOURCE}/${id}`)
  if (found === null) return null
  const { thing, main, derived, env } = found
  const fields = main.fields as unknown as CollectedFields
  return { id, thing, fields, derived, course: courseOf(main, thing, env.calendar, env.now) }
}

/** How its row and this say who has it. */
export const departmentOf = ({ course, fields }: Known): string => course.assignment?.to ?? fields.office

import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import { courseOf, type Course } from '../../shared/kinds/submission/course.ts'
import type { DueFields } from '../../shared/kinds/submission/fields.ts'
import { submission as kind } from '../../shared/kinds/submission/kind.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'
import type { Forms, OpenForm } from './forms.ts'

export const SOURCE = 'submissions'

export const idOf = (form: string, period: string): string => `${form}.${period}`

/** What a department is to hand in for a period, as it stands. */
export interface Known {
  readonly id: string
  readonly thing: Thing
  readonly derived: Derived
  readonly course: Course
  readonly period: string
  readonly office: string
  /** Null: the city has no such form any more. What was handed in is still told, and nothing more can be done with it. */
  readonly form: OpenForm | null
}

/** Null: there is none of this id. */
export function known(parts: KnownParts, forms: Forms, id: string): Known | null {
  const found = findThing(parts, kind, `${SOURCE}/${id}`)
  if (found === null) return null
  const { thing, main, derived, env } = found
  const { form, period, office } = main.fields as unknown as DueFields
  const course = courseOf(main, thing, env.calendar)
  return { id, thing, derived, course, period, office, form: forms.get(form) ?? null }
}

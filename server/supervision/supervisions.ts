import { idOf } from './target.ts'
import { courseOf, type Course } from '../../shared/kinds/supervision/course.ts'
import type { IssueFields } from '../../shared/kinds/supervision/fields.ts'
import { supervision as kind } from '../../shared/kinds/supervision/kind.ts'
import type { Derived, Thing } from '../../shared/kinds/kind.ts'
import { findThing, type KnownParts } from '../deeds/known.ts'

const SOURCE = 'supervision'

/** A supervision as it stands. */
export interface Known {
  /** Without its source, as routes have it. */
  readonly id: string
  readonly thing: Thing
  readonly fields: IssueFields
  readonly derived: Derived
  readonly course: Course
}

/** Null: there is none of this id. */
export function known(parts: KnownParts, id: string): Known | null {
  const found = findThing(parts, kind, `${SOURCE}/${id}`)
  if (found === null) return null
  const { thing, main, derived, env } = found
  const fields = main.fields as unknown as IssueFields
  return { id, thing, fields, derived, course: courseOf(main, thing, env.calendar, env.now) }
}

/** All of one item, the oldest first. */
export function knownOfItem(parts: KnownParts, target: string, item: string): readonly Known[] {
  const found: Known[] = []
  for (let number = 1; ; number++) {
    const each = known(parts, idOf(target, item, number))
    if (each === null) return found
    found.push(each)
  }
}

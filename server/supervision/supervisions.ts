import { idOf } from './target.ts'
import { courseOf, type Course } from '../../shared/kinds/supervision/course.ts'
import type { IssueFields } from '../../shared/kinds/supervision/fields.ts'
import { supervision as kind } from '../../shared/kinds/supervision/kind.ts'
import { mainPart, type Derived, type Part, type Thing } from '../../shared/kinds/kind.ts'
import type { City } from '../../shared/city/city.ts'

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

export interface KnownParts {
  readonly city: City
  readonly thing: (id: string) => Thing | null
  readonly now: () => number
}

/** Null: there is none of this id. */
export function known({ city, thing, now }: KnownParts, id: string): Known | null {
  const found = thing(`${SOURCE}/${id}`)
  const main = found === null || found.kind !== kind.id ? null : mainPart(found)
  if (found === null || main === null) return null
  const env = { now: now(), calendar: city.calendarOf(kind.id) }
  const derived = kind.derive(found, env)
  if (derived === null) return null
  const fields = main.fields as unknown as IssueFields
  return { id, thing: found, fields, derived, course: courseOf(main, found, env.calendar, env.now) }
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

/** Whether an action is already among its steps: a button that was pressed twice, an answer that was lost on its way. */
export const hasAction = ({ thing }: Known, action: string): boolean =>
  Object.values(thing.parts).some((part: Part) => part.fields['action'] === action)

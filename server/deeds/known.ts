import type { City } from '../../shared/city/city.ts'
import {
  mainPart,
  type Derived,
  type Env,
  type Kind,
  type Part,
  type Thing,
} from '../../shared/kinds/kind.ts'

export interface KnownParts {
  readonly city: City
  readonly thing: (id: string) => Thing | null
  readonly now: () => number
}

/** A thing that people work on, as it stands now: what time did since the last entry is in it. */
export interface Found {
  readonly thing: Thing
  readonly main: Part
  readonly derived: Derived
  readonly env: Env
}

/** Null: there is none of this id, or it is of another kind. */
export function findThing({ city, thing, now }: KnownParts, kind: Kind, id: string): Found | null {
  const found = thing(id)
  const main = found === null || found.kind !== kind.id ? null : mainPart(found)
  if (found === null || main === null) return null
  const env = { now: now(), calendar: city.calendarOf(kind.id) }
  const derived = kind.derive(found, env)
  return derived === null ? null : { thing: found, main, derived, env }
}

import type { Derived, Kind, Part, Thing } from '../../shared/kinds/kind.ts'
import { LONGEST } from '../../shared/kinds/worked/fields.ts'
import type { Clock, Course } from '../../shared/kinds/worked/course.ts'
import { wayFor, type Stage, type Way } from '../../shared/ledgers/document.ts'
import { findThing, type Found, type KnownParts } from '../deeds/known.ts'

export interface LedgerKnownParts extends KnownParts {
  readonly ways: readonly Way[]
}

/** An entry of a ledger that people work on, as it stands. */
export interface Known {
  /** `ledgers:PRV-ZT-20261101` */
  readonly id: string
  readonly source: string
  readonly number: string
  readonly kind: Kind
  readonly thing: Thing
  readonly main: Part
  readonly derived: Derived
  readonly course: Course
  /** null: its document is no more. What was done is still told. */
  readonly way: Way | null
  /** Who works on it; '' where nobody is named. */
  readonly department: string
}

/** Sources have no colon, so that the first ends them. */
export const idOf = (thing: string): string => thing.replace('/', ':')
const thingOf = (id: string): string => id.replace(':', '/')

/** Null: there is none of this id, or nobody works on it by a ledger. */
export function known(parts: LedgerKnownParts, id: string): Known | null {
  const thing = parts.thing(thingOf(id))
  const kind = thing === null ? undefined : parts.city.kinds.get(thing.kind)
  const found = kind === undefined ? null : findThing(parts, kind, thingOf(id))
  if (kind === undefined || found === null) return null
  const course = kind.worked?.(found.thing) ?? null
  return course === null ? null : workedBy(parts.ways, id, kind, found, course)
}

function workedBy(ways: readonly Way[], id: string, kind: Kind, found: Found, course: Course): Known | null {
  const { thing, main, derived } = found
  const way = wayOf(ways, kind, main, course)
  if (way === null && course.way === null) return null
  const [source = '', ...number] = thing.id.split('/')
  return {
    ...{ id, source, number: number.join('/'), kind, thing, main, derived, course, way },
    department: course.department ?? way?.department ?? textIn(derived.row['department']),
  }
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Begun by one way it goes on by it, whatever its own system says since. */
const wayOf = (ways: readonly Way[], kind: Kind, { fields }: Part, course: Course): Way | null =>
  course.way === null ? wayFor(ways, kind.id, fields) : (ways.find(({ id }) => id === course.way) ?? null)

/** In which of its stages it is; null: in none that there still is. */
export const stageOf = ({ way, course }: Known): Stage | null =>
  way?.stages.find(({ name }) => name === course.stage) ?? null

/** The stage that follows; null: this is the last. */
export function stageAfter(known: Known): Stage | null {
  const { stages = [] } = known.way ?? {}
  const stage = stageOf(known)
  return stage === null ? null : (stages[stages.indexOf(stage) + 1] ?? null)
}

/** Where work on it begins: where its own system has it, else at the first. */
export function firstStage({ way, main }: Known): Stage | null {
  const { stages = [] } = way ?? {}
  return stages.find(({ name }) => name === main.fields['stage']) ?? stages[0] ?? null
}

/** The clock that its own system set, as far as it says one. */
export function ownClock({ main: { fields } }: Known): Clock | null {
  const { since, term, termUnit, dueAt } = fields
  if (isNumber(since) && isNumber(term) && isUnit(termUnit)) return { since, term, termUnit, dueAt: null }
  return isNumber(dueAt) ? { since: null, term: null, termUnit: null, dueAt } : null
}

const isNumber = (value: unknown): value is number => typeof value === 'number'
const isUnit = (value: unknown): value is keyof typeof LONGEST =>
  typeof value === 'string' && Object.hasOwn(LONGEST, value)

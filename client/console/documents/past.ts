import type { Fields, Value } from '../../../shared/model/value.ts'
import { saysSame } from './written.ts'

/** What somebody made of a document, step by step. */
export interface Past {
  readonly now: Fields
  readonly before: readonly Fields[]
  readonly after: readonly Fields[]
  /** The one value that the last step typed; null: it was another kind of step. */
  readonly wrote: string | null
}

const MOST_STEPS = 200

export const begun = (document: Fields): Past => ({ now: document, before: [], after: [], wrote: null })

/** What is typed into one field is one step; what is chosen, pressed or dragged is one each time, also where it changes one value again. */
export function changed(past: Past, document: Fields, isTyped: boolean): Past {
  if (saysSame(past.now, document)) return past
  const wrote = isTyped ? writtenAt(past.now, document) : null
  const goesOn = wrote !== null && wrote === past.wrote && past.after.length === 0
  const before = goesOn ? past.before : [...past.before, past.now].slice(-MOST_STEPS)
  return { now: document, before, after: [], wrote }
}

export function undone(past: Past): Past {
  const last = past.before[past.before.length - 1]
  if (last === undefined) return past
  return { now: last, before: past.before.slice(0, -1), after: [past.now, ...past.after], wrote: null }
}

export function redone(past: Past): Past {
  const [next, ...after] = past.after
  if (next === undefined) return past
  return { now: next, before: [...past.before, past.now], after, wrote: null }
}

/** Where two differ in one text or one number; null: in more than that. */
function writtenAt(a: Value | undefined, b: Value | undefined, pointer = ''): string | null {
  if (isWritten(a)) return typeof a === typeof b ? pointer : null
  const name = onlyDifference(a, b)
  if (name === null) return null
  return writtenAt((a as Fields)[name], (b as Fields)[name], `${pointer}/${name}`)
}

const isWritten = (value: Value | undefined): boolean =>
  typeof value === 'string' || typeof value === 'number'
const isNested = (value: Value | undefined): boolean => typeof value === 'object' && value !== null

/** The one member in which two objects, or two lists, differ that have the same members. */
function onlyDifference(a: Value | undefined, b: Value | undefined): string | null {
  if (!isNested(a) || !isNested(b) || Array.isArray(a) !== Array.isArray(b)) return null
  const [one, other] = [a as Fields, b as Fields]
  const names = Object.keys(one)
  if (names.length !== Object.keys(other).length) return null
  const [name, ...others] = names.filter(each => !saysSame(one[each], other[each]))
  return name === undefined || others.length > 0 ? null : name
}

import type { Fields, Value } from '../../../shared/model/value.ts'
import { saysSame } from './written.ts'

/** What somebody made of a document, step by step. */
export interface Past {
  readonly now: Fields
  readonly before: readonly Fields[]
  readonly after: readonly Fields[]
  /** The one value that the last step wrote; null: it was another kind of step. */
  readonly wrote: string | null
}

const MOST_STEPS = 200

export const begun = (document: Fields): Past => ({ now: document, before: [], after: [], wrote: null })

/** What is typed into one field is one step. */
export function changed(past: Past, document: Fields): Past {
  if (saysSame(past.now, document)) return past
  const wrote = writtenAt(past.now, document)
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
  if (typeof a === 'string' || typeof a === 'number') return typeof b === typeof a ? pointer : null
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return null
  const [one, other] = [a as Fields, b as Fields]
  const names = Object.keys(one)
  if (Array.isArray(a) !== Array.isArray(b) || names.length !== Object.keys(other).length) return null
  const differing = names.filter(name => !saysSame(one[name], other[name]))
  const [name] = differing
  if (name === undefined || differing.length > 1) return null
  return writtenAt(one[name], other[name], `${pointer}/${name}`)
}

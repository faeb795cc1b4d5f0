import type { View } from './view.ts'

/** Where a value stands in a record: `a.b[0].c`, `上报时间`, `"a.b".c` (a name with a dot in it). */
export type Step = string | number

export type ParsedPath =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly message: string }

export type Read = (raw: unknown) => unknown

const MOST_STEPS = 12

/** Names that lead to a prototype, and so are never a value of a record even where a record has them (T-PP-01). */
const UNREACHABLE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** An index, or a name: up to the next sign of the path language, or in double quotes with \" and \\ in it. */
const STEP = /^(?:\[(\d{1,6})\]|(\.?)(?:"((?:[^"\\]|\\["\\])+)"|([^"[\].]+)))/

export function parsePath(text: string): ParsedPath {
  const steps: Step[] = []
  let rest = text
  while (rest !== '') {
    const match = STEP.exec(rest)
    const step = match === null ? null : stepOf(match, steps.length === 0)
    if (step === null) return { ok: false, message: `cannot read the path at “${rest.slice(0, 40)}”` }
    if (UNREACHABLE.has(String(step))) return { ok: false, message: `“${step}” can be no part of a path` }
    steps.push(step)
    rest = rest.slice(match![0].length)
  }
  if (steps.length === 0) return { ok: false, message: 'the path is empty' }
  return steps.length > MOST_STEPS
    ? { ok: false, message: `a path has at most ${MOST_STEPS} steps` }
    : { ok: true, steps }
}

/** Every name but the first follows a dot. */
function stepOf([, index, dot, quoted, bare]: RegExpExecArray, isFirst: boolean): Step | null {
  if (index !== undefined) return Number(index)
  if (isFirst !== (dot === '')) return null
  return bare ?? quoted!.replace(/\\(["\\])/g, '$1')
}

/**
 * Looks only at what the record itself has, never at what it inherits; undefined where there is nothing. With a view the
 * first name is read through it.
 */
export function compilePath(steps: readonly Step[], view?: View): Read {
  const [first, ...others] = steps
  const start = typeof first === 'string' && view !== undefined ? view.reader(first) : compileStep(first!)
  return others.map(compileStep).reduce<Read>((outer, inner) => raw => inner(outer(raw)), start)
}

const has = Object.prototype.hasOwnProperty

function compileStep(step: Step): Read {
  if (typeof step === 'number')
    return raw => (Array.isArray(raw) ? (raw as readonly unknown[])[step] : undefined)
  if (step === 'length') return raw => (Array.isArray(raw) ? undefined : own(raw, step))
  return raw => own(raw, step)
}

/** The own value of an object under a name. */
export const own = (raw: unknown, name: string): unknown =>
  typeof raw === 'object' && raw !== null && has.call(raw, name)
    ? (raw as { readonly [name: string]: unknown })[name]
    : undefined

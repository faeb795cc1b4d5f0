import type { Outcome } from '../../shared/mapping/expressions.ts'
import type { Value } from '../../shared/model/value.ts'
import { createLanguage, saidOf, type ReadExpression } from './language.ts'

/** What one expression may give to a field: much more than any keeps. */
const LARGEST_RESULT = 65_536

/** Names that lead to a prototype, and so are never a value of a record (MAP2, T-PP-01). */
const UNREACHABLE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Evaluates expressions over one record after another. To be called only where it may end the process (evaluate-records.ts). */
export function createEvaluation(): (texts: readonly string[], record: unknown) => readonly Outcome[] {
  const language = createLanguage()
  const known = new Map<string, ReadExpression>()
  function readOnce(text: string): ReadExpression {
    const read = known.get(text) ?? language.read(text)
    known.set(text, read)
    return read
  }
  return (texts, record) => {
    const seen = asSeen(record)
    return texts.map(text => outcomeOf(readOnce(text), seen))
  }
}

function outcomeOf(read: ReadExpression, record: unknown): Outcome {
  if (!read.ok) return { ok: false, reason: read.fault }
  try {
    const value = asTold(read.evaluate(record))
    const size = JSON.stringify(value).length
    return size <= LARGEST_RESULT
      ? { ok: true, value }
      : { ok: false, reason: `it gave ${size} signs; a value has at most ${LARGEST_RESULT}` }
  } catch (error) {
    return { ok: false, reason: saidOf(error) }
  }
}

/** Objects as maps: those inherit nothing that a name could lead to. */
function asSeen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return (value as readonly unknown[]).map(asSeen)
  return new Map(
    Object.entries(value)
      .filter(([name]) => !UNREACHABLE.has(name))
      .map(([name, each]) => [name, asSeen(each)]),
  )
}

/** As a record says it: what is no such value is an error, not a guess. */
function asTold(value: unknown): Value {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' || typeof value === 'bigint') return numberTold(value)
  if (Array.isArray(value)) return (value as readonly unknown[]).map(asTold)
  if (value instanceof Map) return membersOf([...(value as ReadonlyMap<unknown, unknown>)])
  if (isPlain(value)) return membersOf(Object.entries(value))
  throw new Error('it gave something that is no value of a record')
}

function numberTold(value: number | bigint): Value {
  const number = Number(value)
  if (!Number.isFinite(number)) throw new Error(`it gave ${number}, which is no number of a record`)
  return typeof value === 'number' || Number.isSafeInteger(number) ? number : value.toString()
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const membersOf = (entries: readonly (readonly [unknown, unknown])[]): Value =>
  Object.fromEntries(entries.map(([name, each]) => [String(name), asTold(each)]))

import type { Condition, Op } from '../model/documents.ts'
import type { Row } from '../kinds/kind.ts'
import { compareText } from '../model/text-order.ts'
import type { Value } from '../model/value.ts'

export type Predicate = (row: Row) => boolean

/**
 * The one meaning of `field op value`; the SQL of sql-condition.ts says the same and a property test holds them
 * together. An unknown (null) field fulfils only `= null`, `!= <value>` and `in [..., null]`.
 */
export function holds(actual: Value | undefined, op: Op, wanted: Value): boolean {
  const value = actual ?? null
  switch (op) {
    case '=':
      return value === wanted
    case '!=':
      return value !== wanted
    case 'in':
      return Array.isArray(wanted) && wanted.includes(value)
    case 'has':
      return Array.isArray(value) && value.includes(wanted)
    default:
      return compares(value, op, wanted)
  }
}

function compares(value: Value, op: '<' | '<=' | '>' | '>=', wanted: Value): boolean {
  const order = orderOf(value, wanted)
  if (order === null) return false
  switch (op) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

/** Null: they are not of one kind, so neither is before the other. */
function orderOf(a: Value, b: Value): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : null
}

/** Conditions joined by "and"; compiled once per document, run once per record. */
export function compileConditions(conditions: readonly Condition[]): Predicate {
  const tests = conditions.map(([field, op, wanted]): Predicate => {
    if (op === '=') return row => (row[field] ?? null) === wanted
    if (op === '!=') return row => (row[field] ?? null) !== wanted
    return row => holds(row[field], op, wanted)
  })
  const [first, second] = tests
  if (first === undefined) return () => true
  if (second === undefined) return first
  if (tests.length === 2) return row => first(row) && second(row)
  return row => tests.every(test => test(row))
}

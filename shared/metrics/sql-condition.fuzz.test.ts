import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsFor } from '../calendar/arbitraries.fixture.ts'
import type { Op } from '../model/documents.ts'
import type { Value } from '../model/value.ts'
import { holds } from './condition.ts'
import { conditionSql } from './sql-condition.ts'

const db = new DatabaseSync(':memory:')
const OPS: readonly Op[] = ['=', '!=', '<', '<=', '>', '>=', 'in', 'has']
const TEXTS = [
  '',
  'a',
  'A',
  '辽',
  '辽阳',
  '\ue000',
  '\uffff',
  '😀',
  "o'clock",
  '"',
  '\\',
  '1',
  'true',
  'null',
  '\0',
  'a\0',
]
const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.integer({ min: -2, max: 3 }),
  fc.constantFrom(0.5, 1e21, -1e-7, 9_007_199_254_740_991),
  fc.boolean(),
  fc.constant(null),
)
const value: fc.Arbitrary<Value | undefined> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom<Value | undefined>({ a: 1 }, [[1]], undefined) },
)
const anything = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }))

const beyond = (value: Value): Value =>
  typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}😀` : value
const before = (value: Value): Value =>
  typeof value === 'number' ? value - 1 : typeof value === 'string' ? '' : value
const itself = (value: Value): Value => value

/** What an operator might well hold of; two values by chance are seldom equal. */
const LIKELY: { readonly [op in Op]: (value: Value) => Value } = {
  '=': itself,
  '!=': itself,
  '<': beyond,
  '<=': itself,
  '>': before,
  '>=': itself,
  in: value => [value],
  has: value => (Array.isArray(value) ? ((value[0] as Value | undefined) ?? null) : value),
}

const question = fc
  .tuple(value, fc.constantFrom(...OPS), anything, fc.boolean())
  .map(([actual, op, other, near]) => ({ actual, op, want: near ? LIKELY[op](actual ?? null) : other }))

test('[MET8] an operator in SQL holds of exactly the values it holds of in the fold', () => {
  const holding = new Map<string, number>()
  fc.assert(
    fc.property(question, ({ actual, op, want }) => {
      const row = JSON.stringify(actual === undefined ? {} : { x: actual })
      const { sql, params } = conditionSql(['x', op, want], 't.row')
      const line = db.prepare(`SELECT ${sql} AS holds FROM (SELECT ? AS row) t`).get(...params, row)
      // A document and a record never share a value.
      const expected = holds(actual, op, structuredClone(want))
      expect(line?.['holds'], `${row} ${op} ${JSON.stringify(want)}`).toBe(Number(expected))
      const name = `${op} ${expected}`
      holding.set(name, (holding.get(name) ?? 0) + 1)
    }),
    runsFor(process.env)(4000),
  )
  for (const op of OPS)
    for (const expected of [true, false])
      expect(holding.get(`${op} ${expected}`) ?? 0, `${op} ${expected}`).toBeGreaterThan(10)
})

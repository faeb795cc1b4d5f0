import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countOf, diffLines, diffOf, folded, type DiffLine } from './line-diff.ts'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
const side = (diff: readonly DiffLine[], other: DiffLine['type']) =>
  diff.filter(({ type }) => type !== other).map(({ text }) => text)

/** The longest that both have, by trying everything. */
function longest(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const [[x, ...as], [y, ...bs]] = [a, b] as unknown as [[string, ...string[]], [string, ...string[]]]
  return x === y ? 1 + longest(as, bs) : Math.max(longest(as, b), longest(a, bs))
}

test('[EDT3] what is gone and what stayed is the one side, what came and what stayed the other', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(before, after)
      expect(side(diff, 'come')).toEqual(before)
      expect(side(diff, 'gone')).toEqual(after)
    }),
  )
})

test('[EDT3] as many lines stay as can, and they are numbered on both sides', () => {
  const few = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 7 })
  fc.assert(
    fc.property(few, few, (before, after) => {
      const diff = diffLines(before, after)
      expect(diff.filter(({ type }) => type === 'same')).toHaveLength(longest(before, after))
      const numbers = (name: 'before' | 'after') =>
        diff.map(line => line[name]).filter(number => number !== null)
      expect(numbers('before')).toEqual(before.map((_, i) => i + 1))
      expect(numbers('after')).toEqual(after.map((_, i) => i + 1))
    }),
  )
})

test('[EDT3] the comma behind what is not the last any more is no difference', () => {
  const diff = diffOf(
    { id: 'x', where: [['a', '=', 1]] },
    {
      id: 'x',
      where: [
        ['a', '=', 1],
        ['b', '=', 2],
      ],
    },
  )
  expect(diff.filter(({ type }) => type !== 'same').map(({ text }) => text.trim())).toEqual(['["b", "=", 2]'])
})

test('[EDT3] what is too much to compare is told as a whole, and is told', () => {
  const [before, after] = ['x', 'y'].map(sign => Array.from({ length: 2100 }, (_, i) => `${sign}${i}`))
  const diff = diffLines(['a', ...before!, 'z'], ['a', ...after!, 'z'])
  expect(countOf(diff)).toEqual({ gone: 2100, come: 2100 })
  expect([diff[0]?.type, diff[diff.length - 1]?.type]).toEqual(['same', 'same'])
})

test('[EDT3] of two documents only what they say is compared, not in which order', () => {
  expect(countOf(diffOf({ a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 }))).toEqual({ gone: 0, come: 0 })
  const diff = diffOf({ id: 'x', where: [['a', '=', 1]], scale: 1 }, { scale: 2, id: 'x', where: [] })
  expect(side(diff, 'come').slice(0, 2)).toEqual(['{', '  "id": "x",'])
  expect(countOf(diff)).toEqual({ gone: 4, come: 2 })
  expect(countOf(diffOf(null, { a: 1 }))).toEqual({ gone: 0, come: 3 })
  expect(countOf(diffOf({ a: 1 }, null))).toEqual({ gone: 3, come: 0 })
  expect(diffOf(null, null)).toEqual([])
})

test('[EDT3] what is the same far from a difference is a number of lines', () => {
  const before = Array.from({ length: 30 }, (_, i) => String(i))
  const after = before.map((line, i) => (i === 15 ? 'other' : line))
  const shown = folded(diffLines(before, after), 2)
  expect(shown.map(line => (typeof line === 'number' ? line : line.text))).toEqual([
    ...[13, '13', '14', '15', 'other', '16', '17', 12],
  ])
  expect(folded(diffLines(before, before))).toEqual([30])
})

import { expect, test } from 'vitest'
import type { LiveCell } from '../../shared/city/city.ts'
import { createChangeOrder } from './change-order.ts'

const cell = (key: string, seq: number, value: number | null = 1): LiveCell => ({
  key,
  seq,
  value,
  json: value === null ? null : String(value),
})

test('[LIVE1] answers what changed since, newest first, each cell once', () => {
  const order = createChangeOrder()
  const cells = ['a', 'b', 'c', 'd'].map((key, i) => cell(key, i + 1))
  for (const each of cells) order.touch(each)
  expect(order.since(2).map(each => each.key)).toEqual(['d', 'c'])
  const [a, b] = cells as [LiveCell, LiveCell]
  b.seq = 5
  order.touch(b)
  a.seq = 6
  order.touch(a)
  expect(order.since(3).map(each => each.key)).toEqual(['a', 'b', 'd'])
  expect(order.since(6)).toEqual([])
  expect([order.since(-1).length, order.size]).toEqual([4, 4])
})

test('[LIVE5] drops removed cells behind the floor and keeps the rest in order', () => {
  const order = createChangeOrder()
  for (const each of [cell('a', 1, null), cell('b', 2), cell('c', 3, null), cell('d', 4)]) order.touch(each)
  order.dropRemoved(2)
  expect(order.since(-1).map(each => each.key)).toEqual(['d', 'c', 'b'])
  order.dropRemoved(9)
  expect(order.since(-1).map(each => each.key)).toEqual(['d', 'b'])
})

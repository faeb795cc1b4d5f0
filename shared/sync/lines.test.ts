import { expect, test } from 'vitest'
import { createHeardLines, createLines } from './lines.ts'
import type { CellsMessage } from './protocol.ts'

const CITY = 'overview/211000@internal'
const TOWN = 'overview/211002016@internal'
const message = (topic: string, epoch = 'e', from = 3): CellsMessage => [
  topic,
  epoch,
  from,
  from + 1,
  ['a', 1],
]

test('[SYNC11] an answer tells the line under which news of its topic and epoch come, and they read the same', () => {
  const lines = createLines()
  const heard = createHeardLines()
  for (const topic of [CITY, TOWN]) expect(heard.answer(lines.answer(message(topic)))).toEqual(message(topic))
  for (const topic of [TOWN, CITY])
    expect(heard.news(lines.news(message(topic, 'e', 4)))).toEqual(message(topic, 'e', 4))
})

test('[SYNC11] a line stays what it is, and a topic in another epoch has another one', () => {
  const lines = createLines()
  const first = lines.news(message(CITY))[0]
  expect(lines.news(message(TOWN))[0]).not.toBe(first)
  expect(lines.news(message(CITY, 'f'))[0]).not.toBe(first)
  expect(lines.answer(message(CITY))[2]).toBe(first)
})

test('[SYNC12] news of a line that no answer told are not taken in', () => {
  const heard = createHeardLines()
  expect(heard.news([1, 3, 4, ['a', 1]])).toBeNull()
  heard.answer([CITY, 'e', 2, 0, 3, []])
  expect(heard.news([1, 3, 4, ['a', 1]])).toBeNull()
  expect(heard.news([2, 3, 4, ['a', 1]])).toEqual([CITY, 'e', 3, 4, ['a', 1]])
})

test('[SYNC13] one changed number among many is at most 80 bytes, with the frame around it', () => {
  const lines = createLines()
  const cells = ['hotline.received.today|211000||', 412]
  const news = lines.news([CITY, '0b9f6d1e-journal.0123456789abcdef', 1_234_567, 1_234_568, cells])
  const frame = 2
  expect(`42${JSON.stringify(['news', ...news])}`.length + frame).toBeLessThanOrEqual(80)
})

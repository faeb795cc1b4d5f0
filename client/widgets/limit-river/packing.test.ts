import { expect, test } from 'vitest'
import { fieldOf } from './field.ts'
import type { Mark, MarkState } from './marks.ts'
import { pack } from './packing.ts'

const mark = (state: MarkState, share: number | null, daysOver = 0): Mark => ({ state, share, daysOver })
const many = (n: number, one: Mark): Mark[] => Array.from({ length: n }, () => one)
const field = (lanes: number, over = 0) => fieldOf({ width: 760, height: 530 }, lanes, over)

test('[WDG31] dots stand at their share, what is overdue right of the limit by its days', () => {
  const where = field(1, 3)
  const { at } = pack(
    [mark('running', 0), mark('soon', 98), mark('late', 100, 3), mark('paused', 50)],
    0,
    where,
  )
  expect(at.running[0]?.[0]).toBeLessThan(where.shareWidth)
  expect(at.soon[0]?.[0]).toBeGreaterThan(where.limit * 0.97)
  expect(at.soon[0]?.[0]).toBeLessThan(where.limit)
  expect(at.late[0]?.[0]).toBeGreaterThan(where.days + 3 * where.dayWidth)
  expect(at.late[0]?.[0]).toBeLessThan(where.days + 4 * where.dayWidth)
  expect(at.paused[0]?.[0]).toBeCloseTo(where.limit / 2 + where.shareWidth / 2)
})

test('[WDG31] a full pile makes the marks of its lane smaller: every case has a place of its own inside the lane', () => {
  const where = field(10)
  const full = pack([...many(400, mark('running', 40)), ...many(60, mark('soon', 90))], 1, where)
  const points = [...full.at.running, ...full.at.soon]
  expect(points).toHaveLength(460)
  expect(new Set(points.map(point => point.map(n => n.toFixed(3)).join())).size).toBe(460)
  const [top, foot] = [where.head + where.laneHeight, where.head + 2 * where.laneHeight]
  expect(full.at.running.every(([, y]) => y - full.dot / 2 >= top && y + full.dot / 2 <= foot)).toBe(true)
  expect(full.at.soon.every(([, y]) => y - full.sign / 2 >= top && y + full.sign / 2 <= foot)).toBe(true)
  const other = pack([mark('running', 40)], 2, where)
  expect(full.dot).toBeLessThan(other.dot)
  expect(full.sign / other.sign).toBeGreaterThan(full.dot / other.dot)
})

test('[WDG31] who is over by more days than the scale has stands at its end; without a share nothing is placed', () => {
  const where = field(1, 45)
  const { at } = pack([mark('late', null, 45), mark('running', null)], 0, where)
  expect(at.late[0]?.[0]).toBeLessThan(where.width)
  expect(at.late[0]?.[0]).toBeGreaterThan(where.width - where.dayWidth)
  expect(at.running).toEqual([])
})

test('[WDG31] in a narrow room marks of neighbouring steps stay apart', () => {
  const where = fieldOf({ width: 300, height: 530 }, 10, 6)
  const { at, sign } = pack(
    [mark('soon', 80), mark('soon', 82), mark('late', 100, 1), mark('late', 100, 2)],
    0,
    where,
  )
  const apart = (points: readonly (readonly [number, number])[]) =>
    Math.abs((points[1]?.[0] ?? 0) - (points[0]?.[0] ?? 0))
  expect(apart(at.soon)).toBeGreaterThan(sign * 0.99)
  expect(apart(at.late)).toBeGreaterThan(sign * 0.99)
})

import { expect, test } from 'vitest'
import { polygonsOf, ringsOf, twiceArea, type Stretch } from './rings.ts'

const square = (x: number, y: number, size: number, turn: 'ground' | 'hole'): Stretch[] => {
  const corners: [number, number][] = [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
  ]
  const way = turn === 'ground' ? corners : corners.reverse()
  return way.map((corner, i) => [corner, way[(i + 1) % 4]!])
}

test('[LYR1] stretches in any order become rings, each hole in the ring around it', () => {
  const stretches = [...square(0, 0, 9, 'ground'), ...square(20, 0, 5, 'ground'), ...square(1, 1, 2, 'hole')]
  const polygons = polygonsOf(ringsOf([...stretches].sort(([a], [b]) => String(a).localeCompare(String(b)))))
  expect(polygons.map(rings => rings.map(ring => twiceArea(ring) / 2))).toEqual([[25], [81, -4]])
})

test('[LYR1] where a border touches itself two rings meet, and none crosses itself', () => {
  const rings = ringsOf([...square(0, 0, 2, 'ground'), ...square(2, 2, 3, 'ground')])
  expect(rings.map(ring => twiceArea(ring) / 2).sort()).toEqual([4, 9])
  expect(() => ringsOf(square(0, 0, 2, 'ground').slice(1))).toThrow('ends nowhere')
})

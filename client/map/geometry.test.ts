import fc from 'fast-check'
import { expect, test } from 'vitest'
import { axialKey, distance } from '../../shared/areas/hexagon.ts'
import { boundsOf, contains, segmentMeets, signedArea, type Point } from './geometry.ts'
import { mosaic } from './liaoyang.fixture.ts'
import { sidesOf } from './mosaic.ts'
import { fromAbove, tilted } from './projection.ts'
import { smoothed } from './river.ts'
import { distinctSides, loopsOf, ringsAround } from './sides.ts'

const { plane } = mosaic
const cellArea = 1.5 * Math.sqrt(3) * plane.side ** 2
const everywhere = boundsOf(mosaic.cells.flatMap(cell => plane.ring(cell.at)))
const places = fc.tuple(
  fc.double({ min: everywhere.left, max: everywhere.right, noNaN: true }),
  fc.double({ min: everywhere.top, max: everywhere.bottom, noNaN: true }),
)
const away = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(ax - bx, ay - by)

test('[HX1] the cell at a point is the one whose hexagon holds it', () => {
  for (const { at } of mosaic.cells) expect(plane.cellAt(plane.centre(at))).toEqual(at)
  fc.assert(
    fc.property(places, point => {
      const at = plane.cellAt(point)
      expect(away(point, plane.centre(at))).toBeLessThanOrEqual(plane.side * (1 + 1e-9))
      if (away(point, plane.centre(at)) < plane.side * 0.866)
        expect(contains(plane.ring(at), point)).toBe(true)
    }),
  )
})

test('[HX2] outlines are closed and enclose the area of their cells', () => {
  for (const { bed: outlines, cells, node } of mosaic.districts) {
    for (const loop of outlines) expect(loop[0]).toEqual(loop[loop.length - 1])
    const area = outlines.reduce((sum, loop) => sum + signedArea(loop), 0)
    expect(Math.abs(area) / cellArea, node.name).toBeCloseTo(cells.length, 6)
  }
})

test('[HX2] a hole is a loop of its own that runs the other way', () => {
  const six = [0, 1, 2, 3, 4, 5].map(i => nextTo([0, 0], i))
  const loops = loopsOf(six).map(loop => loop.map(([a, b]) => plane.centre([a / 3, b / 3])))
  expect(loops.map(loop => Math.round(signedArea(loop) / cellArea))).toEqual([-7, 1])
})

test('[HX3] every side of every cell is one sort of border, drawn once', () => {
  const count = (border: 'none' | 'town' | 'district' | 'rim') => sidesOf(mosaic.cells, border).length
  expect(2 * (count('none') + count('town') + count('district')) + count('rim')).toBe(371 * 6)
  expect(distinctSides(mosaic.cells.map(cell => cell.at)).length).toBe(
    count('none') + count('town') + count('district') + count('rim'),
  )
  for (const { town, district, borders, at } of mosaic.cells) {
    borders.forEach((border, i) => {
      const other = mosaic.cells.find(c => axialKey(c.at) === axialKey(nextTo(at, i)))
      const expected = !other
        ? 'rim'
        : other.district !== district
          ? 'district'
          : other.town !== town
            ? 'town'
            : 'none'
      expect(border).toBe(expected)
    })
  }
})

/** The cell beyond side `i`, found by walking over it: nothing here knows how cells are numbered. */
const nextTo = (at: readonly [number, number], i: number) => {
  const [x, y] = plane.centre(at)
  const angle = (-Math.PI / 3) * i
  const step = plane.side * Math.sqrt(3)
  return plane.cellAt([x + step * Math.cos(angle), y + step * Math.sin(angle)])
}

test('[HX4] the river keeps its ends and its way', () => {
  const corners = mosaic.areas.document.river.corners.map(([a, b]) => plane.centre([a / 3, b / 3]))
  const { line } = mosaic.river!
  expect(line[0]).toEqual(corners[0])
  expect(line[line.length - 1]).toEqual(corners[corners.length - 1])
  expect(line.length).toBeGreaterThan(corners.length * 4)
  for (const point of line)
    expect(Math.min(...corners.map(corner => away(corner, point)))).toBeLessThan(plane.side * 0.51)
  expect(
    smoothed(
      [
        [0, 0],
        [1, 1],
      ],
      0,
    ),
  ).toEqual([
    [0, 0],
    [1, 1],
  ])
})

test('[HX5] the floor is seven rings round the city', () => {
  const city = mosaic.cells.map(cell => cell.at)
  const rings = ringsAround(city, 7)
  expect(mosaic.floor.map(lines => lines.length)).toEqual(rings.map(ring => distinctSides(ring).length))
  rings.forEach((ring, n) => {
    expect(ring.length).toBeGreaterThan(50)
    for (const at of ring) expect(Math.min(...city.map(cell => distance(cell, at)))).toBe(n + 1)
    const sides = distinctSides(ring).map(({ at, i }) =>
      middleOf(plane.corner(at, i - 1), plane.corner(at, i)),
    )
    expect(new Set(sides).size).toBe(sides.length)
  })
})

const middleOf = (a: Point, b: Point) => `${((a[0] + b[0]) / 2).toFixed(6)},${((a[1] + b[1]) / 2).toFixed(6)}`

test('[HX6] unprojecting gives the point back', () => {
  fc.assert(
    fc.property(places, point => {
      for (const projection of [tilted, fromAbove]) {
        const [x, y] = projection.unproject(projection.project(point))
        expect(x).toBeCloseTo(point[0], 9)
        expect(y).toBeCloseTo(point[1], 9)
      }
    }),
  )
})

test('[HX6] the north is smaller than the south and stands higher', () => {
  const width = (y: number) => tilted.project([0.1, y])[0]
  const height = (y: number) => tilted.project([0, y])[1]
  for (let y = -0.4; y < 0.4; y += 0.1) {
    expect(width(y)).toBeGreaterThan(width(y + 0.1))
    expect(height(y)).toBeGreaterThan(height(y + 0.1))
  }
})

test.each([
  [[0, 0], [10, 10], true],
  [[4, 4], [5, 5], true],
  [[0, 5], [3, 0], false],
  [[0, 2], [10, 2], false],
  [[5, 0], [5, 10], true],
  [[0, 7.5], [10, 2.5], true],
] as const)('[HX15] a segment from %j to %j meets the box 3..6: %j', (a, b, meets) => {
  expect(segmentMeets(a, b, { left: 3, top: 3, right: 6, bottom: 6 })).toBe(meets)
})

import { boundsOf, type Point } from './geometry.ts'
import type { Line } from './plan.ts'

/** From label to label, and from the city to a label, on the plane. */
const APART = 0.13
const BESIDE = 0.04

/**
 * Where the labels of areas are written round a city of any shape: the western half of them at its left, the others at its right,
 * each as near to the height of its area as the others leave room for.
 */
export function calloutPlaces(homes: readonly Point[], rim: readonly Line[]): Point[] {
  const byEast = homes.map((_, n) => n).sort((a, b) => homes[a]![0] - homes[b]![0])
  const half = Math.ceil(byEast.length / 2)
  const places = new Map<number, Point>()
  for (const [side, own] of [
    [-1, byEast.slice(0, half)],
    [1, byEast.slice(half)],
  ] as const) {
    const order = [...own].sort((a, b) => homes[b]![1] - homes[a]![1])
    const heights = spread(
      order.map(n => homes[n]![1]),
      boundsOf(rim.flat()),
    )
    order.forEach((n, i) => places.set(n, [edgeAt(heights[i]!, side, rim) + side * BESIDE, heights[i]!]))
  }
  return homes.map((_, n) => places.get(n)!)
}

/** Heights from north to south, moved apart as little as that needs and within the city's own. */
function spread(
  heights: readonly number[],
  { top: south, bottom: north }: ReturnType<typeof boundsOf>,
): number[] {
  const apart = Math.min(APART, (north - south) / Math.max(1, heights.length))
  const placed: number[] = []
  for (const height of heights) placed.push(Math.min(height, (placed[placed.length - 1] ?? Infinity) - apart))
  for (let i = placed.length - 1; i >= 0; i--)
    placed[i] = Math.max(placed[i]!, (placed[i + 1] ?? south - apart) + apart)
  return placed
}

/** How far the city reaches to a side at about this height. */
function edgeAt(height: number, side: -1 | 1, rim: readonly Line[]): number {
  const [low, high] = [height - APART / 2, height + APART / 2]
  let reach = -Infinity
  for (const line of rim) {
    line.slice(1).forEach((to, i) => {
      const from = line[i]!
      if (Math.max(from[1], to[1]) < low || Math.min(from[1], to[1]) > high) return
      const ends = [from, to].map(([, y]) => side * eastAt(from, to, Math.min(high, Math.max(low, y))))
      reach = Math.max(reach, ...ends)
    })
  }
  return side * reach
}

/** Where a line between two points is at a height between theirs. */
const eastAt = ([ax, ay]: Point, [bx, by]: Point, y: number): number =>
  ay === by ? ax : ax + ((bx - ax) * (y - ay)) / (by - ay)

import { axialKey, neighbour, type Axial } from '../../shared/areas/hexagon.ts'

/** A corner in thirds of an axial step: whole numbers, so the same corner seen from three cells is the same. */
export type CornerThirds = readonly [number, number]

/** Between the sides `i` and `i + 1` of a cell. */
export function cornerThirds([q, r]: Axial, i: number): CornerThirds {
  const a = neighbour([0, 0], i)
  const b = neighbour([0, 0], i + 1)
  return [3 * q + a[0] + b[0], 3 * r + a[1] + b[1]]
}

/** Side `i` runs from the corner before it to its own: clockwise round the cell, as seen on a map. */
export interface Side {
  readonly at: Axial
  readonly i: number
}

/** The sides of a set of cells that no other cell of the set shares. */
export function outerSides(cells: readonly Axial[]): Side[] {
  const taken = new Set(cells.map(axialKey))
  return cells.flatMap(at =>
    [0, 1, 2, 3, 4, 5].filter(i => !taken.has(axialKey(neighbour(at, i)))).map(i => ({ at, i })),
  )
}

/**
 * The outline of a set of cells as closed loops of corners (the last equals the first), longest first. Three cells meet in a
 * corner, so an outline never passes a corner twice and each corner has one successor.
 */
export function loopsOf(cells: readonly Axial[]): CornerThirds[][] {
  const next = new Map<string, CornerThirds>()
  const starts = new Map<string, CornerThirds>()
  for (const { at, i } of outerSides(cells)) {
    const from = cornerThirds(at, i - 1)
    next.set(axialKey(from), cornerThirds(at, i))
    starts.set(axialKey(from), from)
  }
  const loops: CornerThirds[][] = []
  for (const [key, start] of starts) {
    if (!next.has(key)) continue
    const loop = [start]
    for (let at = key; next.has(at); at = axialKey(loop[loop.length - 1]!)) {
      loop.push(next.get(at)!)
      next.delete(at)
    }
    loops.push(loop)
  }
  return loops.sort((a, b) => b.length - a.length)
}

/** Rings of free cells round the given ones: the lattice that runs on as a floor. */
export function ringsAround(cells: readonly Axial[], count: number): Axial[][] {
  const seen = new Set(cells.map(axialKey))
  const rings: Axial[][] = []
  let front = cells
  for (let ring = 0; ring < count; ring++) {
    const around: Axial[] = []
    for (const at of front) {
      for (let i = 0; i < 6; i++) {
        const next = neighbour(at, i)
        if (seen.has(axialKey(next))) continue
        seen.add(axialKey(next))
        around.push(next)
      }
    }
    rings.push(around)
    front = around
  }
  return rings
}

/** Every side of the given cells once, though two of them share it. */
export function distinctSides(cells: readonly Axial[]): Side[] {
  const taken = new Set(cells.map(axialKey))
  return cells.flatMap(at =>
    [0, 1, 2, 3, 4, 5].filter(i => i < 3 || !taken.has(axialKey(neighbour(at, i)))).map(i => ({ at, i })),
  )
}

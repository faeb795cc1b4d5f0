/** Axial coordinates of a pointy-top hexagon: q grows eastwards, r southwards. */
export type Axial = readonly [q: number, r: number]

/** Side i looks towards NEIGHBOURS[i], clockwise on a map from east; corner i lies between sides i and i + 1. */
export const NEIGHBOURS: readonly Axial[] = [
  [1, 0],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [0, -1],
  [1, -1],
]

export const axialKey = ([q, r]: Axial): string => `${q},${r}`

/** The cell on the other side of side `side` (any integer, taken modulo 6). */
export function neighbour([q, r]: Axial, side: number): Axial {
  const [dq, dr] = NEIGHBOURS[((side % 6) + 6) % 6]!
  return [q + dq, r + dr]
}

/** Steps from cell to cell. */
export function distance(a: Axial, b: Axial): number {
  const q = a[0] - b[0]
  const r = a[1] - b[1]
  return (Math.abs(q) + Math.abs(r) + Math.abs(q + r)) / 2
}

/** The cells as sets of touching cells. */
export function connectedParts(cells: readonly Axial[]): Axial[][] {
  const left = new Map(cells.map(cell => [axialKey(cell), cell]))
  const parts: Axial[][] = []
  for (const start of cells) {
    if (!left.delete(axialKey(start))) continue
    const part: Axial[] = [start]
    for (let i = 0; i < part.length; i++) {
      for (let side = 0; side < 6; side++) {
        const next = neighbour(part[i]!, side)
        if (left.delete(axialKey(next))) part.push(next)
      }
    }
    parts.push(part)
  }
  return parts
}

/** Free cells that the given cells shut in completely. */
export function holes(cells: readonly Axial[]): Axial[] {
  if (cells.length === 0) return []
  const qs = cells.map(([q]) => q)
  const rs = cells.map(([, r]) => r)
  const taken = new Set(cells.map(axialKey))
  const free: Axial[] = []
  // One ring of free cells round everything is certainly outside, so the outside is a single part that holds its first corner.
  for (let r = Math.min(...rs) - 1; r <= Math.max(...rs) + 1; r++) {
    for (let q = Math.min(...qs) - 1; q <= Math.max(...qs) + 1; q++) {
      if (!taken.has(axialKey([q, r]))) free.push([q, r])
    }
  }
  return connectedParts(free).slice(1).flat()
}

import type { Marks } from './view.ts'

const HEIGHT = 22
/** Open ones stand in columns of four, overdue ones twice as large in columns of two: their number is seen before it is read. */
const OPEN = { down: 4, across: 6 }
const OVERDUE = { down: 2, across: 12 }
const GAP = 1.2

export interface Strip {
  readonly width: number
  readonly height: number
  readonly open: string
  readonly overdue: string
}

/** Two paths, as wide as they would be: who has less room draws them narrower and leaves none out. */
export function stripOf({ open, overdue }: Marks): Strip {
  const columns = Math.ceil(open / OPEN.down) * OPEN.across
  const from = columns === 0 ? 0 : columns + OPEN.across
  const width = from + Math.ceil(overdue / OVERDUE.down) * OVERDUE.across
  return {
    width: Math.max(1, width),
    height: HEIGHT,
    open: boxes(open, OPEN, 0),
    overdue: boxes(overdue, OVERDUE, from),
  }
}

function boxes(n: number, { down, across }: typeof OPEN, from: number): string {
  const height = HEIGHT / down
  return Array.from({ length: n }, (_, i) => {
    const [x, y] = [from + Math.floor(i / down) * across, (i % down) * height]
    return `M${x} ${y.toFixed(1)}h${across - GAP}v${(height - GAP).toFixed(1)}h${GAP - across}z`
  }).join('')
}

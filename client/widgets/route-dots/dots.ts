/** Units of a dot and from one to the next, and the rows they stand in. */
const RADIUS = 4
const STEP = 10

export interface DotField {
  readonly viewBox: string
  /** One path for all dots of a group. */
  readonly paths: readonly string[]
  readonly height: number
}

/** A dot for each of so many, group after group, in rows of `across`. */
export function dotsOf(counts: readonly number[], across: number): DotField {
  const all = counts.reduce((sum, count) => sum + count, 0)
  let at = 0
  const paths = counts.map(count => {
    const dots = Array.from({ length: count }, (_, i) => dot(at + i, across))
    at += count
    return dots.join('')
  })
  const rows = Math.max(1, Math.ceil(all / across))
  const height = rows * STEP
  return { viewBox: `0 0 ${across * STEP} ${height}`, paths, height }
}

function dot(n: number, across: number): string {
  const [x, y] = [(n % across) * STEP + STEP / 2 - RADIUS, Math.floor(n / across) * STEP + STEP / 2]
  return `M${x} ${y}a${RADIUS} ${RADIUS} 0 1 0 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${-2 * RADIUS} 0z`
}

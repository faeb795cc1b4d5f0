/** Units of a tick and from one to the next. */
const WIDTH = 4
const HEIGHT = 11
const STEP = 7
const ROW = 15

export interface Ticks {
  /** One path for all of them. */
  readonly path: string
  readonly viewBox: string
  readonly width: number
  readonly height: number
}

/** Upright strokes in rows of `across`, as many as there are people. */
export function ticksOf(count: number, across: number): Ticks {
  const strokes = Array.from({ length: count }, (_, i) => {
    const [x, y] = [(i % across) * STEP, Math.floor(i / across) * ROW]
    return `M${x} ${y}h${WIDTH}v${HEIGHT}h-${WIDTH}z`
  })
  const width = across * STEP
  const height = Math.max(1, Math.ceil(count / across)) * ROW - (ROW - HEIGHT)
  return { path: strokes.join(''), viewBox: `0 0 ${width} ${height}`, width, height }
}

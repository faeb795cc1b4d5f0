/** Units of the drawing: it is stretched over its box. */
export const ACROSS = 100
export const HEIGHT = 100
/** A gate keeps its width over this part of its column, and narrows or widens to the next one between. */
const EVEN = 0.3
/** A trickle can still be seen. */
const THINNEST = 4

/**
 * A band as thick at each gate as what came through it: where it narrows, something stays behind. null where a gate is
 * unknown, since a band with a hole in it would say that nothing came through.
 */
export function ribbonOf(flows: readonly (number | null)[]): string | null {
  if (flows.length === 0 || flows.some(flow => flow === null)) return null
  const most = Math.max(...(flows as number[]))
  if (most === 0) return null
  const halves = (flows as number[]).map(flow => Math.max(THINNEST, (flow / most) * HEIGHT) / 2)
  const ends = halves.flatMap((half, i): (readonly [number, number])[] => [
    [(i + (i === 0 ? 0 : EVEN)) * ACROSS, half],
    [(i + (i === halves.length - 1 ? 1 : 1 - EVEN)) * ACROSS, half],
  ])
  const middle = HEIGHT / 2
  const upper = ends.map(([x, half]) => `${x} ${round(middle - half)}`)
  const lower = [...ends].reverse().map(([x, half]) => `${x} ${round(middle + half)}`)
  return `M${[...upper, ...lower].join('L')}z`
}

const round = (value: number): number => Math.round(value * 10) / 10

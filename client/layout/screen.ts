import type { LayoutName } from '../../shared/layout/document.ts'
import type { Size, Spacing } from '../../shared/layout/room.ts'

/** The route decides, never the width: a wall may be narrow, and a desk may have a very large screen. */
export type Mode = 'wall' | 'desk'

export interface Screen {
  readonly mode: Mode
  readonly layout: LayoutName
  /** CSS px for one unit of the 1080 canvas. */
  readonly unit: number
  /** The room there is, in units. */
  readonly canvas: Size
  readonly spacing: Spacing
}

const WALL_HEIGHT = 1080
/** Narrowest canvas for a layout, in units. */
const WALLS: readonly (readonly [least: number, layout: LayoutName])[] = [
  [5200, 'wall-48'],
  [3400, 'wall-32'],
  [0, 'wall-16'],
]
const DESKS: readonly (readonly [least: number, layout: LayoutName])[] = [
  [1200, 'desk'],
  [640, 'tablet'],
  [0, 'phone'],
]

const SPACING: { readonly [layout in LayoutName]: Spacing } = {
  'wall-48': { column: 36, row: 20, padding: 44 },
  'wall-32': { column: 36, row: 20, padding: 44 },
  'wall-16': { column: 28, row: 18, padding: 32 },
  desk: { column: 24, row: 20, padding: 24 },
  tablet: { column: 20, row: 20, padding: 20 },
  phone: { column: 16, row: 20, padding: 20 },
}

const widest = (rungs: typeof WALLS, width: number): LayoutName =>
  (rungs.find(([least]) => width >= least) ?? (['', 'wall-16'] as const))[1]

/** On walls height is the constant and `k` the viewing distance; width buys modules. */
export function screenOf(mode: Mode, viewport: Size, k: number): Screen {
  const unit = mode === 'wall' ? (viewport.height / WALL_HEIGHT) * k : 1
  const canvas = { width: viewport.width / unit, height: viewport.height / unit }
  const layout = widest(mode === 'wall' ? WALLS : DESKS, canvas.width)
  return { mode, layout, unit, canvas, spacing: SPACING[layout] }
}

/** Viewing distances an installation may set. */
export const LEAST_K = 0.9
export const MOST_K = 1.4

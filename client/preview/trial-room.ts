import type { Size } from '../../shared/layout/room.ts'

/** Between two sides, in pixels. */
export const GAP = 16
/** Lower than this no panel is looked at with ease, and one that has just its least room has it crowded. */
const LEAST_HEIGHT = 220
const EASE = 1.25

export interface TrialRoom {
  /** Both sides stand in one row, else one below the other. */
  readonly isRow: boolean
  /** Of one side as it is drawn, before it is made smaller. */
  readonly width: number
  readonly height: number
  /** 1: as large as on a desk. */
  readonly scale: number
}

/** The room of one side of a panel: never narrower than its widget can be read in, but made smaller as a whole. */
export function trialRoom(least: Size, sides: number, width: number): TrialRoom {
  const half = (width - GAP) / 2
  const isRow = sides > 1 && least.width <= half
  const room = isRow ? half : width
  const drawn = Math.max(room, least.width)
  const scale = drawn === 0 ? 1 : room / drawn
  return { isRow, width: drawn, height: Math.max(EASE * least.height, LEAST_HEIGHT), scale }
}

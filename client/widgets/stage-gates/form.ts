import type { Room } from '../../charts/use-room.ts'

/** How the stages are drawn in the room there is. */
export interface GatesForm {
  /** Figures stand over their columns; beside them there is no room, nor for what the hour left there. */
  readonly isNarrow: boolean
  /** The band of what comes through. */
  readonly hasBand: boolean
}

/** Of a column, in letters: itself and, beside it, `125 ■ 59`. */
const BESIDE = 6.5
/** Of the whole, in letters: columns with two lines over them, the band, two lines of words. */
const WITH_BAND = 13

export function formOf(room: Room | null, stages: number): GatesForm {
  if (room === null) return { isNarrow: false, hasBand: true }
  const isNarrow = room.width / Math.max(1, stages) < BESIDE * room.label
  return { isNarrow, hasBand: !isNarrow || room.height > WITH_BAND * room.label }
}

import type { Supervision } from '../../shared/sync/supervision.ts'
import { inList, isMine } from '../supervision/lists.ts'

/** As many as a thumb goes through; the rest stands on its own page. */
export const MOST_ROWS = 5

export interface DeskView {
  /** What waits for a step that this person may do. */
  readonly mine: readonly Supervision[]
  /** What is under way and waits for somebody else. */
  readonly pressed: readonly Supervision[]
}

export const deskOf = (all: readonly Supervision[]): DeskView => ({
  mine: all.filter(isMine),
  pressed: inList(all, 'open').filter(one => !isMine(one)),
})

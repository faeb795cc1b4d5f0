import type { Cursor } from '../../shared/sync/protocol.ts'
import type { Journal } from './journal.ts'

/** What screens are told is told in a run, of cells of one shape. */
export const epochOf = (run: string, shape: string): string => `${run}.${shape}`

/** Whether a cursor, of this run or one of before, is a place from where `journal` went on under the same shape (JRN16). */
export function isPlaceIn(journal: Journal, shape: string, { epoch, seq }: Cursor): boolean {
  const dot = epoch.indexOf('.')
  return epoch.slice(dot + 1) === shape && journal.holds(epoch.slice(0, dot), seq)
}

import { RECOUNT_KEY, type RecountReport } from '../../shared/model/cell.ts'
import type { Cells } from './cells.ts'

/** What is shown are numbers of before: all of them are counted anew. */
export interface Recount {
  /** Whole per cent that are counted. */
  readonly share: number
  /** City time of what is shown. */
  readonly since: number
}

/** null: what is shown is what is. */
export function recountIn(cells: Cells): Recount | null {
  const report = cells.get(RECOUNT_KEY) as unknown as RecountReport | null
  if (report === null) return null
  const { done, of, since } = report
  return { share: of === 0 ? 0 : Math.floor((100 * done) / of), since }
}

import type { Row } from '../../shared/kinds/kind.ts'

/** What is overdue first, then by the clock; what is over behind that, the newest first. */
export const byClock = (a: { readonly row: Row }, b: { readonly row: Row }): number =>
  rank(a.row) - rank(b.row) || dueOf(a.row) - dueOf(b.row)

function rank(row: Row): number {
  if (row['overdue'] === true) return 0
  return row['open'] === true ? 1 : 2
}

const dueOf = ({ open, dueAt, event }: Row): number =>
  open === true && typeof dueAt === 'number' ? dueAt : Number.MAX_SAFE_INTEGER - Number(event)

import type { Derived, Row } from '../kinds/kind.ts'

/** What once followed from a thing. */
export type Followed = Pick<Derived, 'row' | 'rows'>

const DUE = 'dueAt'
const hasDue = (row: Row): boolean => DUE in row

/** The rows by which a thing is due: the inner ones where those have dates of their own, since its row then only repeats one. */
export function rowsDue({ row, rows = {} }: Followed): readonly Row[] {
  const inner = Object.values(rows).flat().filter(hasDue)
  return inner.length > 0 ? inner : [row].filter(hasDue)
}

/**
 * How many due dates of a thing are not what they were. One that nobody could tell before, or of which there was no word, has not
 * moved.
 */
export function countMoved(before: Followed, after: Followed): number {
  const was = new Map(rowsDue(before).map(row => [row['key'], row[DUE]]))
  return rowsDue(after).filter(row => {
    const dueAt = was.get(row['key'])
    return typeof dueAt === 'number' && dueAt !== row[DUE]
  }).length
}

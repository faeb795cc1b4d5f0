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

/** A due date that is not what it was. */
export interface MovedDue {
  /** Of an inner row its key; '' is the thing itself. */
  readonly item: string
  readonly before: number
  /** null: nobody can tell now, since its clock stands. */
  readonly after: number | null
}

/** The due dates of a thing that are not what they were. One that nobody could tell before, or of which there was no word, has not moved. */
export function movedDues(before: Followed, after: Followed): MovedDue[] {
  const was = new Map(rowsDue(before).map(row => [row['key'], row[DUE]]))
  return rowsDue(after).flatMap(row => {
    const due = was.get(row['key'])
    if (typeof due !== 'number' || due === row[DUE]) return []
    return [{ item: itemOf(row), before: due, after: row[DUE] as number | null }]
  })
}

/** By its key, as lists name it. */
export const itemOf = ({ key }: Row): string =>
  typeof key === 'string' || typeof key === 'number' ? String(key) : ''

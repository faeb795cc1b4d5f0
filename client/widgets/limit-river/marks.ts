import type { List, ListRow } from '../reader.ts'

export type MarkState = 'running' | 'paused' | 'soon' | 'late'

/** One open case. */
export interface Mark {
  readonly state: MarkState
  /** Per cent of its limit that is used, 0 to 100; null: it has no limit, or nobody knows it. */
  readonly share: number | null
  /** Working days over; only of those that are late. */
  readonly daysOver: number
}

const STATES: { readonly [risk: string]: MarkState } = {
  due_soon: 'soon',
  overdue: 'late',
  severe: 'late',
  paused: 'paused',
}

export const marksOf = (list: List | null): readonly Mark[] => (list?.rows ?? []).map(markOf)

function markOf({ columns: { risk, share, overdueDays } }: ListRow): Mark {
  return {
    state: STATES[typeof risk === 'string' ? risk : ''] ?? 'running',
    share: typeof share === 'number' ? share : null,
    daysOver: typeof overdueDays === 'number' ? overdueDays : 0,
  }
}

export function tally(marks: readonly Mark[]): { readonly late: number; readonly soon: number } {
  let late = 0
  let soon = 0
  for (const { state } of marks) {
    if (state === 'late') late++
    if (state === 'soon') soon++
  }
  return { late, soon }
}

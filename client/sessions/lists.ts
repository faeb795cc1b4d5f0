import type { Session, SessionStepName } from '../../shared/sync/session.ts'
import { listsOf } from '../work/lists.ts'

/** What it waits for, by whom it is done; a session that could be cancelled does not wait for that. */
const ANSWERS: { readonly [awaits: string]: readonly SessionStepName[] } = {
  minutes: ['hold'],
  closing: ['close'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: Session, step: SessionStepName): boolean =>
  (ANSWERS[row['awaits'] as string] ?? []).includes(step)

const isAhead = (row: Session['row']) => row['state'] === 'planned' || row['state'] === 'open'

/** What is ahead stands apart: also what only a spreadsheet announced, which nobody has to bring to an end here. */
export const SESSION_LISTS = ['mine', 'overdue', 'open', 'ahead', 'over'] as const

export const { isMine, inList, firstList } = listsOf(isAwaited, {
  overdue: row => row['overdue'] === true,
  ahead: isAhead,
  over: row => row['open'] !== true && !isAhead(row),
})

import type { Visit, VisitStepName } from '../../shared/sync/visit.ts'
import { LATE_AND_OVER, listsOf } from '../work/lists.ts'

/** What may be done beside it nobody waits for: another term, or passing on what a station began to solve. */
const ANSWERS: { readonly [state: string]: readonly VisitStepName[] } = {
  received: ['answer', 'solve', 'escalate'],
  solving: ['close'],
  escalated: ['term'],
  termed: ['close'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: Visit, step: VisitStepName): boolean =>
  (ANSWERS[row['state'] as string] ?? []).includes(step)

export const { isMine, inList, firstList } = listsOf(isAwaited, LATE_AND_OVER)

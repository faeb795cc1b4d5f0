import type { Submission, SubmissionStepName } from '../../shared/sync/submission.ts'
import { LATE_AND_OVER, listsOf } from '../work/lists.ts'

/** Withdrawing, excusing and correcting nobody waits for. */
const ANSWERS: { readonly [state: string]: readonly SubmissionStepName[] } = {
  due: ['submit'],
  sentBack: ['submit'],
  submitted: ['approve', 'sendBack'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: Submission, step: SubmissionStepName): boolean =>
  (ANSWERS[row['state'] as string] ?? []).includes(step)

export const { isMine, inList, firstList } = listsOf(isAwaited, LATE_AND_OVER)

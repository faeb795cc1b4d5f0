import type { Problem, ProblemStepName } from '../../shared/sync/problem.ts'
import { LATE_AND_OVER, listsOf } from '../work/lists.ts'

/** What it waits for, by whom it is done: an assignment may be changed, but nobody waits for that. */
const ANSWERS: { readonly [awaits: string]: readonly ProblemStepName[] } = {
  analysis: ['take'],
  decision: ['assign', 'reject', 'merge'],
  beginning: ['begin'],
  answer: ['answer'],
  confirmation: ['confirm', 'return'],
  striking: ['strike'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: Problem, step: ProblemStepName): boolean =>
  (ANSWERS[row['awaits'] as string] ?? []).includes(step)

export const { isMine, inList, firstList } = listsOf(isAwaited, LATE_AND_OVER)

/** Of one group, '' of all; `none` of what was given to nobody yet. */
export const inGroup = (all: readonly Problem[], group: string): readonly Problem[] =>
  group === '' ? all : all.filter(({ row }) => (row['group'] ?? 'none') === group)

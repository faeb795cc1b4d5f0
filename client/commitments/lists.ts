import type { Commitment, CommitmentStepName } from '../../shared/sync/commitment.ts'
import { listsOf } from '../work/lists.ts'

/** What it waits for, by whom it is done; that 失信 is mended nobody of the city is waited for with. */
const ANSWERS: { readonly [awaits: string]: readonly CommitmentStepName[] } = {
  check: ['check'],
  recheck: ['check'],
  decision: ['decide'],
  restoring: ['restore', 'return'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: Commitment, step: CommitmentStepName): boolean =>
  (ANSWERS[row['awaits'] as string] ?? []).includes(step)

export const COMMITMENT_LISTS = ['mine', 'overdue', 'open', 'dishonest', 'over'] as const

export const { isMine, inList, firstList } = listsOf(isAwaited, {
  overdue: row => row['overdue'] === true,
  dishonest: row => row['dishonest'] === true,
  over: row => row['open'] !== true && row['dishonest'] !== true,
})

import type { Dispute, DisputeStepName } from '../../shared/sync/dispute.ts'
import { LATE_AND_OVER, listsOf } from '../work/lists.ts'

/** What may be done beside it nobody waits for: more time, passing it up before it was tried, a court's confirmation. */
const ANSWERS: { readonly [state: string]: readonly DisputeStepName[] } = {
  registered: ['accept'],
  accepted: ['begin'],
  mediating: ['settle', 'fail'],
  failed: ['pass', 'guide'],
  broken: ['begin'],
  settled: ['keep', 'break'],
}

/** Whether a step is what it waits for now. */
export const isAwaited = ({ row }: Dispute, step: DisputeStepName): boolean =>
  (ANSWERS[row['state'] as string] ?? []).includes(step)

export const { isMine, inList, firstList } = listsOf(isAwaited, LATE_AND_OVER)

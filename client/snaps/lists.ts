import type { Snap, SnapStepName } from '../../shared/sync/snap.ts'
import { LATE_AND_OVER, listsOf } from '../work/lists.ts'

/** What was settled may still be passed up, but nobody waits for that: what is awaited then is the answer. */
export const isAwaited = ({ row }: Snap, step: SnapStepName): boolean =>
  step !== 'pass' || row['state'] === 'community_triage'

export const { isMine, inList, firstList } = listsOf(isAwaited, LATE_AND_OVER)

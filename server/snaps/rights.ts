import { type HANDLED, type ReportState } from '../../shared/kinds/grid-report/report-state.ts'
import type { SnapStepName } from '../../shared/sync/snap.ts'
import type { Caller } from '../access/caller.ts'
import { isRegular, type Known } from './known.ts'

/** What each route is (DOMAIN 2.3-5). All of it is for whoever looks at the reports of the area. */
export const STEPS: { readonly [step in SnapStepName]: (typeof HANDLED)[number] } = {
  take: 'community_triage',
  settle: 'self_handled',
  pass: 'upgraded',
  dismiss: 'invalid',
  answer: 'feedback_sent',
}

const STEP_NAMES = Object.keys(STEPS) as readonly SnapStepName[]

/** Whether it can be done as it stands now, whoever asks. */
export const isPossible = ({ derived }: Known, step: SnapStepName): boolean =>
  isRegular(derived.row['state'] as ReportState, STEPS[step])

export const can = (known: Known, caller: Caller): readonly SnapStepName[] =>
  STEP_NAMES.filter(
    step => isPossible(known, step) && caller.may('snap.handle', { area: known.derived.area }),
  )

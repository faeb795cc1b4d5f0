import type { AnyCommitmentStep, CommitmentStepName } from '../../shared/sync/commitment.ts'
import { endOf } from '../work/days.ts'
import type { ContentOf } from '../work/use-act.ts'

/** What a form of a step holds; '' where nothing was filled in. */
export interface StepFields {
  text: string
  /** `2026-11-23` */
  checkedOn: string
  finding: string
  mendBy: string
  decision: string
}

/** When a check of a day was: at its end, of today now; never before the commitment itself. */
const checkedAtOf = (day: string, madeAt: number, now: number): number =>
  Math.max(madeAt, Math.min(endOf(day), now))

export function stepOf(
  name: CommitmentStepName,
  form: StepFields,
  { seen, madeAt, now }: { readonly seen: number; readonly madeAt: number; readonly now: number },
): ContentOf<AnyCommitmentStep> {
  const said = { seen, text: form.text.trim() }
  if (name === 'decide') return { ...said, decision: form.decision as 'flagged' }
  if (name !== 'check') return said
  const mendBy = form.finding === 'mend' ? { mendBy: endOf(form.mendBy) } : {}
  const checkedAt = checkedAtOf(form.checkedOn, madeAt, now)
  return { ...said, checkedAt, finding: form.finding as 'kept', ...mendBy }
}

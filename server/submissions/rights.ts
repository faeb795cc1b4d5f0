import { next, type SubmissionEvent } from '../../shared/kinds/submission/life.ts'
import type { SubmissionStepName } from '../../shared/sync/submission.ts'
import type { Caller } from '../access/caller.ts'
import type { Known } from './known.ts'

export const EVENTS: { readonly [step in SubmissionStepName]: SubmissionEvent } = {
  submit: 'submitted',
  withdraw: 'withdrawn',
  sendBack: 'sentBack',
  approve: 'approved',
  excuse: 'excused',
}

const STEP_NAMES = Object.keys(EVENTS) as readonly SubmissionStepName[]

/** What the department does itself; the rest is done by whoever approves. */
const OWN: readonly SubmissionStepName[] = ['submit', 'withdraw']

export const isOwn = (step: SubmissionStepName): boolean => OWN.includes(step)

/** Whether it can be done as it stands now, whoever asks. */
export const isPossible = ({ course, form }: Known, step: SubmissionStepName): boolean =>
  form !== null && next(course.state, EVENTS[step], course.isInForce) !== null

/** Whoever may hand it in does not approve of it, whatever else he is: four eyes. */
export const may = ({ office, derived }: Known, step: SubmissionStepName, caller: Caller): boolean => {
  const files = caller.may('submission.file', { department: office })
  return isOwn(step) ? files : !files && caller.may('submission.approve', { area: derived.area })
}

export const can = (known: Known, caller: Caller): readonly SubmissionStepName[] =>
  STEP_NAMES.filter(step => isPossible(known, step) && may(known, step, caller))

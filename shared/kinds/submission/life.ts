/** Where the submission of one period is by what people did. That it is late is no state: time says so. */
export const SUBMISSION_STATES = ['due', 'submitted', 'sentBack', 'passed', 'approved', 'excused'] as const
export type SubmissionState = (typeof SUBMISSION_STATES)[number]

export const SUBMISSION_EVENTS = [
  'submitted',
  'withdrawn',
  'sentBack',
  'approved',
  'inForce',
  'excused',
] as const
export type SubmissionEvent = (typeof SUBMISSION_EVENTS)[number]

/**
 * A department hands in, somebody else approves, and then its numbers are put in force: that is a step of its own, so that a crash
 * between the two is seen and made good. What is in force may be handed in again where it was wrong, and stays in force until that is
 * approved in its turn; a period for which there is nothing to say is excused. What is withdrawn is as it was before it was handed in,
 * for all of which `due` stands here (course.ts).
 */
const LIFE: {
  readonly [state in SubmissionState]: { readonly [event in SubmissionEvent]?: SubmissionState }
} = {
  due: { submitted: 'submitted', excused: 'excused' },
  submitted: { withdrawn: 'due', sentBack: 'sentBack', approved: 'passed' },
  sentBack: { submitted: 'submitted', withdrawn: 'approved', excused: 'excused' },
  passed: { inForce: 'approved' },
  approved: { submitted: 'submitted' },
  excused: { submitted: 'submitted' },
}

/**
 * Null: nothing of the kind can happen now. A correction that was sent back may be given up, since its period has numbers in force; for
 * the same reason that period is not excused.
 */
export function next(
  state: SubmissionState,
  event: SubmissionEvent,
  isInForce: boolean,
): SubmissionState | null {
  if (state === 'sentBack' && event === 'withdrawn' && !isInForce) return null
  if (event === 'excused' && isInForce) return null
  return LIFE[state][event] ?? null
}

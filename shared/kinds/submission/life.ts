/** Where the submission of one period is by what people did. That it is late is no state: time says so. */
export const SUBMISSION_STATES = ['due', 'submitted', 'sentBack', 'approved', 'excused'] as const
export type SubmissionState = (typeof SUBMISSION_STATES)[number]

export const SUBMISSION_EVENTS = ['submitted', 'withdrawn', 'sentBack', 'approved', 'excused'] as const
export type SubmissionEvent = (typeof SUBMISSION_EVENTS)[number]

/**
 * A department hands in, somebody else approves. What was approved may be handed in again where it was wrong, and stays in force until
 * that is approved in its turn; a period for which there is nothing to say is excused. What is withdrawn is as it was before it was
 * handed in (course.ts); that it was due stands here for all of that.
 */
const LIFE: {
  readonly [state in SubmissionState]: { readonly [event in SubmissionEvent]?: SubmissionState }
} = {
  due: { submitted: 'submitted', excused: 'excused' },
  submitted: { withdrawn: 'due', sentBack: 'sentBack', approved: 'approved' },
  sentBack: { submitted: 'submitted', excused: 'excused' },
  approved: { submitted: 'submitted' },
  excused: { submitted: 'submitted' },
}

/** Null: nothing of the kind can happen now. */
export const next = (state: SubmissionState, event: SubmissionEvent): SubmissionState | null =>
  LIFE[state][event] ?? null

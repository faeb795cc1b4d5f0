import type {
  AnySubmissionStep,
  SubmissionActed,
  SubmissionFile,
  Submissions,
  SubmissionStepName,
} from '../../shared/sync/submission.ts'
import { askingOf } from '../work/asking-of.ts'

export const { askAll, askOne, step } = askingOf<{
  all: Submissions
  one: SubmissionFile
  acted: SubmissionActed
  name: SubmissionStepName
  step: AnySubmissionStep
}>('/api/submissions')

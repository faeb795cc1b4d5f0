import type { ReadTable } from '../../shared/submissions/read-table.ts'
import type {
  AnySubmissionStep,
  SubmissionActed,
  SubmissionFile,
  Submissions,
  SubmissionStepName,
} from '../../shared/sync/submission.ts'
import { send } from '../people/asking.ts'
import { askingOf } from '../work/asking-of.ts'

export const { askAll, askOne, step } = askingOf<{
  all: Submissions
  one: SubmissionFile
  acted: SubmissionActed
  name: SubmissionStepName
  step: AnySubmissionStep
}>('/api/submissions')

/** A file as the form of a submission understands it; nothing happens to either. */
export const readFile = (id: string, file: Blob): Promise<ReadTable> =>
  send(
    `/api/submissions/${encodeURIComponent(id)}/read-file`,
    new Blob([file], { type: 'application/octet-stream' }),
  )

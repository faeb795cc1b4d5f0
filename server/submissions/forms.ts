import type { FeedDocument } from '../../shared/model/documents.ts'
import { isManual } from '../../shared/submissions/manual.ts'
import { faultsOfForm, type SubmissionForm } from '../../shared/submissions/form.ts'

/** A form that departments fill in: a feed of its own, whose settings it is. */
export interface OpenForm {
  /** Of the feed. */
  readonly id: string
  readonly title: string
  /** Who fills it in, as records and scopes name it. */
  readonly office: string
  readonly form: SubmissionForm
}

export type Forms = ReadonlyMap<string, OpenForm>

/** Those that can be filled in; of the others their feed says what is wrong. */
export const formsOf = (feeds: readonly FeedDocument[]): Forms =>
  new Map(
    feeds
      .filter(({ connector, settings }) => isManual({ connector }) && faultsOfForm(settings).length === 0)
      .map(({ id, title, department, settings }): [string, OpenForm] => [
        id,
        { id, title: title.zh, office: department.zh, form: settings as unknown as SubmissionForm },
      ]),
  )

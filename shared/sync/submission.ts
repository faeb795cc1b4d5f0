import { Type } from 'typebox'
import type { Row } from '../kinds/kind.ts'
import { LONGEST_WORDS } from '../kinds/submission/longest-words.ts'
import type { FilledRow } from '../submissions/filled.ts'
import type { SubmissionForm } from '../submissions/form.ts'
import { answer, exact, Words as WordsOf } from './deed.ts'

/*
 * What departments hand in for each period, and who approves of it (填报), over HTTP:
 *
 *   GET  /api/submissions?open=1          -> Submissions
 *   GET  /api/submissions/<id>            -> SubmissionFile
 *   POST /api/submissions/<id>/<step>     a Step -> SubmissionActed
 *   POST /api/submissions/<id>/read-file  a .csv or .xlsx, as application/octet-stream -> ReadTable (shared/submissions/read-table.ts)
 *
 * An action that has seen another state than there is now is answered with 409 and `current`, the submission as it stands.
 */

const Words = WordsOf(LONGEST_WORDS)

const Rows = Type.Array(
  Type.Object(
    {
      row: Type.String({ minLength: 1, maxLength: 40 }),
      values: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: LONGEST_WORDS })),
    },
    exact,
  ),
  { maxItems: 200 },
)

/** By the last word of their route. */
export const SUBMISSION_STEPS = {
  submit: Type.Object({ ...answer, rows: Rows, text: Type.Optional(Words) }, exact),
  withdraw: Type.Object({ ...answer, text: Type.Optional(Words) }, exact),
  /** 退回, with what is wrong. */
  sendBack: Type.Object({ ...answer, text: Words }, exact),
  approve: Type.Object({ ...answer, text: Type.Optional(Words) }, exact),
  /** 本期免报, and why. */
  excuse: Type.Object({ ...answer, text: Words }, exact),
} as const
export type SubmissionStepName = keyof typeof SUBMISSION_STEPS

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnySubmissionStep {
  readonly action: string
  readonly seen: number
  readonly rows?: readonly FilledRow[]
  readonly text?: string
}

export interface Submission {
  /** `<form>.<period>` */
  readonly id: string
  /** As the kind's columns have it. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly SubmissionStepName[]
}

/** One of them, with its form, what stands in it, and what happened. */
export interface SubmissionFile extends Submission {
  /** Null: the city has no such form any more. */
  readonly form: SubmissionForm | null
  /** What stands in it: as it waits for somebody, else as it is in force. */
  readonly rows: readonly FilledRow[]
  /** As it was handed in last, also where that was given up: where somebody begins. */
  readonly last: readonly FilledRow[]
  /** As it is in force; empty before it was approved. */
  readonly inForce: readonly FilledRow[]
  /** Of the period before, as that is in force. */
  readonly before: readonly FilledRow[]
  readonly history: readonly Row[]
}

export interface Submissions {
  readonly seq: number
  readonly now: number
  readonly submissions: readonly Submission[]
  /** There are more than these. */
  readonly more: boolean
}

export interface SubmissionActed {
  /** An entry of the journal at which it is in. */
  readonly seq: number
  readonly submission: SubmissionFile
}

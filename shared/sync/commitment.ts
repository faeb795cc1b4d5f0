import { Type } from 'typebox'
import { LONGEST_WORDS } from '../kinds/credit-record/longest-words.ts'
import type { Row } from '../kinds/kind.ts'
import { answer, exact, Words as WordsOf } from './deed.ts'

/*
 * What departments and leaders do with commitments (告知承诺, IOC-20), over HTTP:
 *
 *   GET  /api/commitments                   -> Commitments
 *   GET  /api/commitments/<number>          -> CommitmentHistory
 *   POST /api/commitments/<number>/<step>   a Step  -> CommitmentActed
 *
 * An action that has seen another state than there is now is answered with 409 and `current`, the commitment as it stands.
 */

const Words = WordsOf(LONGEST_WORDS)

export const FINDINGS = ['kept', 'mend', 'breached'] as const
export const DECISIONS = ['flagged', 'excused'] as const

/** By the last word of their route. */
export const COMMITMENT_STEPS = {
  /** 核查: when, what was found, and by when it is to be mended. */
  check: Type.Object(
    {
      ...answer,
      checkedAt: Type.Integer(),
      finding: Type.Enum([...FINDINGS]),
      mendBy: Type.Optional(Type.Integer()),
      text: Words,
    },
    exact,
  ),
  /** 失信认定: a person's, with its ground. */
  decide: Type.Object({ ...answer, decision: Type.Enum([...DECISIONS]), text: Words }, exact),
  repair: Type.Object({ ...answer, text: Words }, exact),
  restore: Type.Object({ ...answer, text: Words }, exact),
  return: Type.Object({ ...answer, text: Words }, exact),
} as const
export type CommitmentStepName = keyof typeof COMMITMENT_STEPS

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnyCommitmentStep {
  readonly action: string
  readonly seen: number
  readonly text: string
  readonly checkedAt?: number
  readonly finding?: (typeof FINDINGS)[number]
  readonly mendBy?: number
  readonly decision?: (typeof DECISIONS)[number]
}

export interface Commitment {
  readonly id: string
  /** As the kind's columns have it. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly CommitmentStepName[]
}

/** One of them, with what happened. */
export interface CommitmentHistory extends Commitment {
  readonly history: readonly Row[]
}

export interface Commitments {
  readonly seq: number
  readonly now: number
  readonly commitments: readonly Commitment[]
  /** There are more than these. */
  readonly more: boolean
}

export interface CommitmentActed {
  /** An entry of the journal at which it is in. */
  readonly seq: number
  readonly commitment: CommitmentHistory
}

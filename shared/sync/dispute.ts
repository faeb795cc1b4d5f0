import { Type, type Static } from 'typebox'
import { BETWEEN, codesOf, FORMS, LEVELS, SOURCES, TYPES, WAYS } from '../kinds/dispute/codes.ts'
import { LONGEST_WORDS } from '../kinds/dispute/longest-words.ts'
import type { Row } from '../kinds/kind.ts'
import { Action, answer, exact, ThingId, Words as WordsOf } from './deed.ts'

/*
 * What mediators do with disputes (矛盾纠纷), over HTTP:
 *
 *   GET  /api/disputes?open=1            -> Disputes
 *   GET  /api/disputes/options           -> DisputeOptions
 *   GET  /api/disputes/<number>          -> DisputeHistory
 *   POST /api/disputes                   Register  -> DisputeActed
 *   POST /api/disputes/<number>/<step>   a Step    -> DisputeActed
 *
 * An action that has seen another state than there is now is answered with 409 and `current`, the dispute as it stands.
 */

const Words = WordsOf(LONGEST_WORDS)

export const Register = Type.Object(
  {
    action: Action,
    area: Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
    title: WordsOf(200),
    text: Type.Optional(Words),
    type: Type.Enum(codesOf(TYPES)),
    between: Type.Enum(codesOf(BETWEEN)),
    /** How many they are: who they are is asked for nowhere. */
    parties: Type.Integer({ minimum: 2, maximum: 10_000 }),
    source: Type.Enum(codesOf(SOURCES)),
    level: Type.Enum(codesOf(LEVELS)),
  },
  exact,
)
export type Register = Static<typeof Register>

const said = Type.Object({ ...answer, text: Words }, exact)
const sayable = Type.Object({ ...answer, text: Type.Optional(Words) }, exact)

/** By the last word of their route. */
export const DISPUTE_STEPS = {
  accept: sayable,
  begin: sayable,
  /** With the parties' consent, which the words tell of. */
  extend: said,
  settle: Type.Object(
    { ...answer, text: Words, form: Type.Enum(codesOf(FORMS)), agreementNo: Type.Optional(ThingId) },
    exact,
  ),
  fail: said,
  pass: said,
  guide: Type.Object({ ...answer, text: Words, way: Type.Enum(codesOf(WAYS)) }, exact),
  withdraw: said,
  confirm: sayable,
  keep: said,
  break: said,
} as const
export type DisputeStepName = keyof typeof DISPUTE_STEPS

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnyDisputeStep {
  readonly action: string
  readonly seen: number
  readonly text?: string
  readonly form?: string
  readonly agreementNo?: string
  readonly way?: string
}

export interface Dispute {
  readonly id: string
  /** As the kind's columns have it. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly DisputeStepName[]
}

/** One of them, with what happened. */
export interface DisputeHistory extends Dispute {
  readonly history: readonly Row[]
}

export interface Disputes {
  readonly seq: number
  readonly now: number
  readonly disputes: readonly Dispute[]
  /** There are more than these. */
  readonly more: boolean
  /** This caller may register one, somewhere. */
  readonly register: boolean
}

/** What forms offer to this caller. */
export interface DisputeOptions {
  /** Where he may register one: districts and towns, by code. */
  readonly areas: readonly string[]
}

export interface DisputeActed {
  /** An entry of the journal at which it is in. */
  readonly seq: number
  readonly dispute: DisputeHistory
}

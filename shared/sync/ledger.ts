import { Type } from 'typebox'
import { LONGEST_WORDS } from '../kinds/worked/longest-words.ts'
import type { Row } from '../kinds/kind.ts'
import type { Way } from '../ledgers/document.ts'
import type { Text } from '../model/value.ts'
import { answer, exact, Words as WordsOf } from './deed.ts'

/*
 * What departments and leaders do with entries of ledgers (台账办理, ADR 51), over HTTP:
 *
 *   GET  /api/ledgers              -> Ledgers
 *   GET  /api/ledgers/options      -> LedgerOptions
 *   GET  /api/ledgers/<id>         -> LedgerHistory
 *   POST /api/ledgers/<id>/<step>  a Step -> LedgerActed
 *
 * An id is the source and the number, `ledgers:PRV-ZT-20261101`. An action that has seen another state than there is now is answered
 * with 409 and `current`, the entry as it stands.
 */

const Words = WordsOf(LONGEST_WORDS)
const Wordless = Type.Object({ ...answer }, exact)
const Said = Type.Object({ ...answer, text: Words }, exact)
const Few = Type.Object({ ...answer, text: Type.Optional(Words) }, exact)

/** By the last word of their route. */
export const LEDGER_STEPS = {
  take: Wordless,
  note: Said,
  move: Few,
  extend: Said,
  answer: Type.Object(
    { ...answer, text: Words, parent: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })) },
    exact,
  ),
  handBack: Said,
  assign: Type.Object(
    { ...answer, to: Type.String({ minLength: 1, maxLength: 200 }), text: Type.Optional(Words) },
    exact,
  ),
  confirm: Said,
  return: Said,
  sendBack: Said,
  strike: Few,
} as const
export type LedgerStepName = keyof typeof LEDGER_STEPS

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnyLedgerStep {
  readonly action: string
  readonly seen: number
  readonly text?: string
  readonly to?: string
  readonly parent?: string
}

export interface LedgerMatter {
  readonly id: string
  /** As the kind's columns have it, with the state of its work; `step` is the place of the last step. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly LedgerStepName[]
  /** Of the ledger. */
  readonly title: Text
}

/** One of them, with what happened and by which way. */
export interface LedgerHistory extends LedgerMatter {
  readonly history: readonly Row[]
  /** null: there is no such way any more, and nothing is done by it. */
  readonly way: Way | null
}

export interface Ledgers {
  readonly seq: number
  readonly now: number
  readonly entries: readonly LedgerMatter[]
  /** There are more than these. */
  readonly more: boolean
}

export interface LedgerOptions {
  /** To which an entry may be given. */
  readonly departments: readonly string[]
}

export interface LedgerActed {
  /** An entry of the journal at which it is in. */
  readonly seq: number
  readonly entry: LedgerHistory
}

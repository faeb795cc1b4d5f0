import { Type, type Static } from 'typebox'
import type { Row } from '../kinds/kind.ts'
import { MOST_DEPARTMENTS, MOST_ENTERPRISES } from '../kinds/tea-session/fields.ts'
import { LONGEST_WORDS } from '../kinds/tea-session/longest-words.ts'
import { Action, answer, exact, Words as WordsOf } from './deed.ts'

/*
 * What offices and leaders do with tea sessions (助企亲清下午茶, HW-01), over HTTP:
 *
 *   GET  /api/tea-sessions                    -> Sessions
 *   GET  /api/tea-sessions/options            -> SessionOptions
 *   GET  /api/tea-sessions/<number>           -> SessionHistory
 *   POST /api/tea-sessions                    Plan    -> SessionActed
 *   POST /api/tea-sessions/<number>/<step>    a Step  -> SessionActed
 *
 * An action that has seen another state than there is now is answered with 409 and `current`, the session as it stands.
 */

const Words = WordsOf(LONGEST_WORDS)
const Title = WordsOf(100)
const Enterprises = Type.Array(Title, { maxItems: MOST_ENTERPRISES, uniqueItems: true })

export const Plan = Type.Object(
  {
    action: Action,
    area: Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
    theme: Title,
    startsAt: Type.Integer(),
    endsAt: Type.Integer(),
    venue: Title,
    host: Title,
    enterprises: Enterprises,
    departments: Type.Array(Title, { maxItems: MOST_DEPARTMENTS, uniqueItems: true }),
  },
  exact,
)
export type Plan = Static<typeof Plan>

/** By the last word of their route. */
export const SESSION_STEPS = {
  /** 登记纪要: who came, and what was said. */
  hold: Type.Object({ ...answer, attended: Enterprises, text: Words }, exact),
  cancel: Type.Object({ ...answer, text: Words }, exact),
  close: Type.Object({ ...answer, text: Words }, exact),
} as const
export type SessionStepName = keyof typeof SESSION_STEPS

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnySessionStep {
  readonly action: string
  readonly seen: number
  readonly text?: string
  readonly attended?: readonly string[]
}

export interface Session {
  readonly id: string
  /** As the kind's columns have it. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly SessionStepName[]
}

/** One of them, with what happened and what was raised there. */
export interface SessionHistory extends Session {
  readonly history: readonly Row[]
  /** Rows of the ledger that this caller may see, the oldest first. */
  readonly problems: readonly Row[]
  /** How many were raised there that nobody has struck off or handed on. */
  readonly unsettled: number
  /** This caller may raise something there now. */
  readonly collect: boolean
}

export interface Sessions {
  readonly seq: number
  readonly now: number
  readonly sessions: readonly Session[]
  /** There are more than these. */
  readonly more: boolean
  /** This caller may plan one, somewhere. */
  readonly plan: boolean
}

/** What forms offer to this caller. */
export interface SessionOptions {
  /** Where he may plan one: districts and towns, by code. */
  readonly areas: readonly string[]
  readonly departments: readonly string[]
}

export interface SessionActed {
  /** An entry of the journal at which it is in. */
  readonly seq: number
  readonly session: SessionHistory
}

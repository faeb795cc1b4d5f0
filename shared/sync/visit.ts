import { Type, type Static } from 'typebox'
import type { Row } from '../kinds/kind.ts'
import { CHANNELS, SUBJECTS } from '../kinds/station-visit/fields.ts'
import { LONGEST_WORDS } from '../kinds/station-visit/longest-words.ts'
import { Action, answer, exact, Words as WordsOf } from './deed.ts'

/*
 * What stations and leaders do with visits (百姓访谈驿站), over HTTP:
 *
 *   GET  /api/visits?open=1            -> Visits
 *   GET  /api/visits/options           -> VisitOptions
 *   GET  /api/visits/<number>          -> VisitHistory
 *   POST /api/visits                   Receive  -> VisitActed
 *   POST /api/visits/<number>/<step>   a Step   -> VisitActed
 *
 * An action that has seen another state than there is now is answered with 409 and `current`, the visit as it stands.
 */

const Words = WordsOf(LONGEST_WORDS)
const Title = WordsOf(200)

export const Receive = Type.Object(
  {
    action: Action,
    area: Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
    title: Title,
    text: Type.Optional(Words),
    subject: Type.Enum([...SUBJECTS]),
    channel: Type.Enum([...CHANNELS]),
  },
  exact,
)
export type Receive = Static<typeof Receive>

/** By the last word of their route. */
export const VISIT_STEPS = {
  answer: Type.Object({ ...answer, text: Words }, exact),
  solve: Type.Object({ ...answer, text: Type.Optional(Words) }, exact),
  escalate: Type.Object({ ...answer, text: Words }, exact),
  /** 定时限: until when, by which department, in which words. */
  term: Type.Object({ ...answer, dueAt: Type.Integer(), to: Type.Optional(Title), text: Words }, exact),
  close: Type.Object({ ...answer, text: Words }, exact),
} as const
export type VisitStepName = keyof typeof VISIT_STEPS

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnyVisitStep {
  readonly action: string
  readonly seen: number
  readonly text?: string
  readonly dueAt?: number
  readonly to?: string
}

export interface Visit {
  readonly id: string
  /** As the kind's columns have it. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly VisitStepName[]
}

/** One of them, with what happened. */
export interface VisitHistory extends Visit {
  readonly history: readonly Row[]
}

export interface Visits {
  readonly seq: number
  readonly now: number
  readonly visits: readonly Visit[]
  /** There are more than these. */
  readonly more: boolean
  /** This caller may receive somebody, somewhere. */
  readonly receive: boolean
}

/** What forms offer to this caller. */
export interface VisitOptions {
  /** Where he may receive somebody: districts and towns, by code. */
  readonly areas: readonly string[]
  readonly departments: readonly string[]
}

export interface VisitActed {
  /** An entry of the journal at which it is in. */
  readonly seq: number
  readonly visit: VisitHistory
}

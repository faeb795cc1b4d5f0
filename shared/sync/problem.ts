import { Type, type Static } from 'typebox'
import type { Row } from '../kinds/kind.ts'
import { LONGEST_WORDS } from '../kinds/problem/longest-words.ts'
import {
  CATEGORIES,
  codesOf,
  GROUPS,
  REASONS,
  SATISFACTIONS,
  SOURCES,
} from '../kinds/problem/problem-codes.ts'
import { Action, answer, exact, ThingId, Words as WordsOf } from './deed.ts'

/*
 * What desks and phones do with problems of enterprises, over HTTP:
 *
 *   GET  /api/problems?open=1            -> Problems
 *   GET  /api/problems/options           -> ProblemOptions
 *   GET  /api/problems/<number>          -> ProblemHistory
 *   POST /api/problems                   Collect  -> ProblemActed
 *   POST /api/problems/<number>/<step>   a Step   -> ProblemActed
 *
 * An action that has seen another state than there is now is answered with 409 and `current`, the problem as it stands.
 */

const Words = WordsOf(LONGEST_WORDS)
const Title = WordsOf(200)

export const Collect = Type.Object(
  {
    action: Action,
    area: Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
    title: Title,
    text: Type.Optional(Words),
    enterprise: Title,
    source: Type.Enum([...codesOf(SOURCES)]),
    category: Type.Optional(Type.Enum([...codesOf(CATEGORIES)])),
    /** Of what was raised at a tea table. */
    session: Type.Optional(ThingId),
  },
  exact,
)
export type Collect = Static<typeof Collect>

/** By the last word of their route. */
export const PROBLEM_STEPS = {
  take: Type.Object({ ...answer }, exact),
  /** 剔除原因必填 (DOMAIN 2.3): which, and in words that the enterprise is told. */
  reject: Type.Object({ ...answer, reason: Type.Enum([...codesOf(REASONS)]), text: Words }, exact),
  merge: Type.Object({ ...answer, mergedInto: ThingId, text: Words }, exact),
  assign: Type.Object(
    {
      ...answer,
      group: Type.Enum([...codesOf(GROUPS)]),
      /** A temporary group that is opened for this. */
      groupName: Type.Optional(Title),
      to: Title,
      promisedAt: Type.Integer(),
      text: Type.Optional(Words),
    },
    exact,
  ),
  begin: Type.Object({ ...answer }, exact),
  answer: Type.Object({ ...answer, text: Words }, exact),
  confirm: Type.Object(
    { ...answer, satisfaction: Type.Enum([...codesOf(SATISFACTIONS)]), text: Words },
    exact,
  ),
  return: Type.Object({ ...answer, text: Words }, exact),
  strike: Type.Object({ ...answer, text: Words }, exact),
} as const
export type ProblemStepName = keyof typeof PROBLEM_STEPS

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnyProblemStep {
  readonly action: string
  readonly seen: number
  readonly text?: string
  readonly reason?: string
  readonly mergedInto?: string
  readonly group?: string
  readonly groupName?: string
  readonly to?: string
  readonly promisedAt?: number
  readonly satisfaction?: string
}

export interface Problem {
  readonly id: string
  /** As the kind's columns have it. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly ProblemStepName[]
}

/** One of them, with what happened. */
export interface ProblemHistory extends Problem {
  readonly history: readonly Row[]
}

export interface Problems {
  readonly seq: number
  readonly now: number
  readonly problems: readonly Problem[]
  /** There are more than these. */
  readonly more: boolean
  /** This caller may collect, somewhere. */
  readonly collect: boolean
}

/** What forms offer to this caller. */
export interface ProblemOptions {
  /** Where he may collect: districts and towns, by code. */
  readonly areas: readonly string[]
  readonly departments: readonly string[]
  /** The newest, as their kind's columns have them; only those that have begun. */
  readonly sessions: readonly Row[]
}

export interface ProblemActed {
  /** An entry of the journal at which it is in. */
  readonly seq: number
  readonly problem: ProblemHistory
}

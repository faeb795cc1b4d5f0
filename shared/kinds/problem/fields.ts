import { Type, type Static, type TSchema } from 'typebox'
import { Code, exact, Instant, Name, oneOf, optional } from '../fields.ts'
import { PROBLEM_EVENTS } from './life.ts'
import { LONGEST_WORDS } from './longest-words.ts'
import { CATEGORIES, codesOf, GROUPS, REASONS, SATISFACTIONS, SOURCES } from './problem-codes.ts'

const Words = Type.String({ minLength: 1, maxLength: LONGEST_WORDS })

/** Working days that each step has where nobody said otherwise. */
export const DAYS = {
  analysis: 1,
  decision: 1,
  beginning: 1,
  answer: 15,
  again: 5,
  confirmation: 3,
  striking: 1,
} as const

/** Who did it, as a post; unknown of what a ledger on paper tells. A person's account stands in the audit and never here. */
const post = {
  role: optional(oneOf(['leader', 'officer'])),
  /** Of an officer. */
  department: optional(Name),
  /** The area a leader answers for. */
  place: optional(Code),
  /** The id that the client made for this action: the same one again is the same action. */
  action: optional(Code),
} satisfies { readonly [name: string]: TSchema }

/** A problem as it was collected. */
export const CollectedFields = Type.Object(
  {
    number: Code,
    title: Name,
    text: optional(Words),
    enterprise: Name,
    source: oneOf([...codesOf(SOURCES)]),
    category: optional(oneOf([...codesOf(CATEGORIES)])),
    /** The tea session at which it was raised, by its number. */
    session: optional(Code),
    /** The department that keeps the ledger, and so answers for what nobody else has yet. */
    office: Name,
    ...post,
  },
  exact,
)
export type CollectedFields = Static<typeof CollectedFields>

/** One step after that, which is the first. */
export const StepFields = Type.Object(
  {
    /** Its place in the course of the problem. */
    step: Type.Integer({ minimum: 2, maximum: 999 }),
    type: oneOf([...PROBLEM_EVENTS]),
    text: optional(Words),
    /** Of a rejection. */
    reason: optional(oneOf([...codesOf(REASONS)])),
    /** Number of the problem that it goes on with. */
    mergedInto: optional(Code),
    /** Of an assignment: to which group, which temporary group it opened for this, to which department, and by when. */
    group: optional(oneOf([...codesOf(GROUPS)])),
    groupName: optional(Name),
    to: optional(Name),
    promisedAt: optional(Instant),
    satisfaction: optional(oneOf([...codesOf(SATISFACTIONS)])),
    ...post,
  },
  exact,
)
export type StepFields = Static<typeof StepFields>

import { Type, type Static } from 'typebox'
import { Code, exact, Flag, Instant, Name, oneOf, optional } from '../fields.ts'
import { CreditCode } from '../legal-entity/credit-code.ts'
import { CREDIT_EVENTS } from './life.ts'
import { LONGEST_WORDS } from './longest-words.ts'

const TYPES = ['good', 'commitment', 'broken'] as const
export type CreditType = (typeof TYPES)[number]

/** Working days for a check of which the register names no day, for a decision on a breach, and for one on what was mended after it. */
export const DAYS = { check: 20, decision: 5, restoring: 5 } as const

export const CreditFields = Type.Object(
  {
    number: Code,
    code: CreditCode,
    enterprise: optional(Name),
    type: oneOf(TYPES),
    item: optional(Name),
    department: optional(Name),
    /** Of a commitment: by when somebody looks whether it is kept, and when he did and what he found. */
    checkDueAt: optional(Instant),
    checkedAt: optional(Instant),
    kept: optional(Flag),
    validTo: optional(Instant),
  },
  exact,
)
export type CreditFields = Static<typeof CreditFields>

/** What was done about a commitment here, one step after the other; the register's own entry is the first. */
export const StepFields = Type.Object(
  {
    /** Its place in the course of the commitment. */
    step: Type.Integer({ minimum: 2, maximum: 999 }),
    type: oneOf([...CREDIT_EVENTS]),
    text: optional(Type.String({ minLength: 1, maxLength: LONGEST_WORDS })),
    /** Of a check: the day of it. */
    checkedAt: optional(Instant),
    /** Of what is to be mended: until when. */
    mendBy: optional(Instant),
    /** Who did it, as a post: a person's account stands in the audit and never here. */
    role: oneOf(['leader', 'officer']),
    department: optional(Name),
    place: optional(Code),
    /** The id that the client made for this action: the same one again is the same action. */
    action: Code,
  },
  exact,
)
export type StepFields = Static<typeof StepFields>

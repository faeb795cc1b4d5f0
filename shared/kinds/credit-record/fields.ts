import { Type, type Static } from 'typebox'
import { Code, exact, Flag, Instant, Name, oneOf, optional } from '../fields.ts'
import { CreditCode } from '../legal-entity/credit-code.ts'

const TYPES = ['good', 'commitment', 'broken'] as const
export type CreditType = (typeof TYPES)[number]

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

import { Type, type Static } from 'typebox'
import { Code, exact, Flag, Instant, Name, optional } from '../fields.ts'

/** 助企亲清下午茶 (HW-01): who sits at the table, and for how long. */
export const SessionFields = Type.Object(
  {
    /** What problems name it by. */
    number: Code,
    theme: optional(Name),
    startsAt: Instant,
    endsAt: optional(Instant),
    /** Two to four as a rule; none is known before they are invited. */
    enterprises: Type.Array(Name, { maxItems: 20 }),
    departments: Type.Array(Name, { maxItems: 30 }),
    cancelled: optional(Flag),
  },
  exact,
)
export type SessionFields = Static<typeof SessionFields>

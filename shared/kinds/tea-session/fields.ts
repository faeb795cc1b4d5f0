import { Type, type Static, type TSchema } from 'typebox'
import { Code, exact, Flag, Instant, Name, oneOf, optional } from '../fields.ts'
import { SESSION_EVENTS } from './life.ts'
import { LONGEST_WORDS } from './longest-words.ts'

/** Two to four as a rule; more never came. */
export const MOST_ENTERPRISES = 20
export const MOST_DEPARTMENTS = 30

/** Working days in which the minutes are written once it is over, and in which it is closed once they are. */
export const DAYS = { minutes: 1, closing: 5 } as const

/** Who did it, as a post; unknown of what a spreadsheet tells. A person's account stands in the audit and never here. */
const post = {
  role: optional(oneOf(['leader', 'officer'])),
  department: optional(Name),
  place: optional(Code),
  /** The id that the client made for this action: the same one again is the same action. */
  action: optional(Code),
} satisfies { readonly [name: string]: TSchema }

/** 助企亲清下午茶 (HW-01): who sits at the table, where, and for how long. */
export const SessionFields = Type.Object(
  {
    /** What problems name it by. */
    number: Code,
    theme: optional(Name),
    startsAt: Instant,
    endsAt: optional(Instant),
    venue: optional(Name),
    /** Who leads it, as a post: 区长, 市营商局局长. */
    host: optional(Name),
    /** None is known before they are invited. */
    enterprises: Type.Array(Name, { maxItems: MOST_ENTERPRISES }),
    departments: Type.Array(Name, { maxItems: MOST_DEPARTMENTS }),
    cancelled: optional(Flag),
    /** The department that keeps the ledger of problems, and so the minutes. */
    office: optional(Name),
    ...post,
  },
  exact,
)
export type SessionFields = Static<typeof SessionFields>

/** One step after that, which is the first. */
export const StepFields = Type.Object(
  {
    /** Its place in the course of the session. */
    step: Type.Integer({ minimum: 2, maximum: 999 }),
    type: oneOf([...SESSION_EVENTS]),
    /** The minutes, why it was cancelled, with which words it was closed. */
    text: optional(Type.String({ minLength: 1, maxLength: LONGEST_WORDS })),
    /** Of what was held: who came. */
    attended: optional(Type.Array(Name, { maxItems: MOST_ENTERPRISES })),
    ...post,
  },
  exact,
)
export type StepFields = Static<typeof StepFields>

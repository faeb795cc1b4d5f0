import { Type, type Static } from 'typebox'
import { Code, Count, exact, Flag, Instant, Name, oneOf, optional } from '../fields.ts'
import { WORK_EVENTS } from './life.ts'
import { LONGEST_WORDS } from './longest-words.ts'

/** How a term of work is counted (shared/calendar). */
export const WORK_UNITS = ['workday', 'day', 'month'] as const

/** Longer is a slip of the pen, and would leave the calendar. */
export const LONGEST = { workday: 2500, day: 3650, month: 120 } as const

/**
 * What people did with an entry, one step after the other; the entry itself is the first. A step says which clock runs from it: so
 * what was once set stays set, whatever the ledger's document says later.
 */
export const WorkFields = Type.Object(
  {
    /** Its place in the course of the entry. */
    step: Type.Integer({ minimum: 2, maximum: 999 }),
    type: oneOf([...WORK_EVENTS]),
    /** The document by which it was done. */
    way: Code,
    text: optional(Type.String({ minLength: 1, maxLength: LONGEST_WORDS })),
    /** Where the work stands from here on, and whether that is the stage which the entry itself is in. */
    stage: optional(Name),
    shown: optional(Flag),
    /** The clock from here on: a term since an instant, or a day that was promised before. None: nobody is waited for by the clock. */
    since: optional(Instant),
    term: optional(Count),
    termUnit: optional(oneOf([...WORK_UNITS])),
    dueAt: optional(Instant),
    /** Of an assignment: which department is to take it up. */
    to: optional(Name),
    /** Of an answer: who is to note what the party concerned says; without one it is to be struck off. */
    keeper: optional(Name),
    /** Of an answer: the number of the entry by which it was met. */
    parent: optional(Code),
    /** Who did it, as a post: a person's account stands in the audit and never here. */
    role: oneOf(['leader', 'officer']),
    department: optional(Name),
    place: optional(Code),
    /** The id that the client made for this action: the same one again is the same action. */
    action: Code,
  },
  exact,
)
export type WorkFields = Static<typeof WorkFields>

import { Type, type Static } from 'typebox'
import { Code, exact, Instant, Name, oneOf, optional } from '../fields.ts'
import { SUPERVISION_EVENTS } from './life.ts'
import { LONGEST_WORDS } from './longest-words.ts'

/** Masked before it comes here. */
const Words = Type.String({ minLength: 1, maxLength: LONGEST_WORDS })

/** 督办 is the usual; 督查 is a leader's own look at it, the heavier of the two. */
export const LEVELS = ['press', 'inspect'] as const
/** Pressed because it is overdue, or at any time ("随时", LYX-05). */
export const OCCASIONS = ['overdue', 'anytime'] as const
/** What a person decided on a proposed 问责 (LYX-06). */
export const DECISIONS = ['hold', 'excuse'] as const

/** Days that nobody said otherwise: DOMAIN 2.5 moves its ladder after one working day and after three. */
export const ACKNOWLEDGE_DAYS = 1
export const REPLY_DAYS = 3
export const MOST_DAYS = 30

const Days = Type.Integer({ minimum: 1, maximum: MOST_DAYS })

/** Who did it, as a post: a person's account stands in the audit and never here. */
const post = {
  role: oneOf(['leader', 'officer', 'chief']),
  /** The area a leader answers for. */
  place: optional(Code),
}

/** A supervision as it was issued: of what, to whom, with which time. What it says of its matter is of that moment. */
export const IssueFields = Type.Object(
  {
    number: Code,
    /** The thing that is pressed, or the item of it. */
    target: Code,
    item: optional(Code),
    /** The kind of thing; left out where it is an item of a project. */
    matter: optional(Code),
    projectNumber: optional(Code),
    project: optional(Name),
    /** What it is called where everybody may know that; `subject` where it is the words of somebody. One of them is there. */
    title: optional(Name),
    subject: optional(Name),
    stage: optional(Type.Integer({ minimum: 1, maximum: 20 })),
    department: Name,
    level: oneOf([...LEVELS]),
    occasion: oneOf([...OCCASIONS]),
    reason: Words,
    /** Offices of the chief butler who presses, and of the butler who looks after the item (LYX-08). */
    chief: optional(Name),
    butler: optional(Name),
    /** Working days until it must be signed for; a second notice gives as many again. */
    acknowledgeDays: Days,
    /** The id that the client made for this action: the same one again is the same action. */
    action: Code,
    /** Working days until a plan must be there, counted from the issue, and anew from a plan that was sent back. */
    replyDays: Days,
    ...post,
  },
  exact,
)
export type IssueFields = Static<typeof IssueFields>

/** One step after the issue, which is the first. */
export const StepFields = Type.Object(
  {
    /** Its place in the course of the supervision. */
    step: Type.Integer({ minimum: 2, maximum: 999 }),
    type: oneOf([...SUPERVISION_EVENTS]),
    /** Of the department that answers. */
    department: optional(Name),
    text: optional(Words),
    /** 客观困难: it is told beside the plan, and is none. */
    difficulty: optional(Words),
    /** By when the plan says that it will be done. */
    promisedAt: optional(Instant),
    decision: optional(oneOf([...DECISIONS])),
    /** As in the issue. */
    action: Code,
    ...post,
  },
  exact,
)
export type StepFields = Static<typeof StepFields>

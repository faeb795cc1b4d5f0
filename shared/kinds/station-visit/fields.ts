import { Type, type Static, type TSchema } from 'typebox'
import { Code, exact, Instant, Name, oneOf, optional } from '../fields.ts'
import { VISIT_EVENTS } from './life.ts'
import { LONGEST_WORDS } from './longest-words.ts'

const Words = Type.String({ minLength: 1, maxLength: LONGEST_WORDS })

/** 咨询, 诉求, 来访, 矛盾, as a station counts them (PRV-01). */
export const SUBJECTS = ['question', 'request', 'petition', 'dispute'] as const
export const CHANNELS = ['walkIn', 'phone'] as const

/** Who did it, as a post; unknown of what another platform tells. A person's account stands in the audit and never here. */
const post = {
  role: optional(oneOf(['leader', 'officer'])),
  department: optional(Name),
  place: optional(Code),
  /** The id that the client made for this action: the same one again is the same action. */
  action: optional(Code),
} satisfies { readonly [name: string]: TSchema }

/** A visit as it was taken in. Who came is not written down. */
export const ReceivedFields = Type.Object(
  {
    number: Code,
    title: Name,
    text: optional(Words),
    subject: oneOf([...SUBJECTS]),
    channel: oneOf([...CHANNELS]),
    ...post,
  },
  exact,
)
export type ReceivedFields = Static<typeof ReceivedFields>

/** One step after that, which is the first. */
export const StepFields = Type.Object(
  {
    /** Its place in the course of the visit. */
    step: Type.Integer({ minimum: 2, maximum: 999 }),
    type: oneOf([...VISIT_EVENTS]),
    text: optional(Words),
    /** Of a term: until when, and which department is to do it. */
    dueAt: optional(Instant),
    to: optional(Name),
    ...post,
  },
  exact,
)
export type StepFields = Static<typeof StepFields>

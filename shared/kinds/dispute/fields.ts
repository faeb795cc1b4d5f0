import { Type, type Static, type TSchema } from 'typebox'
import { Code, exact, Name, oneOf, optional } from '../fields.ts'
import { BETWEEN, codesOf, FORMS, LEVELS, SOURCES, TYPES, WAYS } from './codes.ts'
import { DISPUTE_EVENTS } from './life.ts'
import { LONGEST_WORDS } from './longest-words.ts'

const Words = Type.String({ minLength: 1, maxLength: LONGEST_WORDS })

/** Who did it, as a post; unknown of what another platform tells. A person's account stands in the audit and never here. */
const post = {
  role: optional(oneOf(['leader', 'officer'])),
  department: optional(Name),
  place: optional(Code),
  /** The id that the client made for this action: the same one again is the same action. */
  action: optional(Code),
} satisfies { readonly [name: string]: TSchema }

/** A dispute as it became known. Of its parties there is a number, and whether they are persons: no name has a field. */
export const RegisteredFields = Type.Object(
  {
    number: Code,
    title: Name,
    text: optional(Words),
    type: oneOf(codesOf(TYPES)),
    between: optional(oneOf(codesOf(BETWEEN))),
    parties: optional(Type.Integer({ minimum: 2, maximum: 10_000 })),
    source: optional(oneOf(codesOf(SOURCES))),
    /** Who has it first: left out, the village. */
    level: optional(oneOf(codesOf(LEVELS))),
    /** Whose it is there. */
    office: optional(Name),
    ...post,
  },
  exact,
)
export type RegisteredFields = Static<typeof RegisteredFields>

/** One step after that, which is the first. */
export const StepFields = Type.Object(
  {
    /** Its place in the course of the dispute. */
    step: Type.Integer({ minimum: 2, maximum: 999 }),
    type: oneOf([...DISPUTE_EVENTS]),
    text: optional(Words),
    /** Of a settlement. */
    form: optional(oneOf(codesOf(FORMS))),
    agreementNo: optional(Code),
    /** Of what is guided elsewhere. */
    way: optional(oneOf(codesOf(WAYS))),
    /** Of what is passed up: whose it is there. */
    to: optional(Name),
    ...post,
  },
  exact,
)
export type StepFields = Static<typeof StepFields>

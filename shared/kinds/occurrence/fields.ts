import { Type, type Static } from 'typebox'
import { Code, codeIn, exact, Instant, Name, optional } from '../fields.ts'
import { LEVELS } from './codes.ts'

/** Something that happened at a place, as any upstream may tell it. Its business time is when it happened. */
export const OccurrenceFields = Type.Object(
  {
    number: Code,
    title: Name,
    /** What sort of thing it is, in the words of its upstream. */
    type: optional(Name),
    level: optional(codeIn(LEVELS)),
    /** Where, in words. */
    place: optional(Name),
    /** The unit that answers for it. */
    department: optional(Name),
    /** Somebody began to deal with it. */
    takenAt: optional(Instant),
    dueAt: optional(Instant),
    doneAt: optional(Instant),
  },
  exact,
)
export type OccurrenceFields = Static<typeof OccurrenceFields>

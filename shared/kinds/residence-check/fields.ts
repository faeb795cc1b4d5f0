import { Type, type Static } from 'typebox'
import { Code, codeIn, Count, exact, Instant, Name, optional } from '../fields.ts'
import { RESULTS, SOURCES, TYPES } from './codes.ts'

/** A house, a block or an entry of the register that the grid is to look at again. Of people nothing is told. */
export const CheckFields = Type.Object(
  {
    number: Code,
    title: Name,
    type: codeIn(TYPES),
    source: optional(codeIn(SOURCES)),
    /** Who answers for it. */
    department: optional(Name),
    /** Working days from when it was given out. */
    limit: optional(Count),
    takenAt: optional(Instant),
    doneAt: optional(Instant),
    /** Null: nobody has been there. */
    result: optional(codeIn(RESULTS)),
    /** How often somebody was there. */
    visits: optional(Count),
  },
  exact,
)
export type CheckFields = Static<typeof CheckFields>

import { Type, type Static } from 'typebox'
import { Code, exact, Name, oneOf, optional } from '../fields.ts'
import { PERIOD_PATTERN } from '../periods.ts'
import { SUBMISSION_EVENTS } from './life.ts'
import { LONGEST_WORDS } from './longest-words.ts'

/** As many as a table may have: what is handed in is one record. */
export const MOST_CELLS = 1_000
const Words = Type.String({ minLength: 1, maxLength: LONGEST_WORDS })

/** Of which form, for which period, by which department, and how long it has from the day on which it is asked for. */
export const DueFields = Type.Object(
  {
    form: Code,
    title: Name,
    office: Name,
    period: Type.String({ pattern: PERIOD_PATTERN }),
    withinDays: Type.Integer({ minimum: 1, maximum: 366 }),
  },
  exact,
)
export type DueFields = Static<typeof DueFields>

/** One cell of the table that was handed in: a number, date or choice as it is written, or words, which are masked. */
const Cell = Type.Object(
  {
    row: Code,
    column: Code,
    value: optional(Code),
    text: optional(Words),
  },
  exact,
)
export type CellFields = Static<typeof Cell>

export const StepFields = Type.Object(
  {
    /** Its place in the course. */
    step: Type.Integer({ minimum: 2, maximum: 999 }),
    type: oneOf([...SUBMISSION_EVENTS]),
    text: optional(Words),
    /** Of what is handed in: the whole table. */
    cells: optional(Type.Array(Cell, { maxItems: MOST_CELLS })),
    /** Of the form as it was then: a table is approved by whoever read it as it was asked for. */
    form: optional(Code),
    /** Who did it, as a post: a person's account stands in the audit and never here. */
    role: oneOf(['leader', 'officer', 'system']),
    department: optional(Name),
    place: optional(Code),
    /** The id that the client made for this action: the same one again is the same action. */
    action: Code,
  },
  exact,
)
export type StepFields = Static<typeof StepFields>

import { Type, type Static } from 'typebox'
import { Code, codeIn, Count, exact, Instant, Name, oneOf, optional, Prose } from '../fields.ts'
import { STATES, TERM_UNITS, THEMES } from './ledger-codes.ts'

/** Money is held in hundredths of 万元: the yuan of a village road are whole numbers. */
export const AMOUNT_SCALE = 100
/** Quantities of any unit are held in thousandths: 7579.48 米 and 106.8 公里 alike. */
export const QUANTITY_SCALE = 1000

/** So that a sum over any ledger is exact, too. */
const Scaled = Type.Integer({ minimum: 0, maximum: 4e12 })

/** One row of a ledger that a department keeps, as its workbook had it last. */
export const LedgerEntryFields = Type.Object(
  {
    /** As its department calls it. */
    ledger: Name,
    theme: codeIn(THEMES),
    number: Code,
    title: Name,
    category: optional(Name),
    state: codeIn(STATES),
    /** Where it stands, in words of the department. */
    stage: optional(Name),
    department: optional(Name),
    /** The firm, village or unit concerned; never a person. */
    party: optional(Name),
    /** The number of the entry that it is a part of. */
    parent: optional(Code),
    amount: optional(Scaled),
    quantity: optional(Scaled),
    unit: optional(Type.String({ maxLength: 20 })),
    beganAt: optional(Instant),
    dueAt: optional(Instant),
    doneAt: optional(Instant),
    /** What its present stage may take, and since when it stands there. */
    term: optional(Count),
    termUnit: optional(oneOf([...TERM_UNITS])),
    since: optional(Instant),
    result: optional(Prose),
    /** The document in which it was published. */
    source: optional(Name),
    /** The day of which it tells. */
    asOf: optional(Instant),
  },
  exact,
)
export type LedgerEntryFields = Static<typeof LedgerEntryFields>

import { Type, type Static } from 'typebox'
import { Code, exact, Instant, Name, optional } from '../fields.ts'

/** A visit of 双进双促 (HW-03): a cadre, as a post, at the project or enterprise that he is paired with. */
export const VisitFields = Type.Object(
  {
    number: Code,
    /** The number of the pair, in the ledger of pairs. */
    pair: Code,
    /** A post, never a name. */
    cadre: optional(Name),
    level: optional(Name),
    party: optional(Name),
    visitedAt: Instant,
    title: optional(Name),
    /** The number of the problem that was found, in the ledger of problems. */
    problem: optional(Code),
  },
  exact,
)
export type VisitFields = Static<typeof VisitFields>

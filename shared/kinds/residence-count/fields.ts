import { Type, type Static } from 'typebox'
import { Count, exact, Flag, optional } from '../fields.ts'

const Month = Type.String({ pattern: '^(19|20|21)\\d{2}-(0[1-9]|1[0-2])$' })

/** What a community or village counted of its people and homes in a month. Numbers only: nobody is named, and no house. */
export const ResidenceFields = Type.Object(
  {
    /** Told anew each day while the month lasts. */
    period: Month,
    households: optional(Count),
    registered: optional(Count),
    floating: optional(Count),
    homes: optional(Count),
    rented: optional(Count),
    vacant: optional(Count),
    elderlyAlone: optional(Count),
    disabled: optional(Count),
    children: optional(Count),
    /** The community looked at its numbers again and says that they are meant. */
    confirmed: optional(Flag),
  },
  exact,
)
export type ResidenceFields = Static<typeof ResidenceFields>

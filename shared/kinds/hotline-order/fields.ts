import { Type, type Static } from 'typebox'
import { Code, exact, Flag, Instant, Name, oneOf, optional, Prose } from '../fields.ts'
import { ORDER_EVENTS } from './order-state.ts'

const HistoryEntry = Type.Object(
  {
    status: oneOf(ORDER_EVENTS),
    /** Null where the upstream wrote a time that is none. */
    at: Type.Union([Instant, Type.Null()]),
    department: optional(Name),
  },
  exact,
)

/** A whole order as the hotline tells it; its business time is when it was received. */
export const OrderFields = Type.Object(
  {
    orderNo: Code,
    type: optional(Name),
    channel: optional(Name),
    /** A call: taken by a person at once. */
    answered: optional(Flag),
    categoryCode: optional(Code),
    /** Class / group / topic. */
    categoryName: optional(Name),
    title: optional(Name),
    description: optional(Prose),
    address: optional(Name),
    department: optional(Name),
    dueAt: optional(Instant),
    satisfied: optional(Flag),
    resolved: optional(Flag),
    mergedInto: optional(Code),
    relatedCaseNo: optional(Code),
    history: Type.Array(HistoryEntry, { maxItems: 200 }),
  },
  exact,
)
export type OrderFields = Static<typeof OrderFields>
export type HistoryEntry = Static<typeof HistoryEntry>

import { Type, type Static } from 'typebox'
import { Code, codeIn, Count, exact, Instant, Name, optional } from '../fields.ts'
import type { Codes } from '../kind.ts'
import { TRADES } from '../utility-firm/trades.ts'

export const TYPES = {
  planned: { zh: '计划停供', en: 'planned outage' },
  fault: { zh: '故障停供', en: 'fault' },
  transfer: { zh: '过户联动', en: 'transfer with the home' },
} as const satisfies Codes

export const GROUPS = {
  outage: { zh: '停供', en: 'outage' },
  transfer: { zh: '过户', en: 'transfer' },
} as const satisfies Codes

/** That it is late is no state: time says so. */
export const STATES = {
  going: { zh: '处理中', en: 'going on' },
  held: { zh: '待用户', en: 'waits for the customer' },
  done: { zh: '已完成', en: 'done' },
  void: { zh: '已撤销', en: 'withdrawn' },
} as const satisfies Codes

/** What a utility is to have done: homes have it again, or an account goes over with its home. */
export const MatterFields = Type.Object(
  {
    number: Code,
    title: Name,
    type: codeIn(TYPES),
    trade: codeIn(TRADES),
    firm: optional(Name),
    /** Who answers for it beside the firm. */
    department: optional(Name),
    reason: optional(Name),
    /** Of the home that changed hands; nobody's name. */
    registration: optional(Code),
    /** How many are without it. */
    households: optional(Count),
    /** Promised; where it is left out, `limit` working days from the event. */
    dueAt: optional(Instant),
    limit: optional(Count),
    doneAt: optional(Instant),
    /** What stopped it: somebody has still to pay, or took it back. */
    stop: optional(codeIn({ arrears: 0, withdrawn: 0 })),
  },
  exact,
)
export type MatterFields = Static<typeof MatterFields>

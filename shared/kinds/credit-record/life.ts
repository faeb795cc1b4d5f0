/** Where a record is (DOMAIN 2.3-9). That a check is late is no state: time says so. */
export const CREDIT_STATES = [
  ...(['noted', 'awaiting', 'mending', 'breached', 'broken'] as const),
  ...(['dishonest', 'excused', 'repaired', 'kept', 'restored'] as const),
] as const
export type CreditState = (typeof CREDIT_STATES)[number]

/** What people do here. */
export const CREDIT_EVENTS = [
  ...(['kept', 'mend', 'breached', 'flagged', 'excused', 'repaired', 'returned', 'restored'] as const),
] as const
export type CreditEvent = (typeof CREDIT_EVENTS)[number]

type Moves = { readonly [event in CreditEvent | 'broken']?: CreditState }

/** Kept, to be mended by a day, or not kept; `broken` is a check that the register tells of, where nobody here has decided anything. */
const CHECK: Moves = { kept: 'kept', mend: 'mending', breached: 'breached', broken: 'broken' }
/** 失信 is decided by a person, never by a check. */
const DECISION: Moves = { flagged: 'dishonest', excused: 'excused' }

const LIFE: { readonly [state in CreditState]: Moves } = {
  noted: {},
  awaiting: CHECK,
  mending: CHECK,
  breached: DECISION,
  broken: DECISION,
  dishonest: { repaired: 'repaired' },
  repaired: { restored: 'restored', returned: 'dishonest' },
  kept: {},
  excused: {},
  restored: {},
}

/** Null: nothing of the kind can happen now. */
export const next = (state: CreditState, event: CreditEvent | 'broken'): CreditState | null =>
  LIFE[state][event] ?? null

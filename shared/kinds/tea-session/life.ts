/**
 * How far people are with a session. That it has begun, or is over, is no phase: time says so, and time alone opens a table
 * that was laid in a spreadsheet.
 */
export const SESSION_PHASES = ['arranged', 'minuted', 'closed', 'cancelled'] as const
export type SessionPhase = (typeof SESSION_PHASES)[number]

export const SESSION_EVENTS = ['held', 'closed', 'cancelled'] as const
export type SessionEvent = (typeof SESSION_EVENTS)[number]

const LIFE: { readonly [phase in SessionPhase]: { readonly [event in SessionEvent]?: SessionPhase } } = {
  arranged: { held: 'minuted', cancelled: 'cancelled' },
  minuted: { closed: 'closed' },
  closed: {},
  cancelled: {},
}

/** Null: nothing of the kind can happen now. Nobody has sat at a table that has not begun. */
export const next = (phase: SessionPhase, event: SessionEvent, hasBegun: boolean): SessionPhase | null =>
  event === 'held' && !hasBegun ? null : (LIFE[phase][event] ?? null)

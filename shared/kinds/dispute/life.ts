import { LEVEL_CODES, type Level } from './codes.ts'

/** Where a dispute is by what people did (DOMAIN 2.2, LYX-17). That it is late is no state: time says so. */
export const DISPUTE_STATES = [
  ...(['registered', 'accepted', 'mediating', 'failed', 'settled'] as const),
  ...(['kept', 'broken', 'guided', 'withdrawn'] as const),
] as const
export type DisputeState = (typeof DISPUTE_STATES)[number]

export const DISPUTE_EVENTS = [
  ...(['accepted', 'begun', 'extended', 'settled', 'failed', 'passed', 'guided', 'withdrawn'] as const),
  ...(['confirmed', 'kept', 'broken'] as const),
] as const
export type DisputeEvent = (typeof DISPUTE_EVENTS)[number]

const LEAVING = { passed: 'registered', guided: 'guided', withdrawn: 'withdrawn' } as const

/** What was passed up is taken on anew there; an agreement that is not kept is mediated again, or goes another way. */
const LIFE: { readonly [state in DisputeState]: { readonly [event in DisputeEvent]?: DisputeState } } = {
  registered: { accepted: 'accepted', ...LEAVING },
  accepted: { begun: 'mediating', extended: 'accepted', ...LEAVING },
  mediating: { settled: 'settled', failed: 'failed', extended: 'mediating', ...LEAVING },
  failed: { begun: 'mediating', ...LEAVING },
  settled: { confirmed: 'settled', kept: 'kept', broken: 'broken' },
  broken: { begun: 'mediating', ...LEAVING },
  kept: {},
  guided: {},
  withdrawn: {},
}

/** What beside its state says whether something can happen. */
export interface Circumstances {
  readonly level: Level
  /** Its time was lengthened here already: once is all (ADR 27). */
  readonly extended: boolean
  /** null: there is no agreement. */
  readonly form: 'oral' | 'written' | null
  readonly confirmed: boolean
}

/** Null: nothing of the kind can happen now. */
export function next(state: DisputeState, event: DisputeEvent, at: Circumstances): DisputeState | null {
  const then = LIFE[state][event] ?? null
  const isBarred =
    (event === 'passed' && levelAbove(at.level) === null) ||
    (event === 'extended' && at.extended) ||
    // 司法确认 is of what was written down, and once.
    (event === 'confirmed' && (at.confirmed || at.form !== 'written'))
  return isBarred ? null : then
}

/** Null: above the city is nobody here. */
export const levelAbove = (level: Level): Level | null => LEVEL_CODES[LEVEL_CODES.indexOf(level) + 1] ?? null

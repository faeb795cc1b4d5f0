/** Where the work on an entry is. That something is late is no state: time says so. */
export const WORK_STATES = [
  ...(['waiting', 'working', 'handedBack', 'answered', 'settled', 'struck', 'closed'] as const),
] as const
export type WorkState = (typeof WORK_STATES)[number]

/** What people do with one. */
export const WORK_EVENTS = [
  ...(['taken', 'noted', 'moved', 'extended', 'answered', 'handedBack', 'assigned'] as const),
  ...(['confirmed', 'returned', 'struck'] as const),
] as const
export type WorkEvent = (typeof WORK_EVENTS)[number]

type Moves = { readonly [event in WorkEvent]?: WorkState }

/** An answer goes to whoever keeps the ledger, where somebody does; else it is to be struck off at once (`answeredTo`). */
const LIFE: { readonly [state in WorkState]: Moves } = {
  waiting: { taken: 'working', handedBack: 'handedBack' },
  working: {
    ...{ noted: 'working', moved: 'working', extended: 'working' },
    ...{ answered: 'answered', handedBack: 'handedBack' },
  },
  handedBack: { assigned: 'waiting' },
  answered: { confirmed: 'settled', returned: 'working' },
  settled: { struck: 'struck', returned: 'working' },
  struck: {},
  // Its own system says that it is over: nobody here has to do anything any more.
  closed: {},
}

/** Null: nothing of the kind can happen now. */
export const next = (state: WorkState, event: WorkEvent): WorkState | null => LIFE[state][event] ?? null

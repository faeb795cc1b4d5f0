/** Where a problem of an enterprise is by what people did (DOMAIN 2.3, 4). That it is late is no state: time says so. */
export const PROBLEM_STATES = [
  'collected',
  'analysing',
  'rejected',
  'merged',
  'assigned',
  'handling',
  'resolved',
  'confirmed',
  'struck_off',
] as const
export type ProblemState = (typeof PROBLEM_STATES)[number]

export const PROBLEM_EVENTS = [
  'taken',
  'rejected',
  'merged',
  'assigned',
  'begun',
  'resolved',
  'confirmed',
  'returned',
  'struck_off',
] as const
export type ProblemEvent = (typeof PROBLEM_EVENTS)[number]

/**
 * There is no way round the analysis, and none from an answer to striking off without the enterprise (件件有回音). What was given to
 * the wrong department, or needs a temporary group, is assigned anew until it is answered.
 */
const LIFE: { readonly [state in ProblemState]: { readonly [event in ProblemEvent]?: ProblemState } } = {
  collected: { taken: 'analysing' },
  analysing: { rejected: 'rejected', merged: 'merged', assigned: 'assigned' },
  rejected: {},
  merged: {},
  assigned: { assigned: 'assigned', begun: 'handling' },
  handling: { assigned: 'assigned', resolved: 'resolved' },
  resolved: { confirmed: 'confirmed', returned: 'handling' },
  confirmed: { struck_off: 'struck_off' },
  struck_off: {},
}

/** Null: nothing of the kind can happen now. */
export const next = (state: ProblemState, event: ProblemEvent): ProblemState | null =>
  LIFE[state][event] ?? null

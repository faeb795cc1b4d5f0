/** Where a supervision is by what people did (DOMAIN 2.3, 7). A second notice is no state of its own: time makes it, and a deed ends it. */
export const SUPERVISION_STATES = ['issued', 'acknowledged', 'replied', 'executed', 'closed'] as const
export type SupervisionState = (typeof SUPERVISION_STATES)[number]

export const SUPERVISION_EVENTS = [
  'acknowledged',
  'planned',
  'executed',
  'returned',
  'decided',
  'closed',
] as const
export type SupervisionEvent = (typeof SUPERVISION_EVENTS)[number]

/**
 * A unit that has difficulties still answers with a plan (LYX-05): there is no way round it. A leader may close at any time, since
 * what was pressed may be settled otherwise, and sends back what is no answer. A decision on blame moves nothing: the matter goes on.
 */
const LIFE: {
  readonly [state in SupervisionState]: { readonly [event in SupervisionEvent]?: SupervisionState }
} = {
  issued: { acknowledged: 'acknowledged', decided: 'issued', closed: 'closed' },
  acknowledged: { planned: 'replied', decided: 'acknowledged', closed: 'closed' },
  replied: { planned: 'replied', executed: 'executed', returned: 'acknowledged', closed: 'closed' },
  executed: { returned: 'acknowledged', closed: 'closed' },
  closed: {},
}

/** Null: nothing of the kind can happen now. */
export const next = (state: SupervisionState, event: SupervisionEvent): SupervisionState | null =>
  LIFE[state][event] ?? null

/** Where a visit is by what people did (DOMAIN 2.3-6). That it is late is no state: time says so. */
export const VISIT_STATES = ['received', 'solving', 'escalated', 'termed', 'closed'] as const
export type VisitState = (typeof VISIT_STATES)[number]

export const VISIT_EVENTS = ['answered', 'solvable', 'escalated', 'termed', 'closed'] as const
export type VisitEvent = (typeof VISIT_EVENTS)[number]

/**
 * Three ways (PRV-01): a question is answered on the spot; what can be solved is solved within a day; what is hard goes to a leader, who sets
 * its term. What looked solvable may turn out to be hard.
 */
const LIFE: { readonly [state in VisitState]: { readonly [event in VisitEvent]?: VisitState } } = {
  received: { answered: 'closed', solvable: 'solving', escalated: 'escalated' },
  solving: { closed: 'closed', escalated: 'escalated' },
  escalated: { termed: 'termed' },
  termed: { termed: 'termed', closed: 'closed' },
  closed: {},
}

/** Null: nothing of the kind can happen now. */
export const next = (state: VisitState, event: VisitEvent): VisitState | null => LIFE[state][event] ?? null

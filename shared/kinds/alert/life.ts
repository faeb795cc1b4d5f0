/** Where an alert is by what the city and people did. That it is shelved or quiet is no state: time ends it. */
export const ALERT_STATES = ['raised', 'acknowledged', 'cleared'] as const
export type AlertState = (typeof ALERT_STATES)[number]

export const ALERT_EVENTS = [
  ...(['counted', 'acknowledged', 'shelved', 'unshelved'] as const),
  ...(['noted', 'escalated', 'cleared'] as const),
] as const
export type AlertEvent = (typeof ALERT_EVENTS)[number]

/** What is acknowledged still goes on: it is over when what raised it is. Afterwards people may only note what it was. */
const LIFE: { readonly [state in AlertState]: { readonly [event in AlertEvent]?: AlertState } } = {
  raised: {
    ...{ counted: 'raised', acknowledged: 'acknowledged', shelved: 'raised', unshelved: 'raised' },
    ...{ noted: 'raised', escalated: 'raised', cleared: 'cleared' },
  },
  acknowledged: {
    ...{ counted: 'acknowledged', shelved: 'acknowledged', unshelved: 'acknowledged' },
    ...{ noted: 'acknowledged', cleared: 'cleared' },
  },
  cleared: { noted: 'cleared' },
}

/** Null: nothing of the kind can happen now. */
export const next = (state: AlertState, event: AlertEvent): AlertState | null => LIFE[state][event] ?? null

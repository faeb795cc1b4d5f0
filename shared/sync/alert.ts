import { Type, type Static } from 'typebox'
import { LONGEST_WORDS } from '../kinds/alert/fields.ts'
import type { ChannelForm, Severity } from '../alerts/document.ts'
import type { Row } from '../kinds/kind.ts'
import type { Text } from '../model/value.ts'
import { answer, exact, Words as WordsOf } from './deed.ts'

/*
 * What desks and phones do with alerts, over HTTP:
 *
 *   GET  /api/alerts                        -> Alerts         (open ones first, then the newest that are over)
 *   GET  /api/alerts/rules                  -> AlertRules
 *   GET  /api/alerts/deliveries             -> AlertDeliveries
 *   POST /api/alerts/channels/:id/test      {} -> {}
 *   GET  /api/alerts/:id                    -> AlertHistory
 *   POST /api/alerts/:id/<step>             a step -> AlertActed
 *
 * An action that has seen another state than there is now is answered with 409 and `current`, the AlertHistory as it stands.
 */

const Words = WordsOf(LONGEST_WORDS)
/** Longer is no shelving any more: then its rule is to be changed. */
export const LONGEST_SHELF_MINUTES = 1_440

/** By the last word of their route. */
export const ALERT_STEPS = {
  acknowledge: Type.Object({ ...answer, text: Type.Optional(Words) }, exact),
  shelve: Type.Object(
    {
      ...answer,
      minutes: Type.Integer({ minimum: 5, maximum: LONGEST_SHELF_MINUTES }),
      text: Type.Optional(Words),
    },
    exact,
  ),
  unshelve: Type.Object({ ...answer }, exact),
  note: Type.Object({ ...answer, text: Words }, exact),
} as const
export type AlertStepName = keyof typeof ALERT_STEPS

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnyAlertStep {
  readonly action: string
  readonly seen: number
  readonly text?: string
  readonly minutes?: number
}

export const NoFields = Type.Object({}, exact)
export type NoFields = Static<typeof NoFields>

export interface ToldAlert {
  readonly id: string
  /** As the kind's columns have it. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly AlertStepName[]
  /** What its rule looks at is late or has failed: nobody sees whether it is over. */
  readonly isBlind: boolean
}

export interface AlertHistory extends ToldAlert {
  readonly history: readonly Row[]
}

export interface Alerts {
  readonly seq: number
  readonly now: number
  readonly alerts: readonly ToldAlert[]
  /** There are more than these. */
  readonly more: boolean
}

export interface AlertActed {
  readonly seq: number
  readonly alert: AlertHistory
}

export interface AlertRules {
  readonly rules: readonly {
    readonly id: string
    readonly title: Text
    readonly severity: Severity
    readonly channels: readonly string[]
    readonly isBlind: boolean
    /** Nothing is judged by it. */
    readonly faults: readonly string[]
  }[]
}

export interface AlertDeliveries {
  readonly now: number
  readonly channels: readonly {
    readonly id: string
    readonly title: Text
    readonly form: ChannelForm
    /** Its secrets have values. */
    readonly isSet: boolean
  }[]
  /** The newest first. */
  readonly deliveries: readonly {
    readonly id: number
    readonly alert: string
    readonly event: string
    readonly channel: string
    readonly title: string
    readonly state: string
    readonly tries: number
    /** World time. */
    readonly at: number
    readonly nextAt: number
    readonly endedAt: number | null
    readonly why: string
  }[]
}

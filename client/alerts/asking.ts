import type {
  AlertActed,
  AlertDeliveries,
  AlertHistory,
  AlertRules,
  Alerts,
  AlertStepName,
  AnyAlertStep,
} from '../../shared/sync/alert.ts'
import { get, post } from '../people/asking.ts'
import { askingOf } from '../work/asking-of.ts'

/** How often a page that is looked at asks again. */
export const LOOK_MS = 5_000

export const { askAll, askOne, step } = askingOf<{
  all: Alerts
  one: AlertHistory
  acted: AlertActed
  name: AlertStepName
  step: AnyAlertStep
}>('/api/alerts')

export const askRules = (): Promise<AlertRules> => get('/api/alerts/rules')
export const askDeliveries = (): Promise<AlertDeliveries> => get('/api/alerts/deliveries')
export const test = (channel: string): Promise<object> => post(`/api/alerts/channels/${channel}/test`, {})

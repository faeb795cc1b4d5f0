import type {
  AnyDisputeStep,
  DisputeActed,
  DisputeHistory,
  DisputeOptions,
  Disputes,
  DisputeStepName,
  Register,
} from '../../shared/sync/dispute.ts'
import { get, post } from '../people/asking.ts'
import { askingOf } from '../work/asking-of.ts'

export const { askAll, askOne, step } = askingOf<{
  all: Disputes
  one: DisputeHistory
  acted: DisputeActed
  name: DisputeStepName
  step: AnyDisputeStep
}>('/api/disputes')

export const askOptions = (): Promise<DisputeOptions> => get('/api/disputes/options')

export const register = (body: Register): Promise<DisputeActed> => post('/api/disputes', body)

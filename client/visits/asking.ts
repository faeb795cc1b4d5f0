import type {
  AnyVisitStep,
  Receive,
  VisitActed,
  VisitHistory,
  VisitOptions,
  Visits,
  VisitStepName,
} from '../../shared/sync/visit.ts'
import { get, post } from '../people/asking.ts'
import { askingOf } from '../work/asking-of.ts'

export const { askAll, askOne, step } = askingOf<{
  all: Visits
  one: VisitHistory
  acted: VisitActed
  name: VisitStepName
  step: AnyVisitStep
}>('/api/visits')

export const askOptions = (): Promise<VisitOptions> => get('/api/visits/options')

export const receive = (body: Receive): Promise<VisitActed> => post('/api/visits', body)

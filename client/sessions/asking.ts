import type {
  AnySessionStep,
  Plan,
  SessionActed,
  SessionHistory,
  SessionOptions,
  Sessions,
  SessionStepName,
} from '../../shared/sync/session.ts'
import { get, post } from '../people/asking.ts'
import { askingOf } from '../work/asking-of.ts'

export const { askAll, askOne, step } = askingOf<{
  all: Sessions
  one: SessionHistory
  acted: SessionActed
  name: SessionStepName
  step: AnySessionStep
}>('/api/tea-sessions')

export const askOptions = (): Promise<SessionOptions> => get('/api/tea-sessions/options')

export const plan = (body: Plan): Promise<SessionActed> => post('/api/tea-sessions', body)

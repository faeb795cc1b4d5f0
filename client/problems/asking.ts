import type {
  AnyProblemStep,
  Collect,
  ProblemActed,
  ProblemHistory,
  ProblemOptions,
  Problems,
  ProblemStepName,
} from '../../shared/sync/problem.ts'
import { get, post } from '../people/asking.ts'
import { askingOf } from '../work/asking-of.ts'

export const { askAll, askOne, step } = askingOf<{
  all: Problems
  one: ProblemHistory
  acted: ProblemActed
  name: ProblemStepName
  step: AnyProblemStep
}>('/api/problems')

export const askOptions = (): Promise<ProblemOptions> => get('/api/problems/options')

export const collect = (body: Collect): Promise<ProblemActed> => post('/api/problems', body)

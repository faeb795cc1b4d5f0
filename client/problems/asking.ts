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

export const askAll = (): Promise<Problems> => get('/api/problems')

export const askOne = (id: string): Promise<ProblemHistory> => get(`/api/problems/${encodeURIComponent(id)}`)

export const askOptions = (): Promise<ProblemOptions> => get('/api/problems/options')

export const collect = (body: Collect): Promise<ProblemActed> => post('/api/problems', body)

export const step = (id: string, name: ProblemStepName, body: AnyProblemStep): Promise<ProblemActed> =>
  post(`/api/problems/${encodeURIComponent(id)}/${name}`, body)

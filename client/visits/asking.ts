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

export const askAll = (): Promise<Visits> => get('/api/visits')

export const askOne = (id: string): Promise<VisitHistory> => get(`/api/visits/${encodeURIComponent(id)}`)

export const askOptions = (): Promise<VisitOptions> => get('/api/visits/options')

export const receive = (body: Receive): Promise<VisitActed> => post('/api/visits', body)

export const step = (id: string, name: VisitStepName, body: AnyVisitStep): Promise<VisitActed> =>
  post(`/api/visits/${encodeURIComponent(id)}/${name}`, body)

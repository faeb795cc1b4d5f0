import type { InvestorLinks, InvestorProject, MadeLink } from '../../shared/sync/investor.ts'
import { get, post, remove } from '../people/asking.ts'

export const openLink = (token: string): Promise<InvestorProject> => post('/api/investor', { token })

export const askLinks = (project: string): Promise<InvestorLinks> =>
  get(`/api/investor-links?project=${encodeURIComponent(project)}`)

export const makeLink = (project: string, days: number): Promise<MadeLink> =>
  post('/api/investor-links', { project, days })

export const revokeLink = (id: string): Promise<unknown> =>
  remove(`/api/investor-links/${encodeURIComponent(id)}`)

import type { ProblemHistory } from '../../shared/sync/problem.ts'
import { Stale } from '../deeds/stale.ts'

const MESSAGES = {
  stale: 'it has changed since you saw it; look at it again',
  notNow: 'this cannot be done as it stands now',
} as const

export const stale = (code: keyof typeof MESSAGES, current: ProblemHistory): Stale<ProblemHistory> =>
  new Stale(code, MESSAGES[code], current)

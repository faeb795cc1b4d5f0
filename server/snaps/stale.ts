import type { SnapHistory } from '../../shared/sync/snap.ts'
import { Stale } from '../deeds/stale.ts'

const MESSAGES = {
  stale: 'it has changed since you saw it; look at it again',
  notNow: 'this cannot be done as it stands now',
} as const

export const stale = (code: keyof typeof MESSAGES, current: SnapHistory): Stale<SnapHistory> =>
  new Stale(code, MESSAGES[code], current)

import type { Supervision } from '../../shared/sync/supervision.ts'
import { Stale } from '../deeds/stale.ts'

export type Staleness = 'stale' | 'notNow' | 'alreadyOpen' | 'notOpen' | 'notProposed'

const MESSAGES: { readonly [code in Staleness]: string } = {
  stale: 'it has changed since you saw it; look at it again',
  notNow: 'this cannot be done as it stands now',
  alreadyOpen: 'this item is pressed for already; close that supervision first',
  notOpen: 'this item is not in progress: it has not begun, or is over',
  notProposed: 'blame is not proposed: its department was not told twice in vain, or a person has decided',
}

export const stale = (code: Staleness, current: Supervision | null): Stale<Supervision> =>
  new Stale(code, MESSAGES[code], current)

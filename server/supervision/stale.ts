import type { Supervision } from '../../shared/sync/supervision.ts'

export type Staleness = 'stale' | 'notNow' | 'alreadyOpen' | 'notOpen' | 'notProposed'

/** Nothing was done: what was asked for does not fit how it stands. Answered with 409 and how it stands. */
export class Stale extends Error {
  override readonly name = 'Stale'
  readonly code: Staleness
  readonly current: Supervision | null

  constructor(code: Staleness, current: Supervision | null) {
    super(MESSAGES[code])
    this.code = code
    this.current = current
  }
}

const MESSAGES: { readonly [code in Staleness]: string } = {
  stale: 'it has changed since you saw it; look at it again',
  notNow: 'this cannot be done as it stands now',
  alreadyOpen: 'this item is pressed for already; close that supervision first',
  notOpen: 'this item is not in progress: it has not begun, or is over',
  notProposed: 'blame is not proposed: its department was not told twice in vain, or a person has decided',
}

import type { DatabaseSync } from 'node:sqlite'
import type { Fields } from '../../shared/model/value.ts'
import { leastLength } from '../../shared/people/policy.ts'
import type { PasswordRules } from '../../shared/people/wire.ts'
import { Refused } from '../access/caller.ts'
import type { Actor, Audit, AuditEntry } from '../audit/audit.ts'
import type { Log } from '../log.ts'
import type { AccountRow, Accounts } from './accounts.ts'
import type { Buckets } from './buckets.ts'
import type { CookieNames } from './cookies.ts'
import type { Devices } from './devices.ts'
import type { ExternalLinks } from './external.ts'
import type { Lockouts } from './lockouts.ts'
import type { OneTimeLinks } from './one-time-links.ts'
import type { Passwords } from './passwords/passwords.ts'
import { PoolFull } from './passwords/pool.ts'
import type { PolicyStore } from './policy.ts'
import type { Directory } from './proof.ts'
import type { SecondFactors } from './second-factor/second-factors.ts'
import type { Sessions } from './sessions.ts'
import type { SteadyClock } from './steady-clock.ts'

/** What the flows of this folder share. */
export interface Inside {
  readonly db: DatabaseSync
  readonly audit: Audit
  readonly log: Log
  /** The machine's: of what is kept for days, and of codes that another machine reckons. */
  readonly now: () => number
  readonly elapsed: () => number
  /** Of sessions and lock-outs. */
  readonly steady: SteadyClock
  readonly policy: PolicyStore
  readonly accounts: Accounts
  readonly passwords: Passwords
  readonly sessions: Sessions
  readonly lockouts: Lockouts
  readonly buckets: Buckets
  readonly secondFactors: SecondFactors
  readonly links: OneTimeLinks
  readonly devices: Devices
  readonly external: ExternalLinks
  readonly cookies: CookieNames
  /** null: all passwords are kept here. */
  readonly directory: Directory | null
  /** Stands beside the account on a telephone. */
  readonly issuer: string
}

/** Where a request came from. */
export interface From {
  readonly address: string
  readonly cookie: string | undefined
}

/** Who does it to whom. */
export interface By {
  readonly actor: Actor
  readonly address: string
}

export const actorOf = ({ id, account }: Pick<AccountRow, 'id' | 'account'>): Actor => ({
  type: 'person',
  id: String(id),
  name: account,
})

export const NOBODY_YET: Actor = { type: 'nobody', id: '', name: '' }
export const SYSTEM: Actor = { type: 'system', id: '', name: '' }

/** Written before it is done; throws where it cannot be, and then nothing is done. */
export function note(
  { audit }: Inside,
  { actor, address }: By,
  action: string,
  object: string,
  details: Fields = {},
  outcome: AuditEntry['outcome'] = 'done',
): void {
  audit.write({ actor, address, action, object, outcome, details })
}

export const objectOf = (id: number): string => `person/${id}`

/** Work on a password that found no room is the same as too many questions: come back. */
export async function orBusy<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof PoolFull) throw new Refused(429, 'busy', 'too many sign in just now; try again')
    throw error
  }
}

/** Every way in that is open to strangers is paid for by the address (T-AUTH-01). */
export function pay({ buckets, elapsed }: Inside, address: string): void {
  if (buckets.take(address, elapsed()) > 0)
    throw new Refused(429, 'tooOften', 'too many attempts from here; try again in a minute')
}

export function rulesOf({ policy }: Inside): PasswordRules {
  const { profile, passwordDays } = policy.now
  return { profile, passwordDays, least: leastLength(policy.now) }
}

import type { DatabaseSync } from 'node:sqlite'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Person } from '../../shared/access/principal.ts'
import type { Routes } from '../access/routes.ts'
import type { Policy } from '../../shared/people/policy.ts'
import { AuditError, type Audit } from '../audit/audit.ts'
import { ifThereIsRoom } from '../journal/room.ts'
import type { Log } from '../log.ts'
import { createAccounts } from './accounts.ts'
import { createBuckets } from './buckets.ts'
import type { Cipher } from './cipher.ts'
import { tokenIn } from '../access/cookies.ts'
import { cookieNames } from './cookies.ts'
import { createDevices } from './devices.ts'
import { createExternalLinks, type External } from './external.ts'
import { NOBODY_YET, note, pay, SYSTEM, type From, type Inside } from './inside.ts'
import { boundOnce, shiftKept } from './kept-instants.ts'
import { createLockouts } from './lockouts.ts'
import { createOneTimeLinks } from './one-time-links.ts'
import { createHashing, type Argon2Cost } from './passwords/hashing.ts'
import { createPasswords } from './passwords/passwords.ts'
import { createPool } from './passwords/pool.ts'
import { weakPasswords } from './passwords/weak.ts'
import { createPolicyStore } from './policy.ts'
import { serveAccount } from './routes/account.ts'
import { serveAdministration } from './routes/administration.ts'
import { serveSigningIn } from './routes/signing-in.ts'
import type { Directory } from './proof.ts'
import { createSecondFactors } from './second-factor/second-factors.ts'
import { createSessions } from './sessions.ts'
import { needsSetUp } from './set-up.ts'
import { signInExternal, type SignedIn } from './signing-in.ts'
import { createSteadyClock } from './steady-clock.ts'

export interface PeopleParts {
  /** Opened with PEOPLE_TABLES. */
  readonly db: DatabaseSync
  readonly audit: Audit
  readonly cipher: Cipher
  readonly log: Log
  /** The machine's clock, not the city's: sessions are of the real world. */
  readonly now: () => number
  /** ms that have passed since whenever, however the machine's clock is set (F-47). */
  readonly elapsed: () => number
  readonly areas: Areas
  /** Names of departments as records have them. */
  readonly departments: readonly string[]
  /** What no password may contain: names of the city, the house, the product. */
  readonly words: readonly string[]
  /** Stands beside the account on a telephone. */
  readonly issuer: string
  /** Behind TLS, of our own or of a proxy. */
  readonly secure: boolean
  /** Where those who are linked to it prove who they are; null: nobody is asked. */
  readonly directory: Directory | null
  /** Tests hash with less. */
  readonly cost?: Argon2Cost
}

export interface People {
  /** Who the cookie is of; null: nobody, or a session that is over. */
  principalOf(cookie: string | undefined): Person | null
  /** Told of a session's public id in the turn in which it ends, so that its sockets end with it. Returns how to stop. */
  onEnded(listener: (session: string) => void): () => void
  /** A new one-time token while there is no administrator; else null. Never to be logged. */
  setUpToken(): string | null
  /** Throws Refused where the person is not linked to an account, or it is disabled. */
  signInExternal(external: External, from: From): SignedIn
  /** Throws Refused where too much was tried from there. */
  pay(from: From): void
  /** A provider does not vouch for whoever came. */
  notVouched(how: string, from: From): void
  /** As the security administrator has set it. */
  policy(): Policy
  serve(routes: Routes): void
  /** Ends what is over, once a second. Returns how to stop it. */
  start(): () => void
}

const AT_ONCE = 2
/** 24 wait about 0.75 s at the cost we have. */
const MOST_WAITING = 24
const SWEEP_MS = 1_000
const MINUTE_MS = 60_000

export function openPeople(parts: PeopleParts): People {
  const inside = open(parts)
  const { db, steady, policy } = inside
  const bound = boundOnce(
    db,
    () => steady.now(),
    () => policy.now.lockMinutes * MINUTE_MS,
  )
  bound()
  inside.sessions.onEnded((id, why) => {
    if (why === 'expired' || why === 'tooMany') tell(inside, id, why)
  })
  return {
    principalOf: cookie => principalOf(inside, cookie),
    onEnded: listener => inside.sessions.onEnded(id => listener(id)),
    setUpToken: () => (needsSetUp(inside) ? inside.links.make(null, inside.now()) : null),
    signInExternal: (external, from) => signInExternal(inside, external, from),
    pay: ({ address }) => pay(inside, address),
    notVouched: (how, { address }) =>
      note(inside, { actor: NOBODY_YET, address }, 'sessions.signIn', '', { how }, 'refused'),
    serve(routes) {
      serveSigningIn(routes, inside)
      serveAccount(routes, inside)
      serveAdministration(routes, inside, parts)
    },
    start: () => startSweeping(inside, bound),
    policy: () => inside.policy.now,
  }
}

function open(parts: PeopleParts): Inside {
  const { db, audit, cipher, log, now, elapsed, words, issuer, secure, directory, cost } = parts
  const steady = createSteadyClock(now, elapsed)
  const policy = createPolicyStore(db)
  const policyNow = () => policy.now
  const pool = createPool({ atOnce: AT_ONCE, most: MOST_WAITING })
  const hashing = createHashing(pool, cost)
  return {
    ...{ db, audit, log, now, elapsed, steady, policy, issuer, directory },
    accounts: createAccounts(db),
    passwords: createPasswords({ db, hashing, policy: policyNow, words, weak: weakPasswords() }),
    sessions: createSessions(db, policyNow),
    lockouts: createLockouts(db, policyNow),
    buckets: createBuckets(),
    secondFactors: createSecondFactors(db, cipher),
    links: createOneTimeLinks(db),
    devices: createDevices(db),
    external: createExternalLinks(db),
    cookies: cookieNames(secure),
  }
}

function principalOf(
  { sessions, accounts, cookies, steady }: Inside,
  cookie: string | undefined,
): Person | null {
  const token = tokenIn(cookie, cookies.session)
  const session = token === null ? null : sessions.find(token, steady.now())
  const person = session === null ? null : accounts.byId(session.person)
  if (session === null || person === null || person.disabled) return null
  return {
    type: 'person',
    id: String(person.id),
    session: session.id,
    account: person.account,
    roles: person.roles,
    scope: person.scope,
    stage: session.stage,
  }
}

/** It is over whether or not the audit can be written: what ends takes nothing that has to be allowed. */
function tell(inside: Inside, session: string, why: string): void {
  try {
    note(inside, { actor: SYSTEM, address: '' }, 'sessions.expire', `session/${session}`, { why })
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    inside.log('error', 'people', `a session ended and the audit does not have it: ${error.message}`)
  }
}

/** What is kept moves with the machine's clock: instants that people are shown are right, and mean as much after a restart (F-47). */
function followClock({ db, steady, log }: Inside): void {
  const step = steady.step()
  if (step === 0) return
  shiftKept(db, step)
  steady.follow(step)
  const seconds = `${step > 0 ? '+' : ''}${(step / 1000).toFixed(0)} s`
  log(
    'warn',
    'people',
    `the clock of the machine was set by ${seconds}: sessions and lock-outs last as long as before`,
  )
}

/** What finds no room is done with a later sweep, each by itself (PPL37). */
function startSweeping(inside: Inside, bound: () => void): () => void {
  const { steady, sessions, lockouts, devices, now, elapsed } = inside
  const timer = setInterval(() => {
    bound()
    ifThereIsRoom(() => followClock(inside))
    sessions.sweep(steady.now())
    ifThereIsRoom(() => lockouts.forgetOld(steady.now(), elapsed()))
    ifThereIsRoom(() => devices.forgetOld(now()))
  }, SWEEP_MS)
  timer.unref()
  return () => clearInterval(timer)
}

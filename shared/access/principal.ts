import type { PermissionName } from './permissions.ts'
import type { Role } from './roles.ts'

/** For whom what is sent has been masked: whoever stands in a hall, or people of the house. */
export const AUDIENCES = ['public', 'internal'] as const
export type Audience = (typeof AUDIENCES)[number]

/** Which part of the city a person answers for; 'all' is the whole of it. */
export interface Scope {
  /** Codes of areas; what lies in one of them is in the scope. */
  readonly areas: 'all' | readonly string[]
  /** Names of departments as records have them. */
  readonly departments: 'all' | readonly string[]
}

/** What is still to be done before a session is worth anything: only the person's own account can be reached until then. */
export type Stage = 'totp' | 'setUpTotp' | 'changePassword' | 'full'

export interface Person {
  readonly type: 'person'
  readonly id: string
  /** The session it came by, by its public id (never the token). */
  readonly session: string
  readonly account: string
  readonly roles: readonly Role[]
  readonly scope: Scope
  readonly stage: Stage
}

export interface PairedScreen {
  readonly type: 'screen'
  readonly id: string
  readonly audience: Audience
  /** The place it may show, with what lies in it. */
  readonly place: string
}

/** Whoever asks. */
export type Principal =
  | Person
  | PairedScreen
  /** On loopback, with the pretend city, who reaches this machine may look at its 演示数据. */
  | { readonly type: 'visitor' }
  /** A program with the token for the system's own figures. */
  | { readonly type: 'scraper' }
  /** A program by which people report what they saw (Open311), with the key that it was given. */
  | { readonly type: 'open311' }
  | { readonly type: 'nobody' }

/** For whom what somebody sees is masked; null: who sees nothing of the city. */
export function audienceOf(principal: Principal): Audience | null {
  if (principal.type === 'screen') return principal.audience
  return principal.type === 'person' || principal.type === 'visitor' ? 'internal' : null
}

export const NOBODY: Principal = { type: 'nobody' }
export const VISITOR: Principal = { type: 'visitor' }
export const SCRAPER: Principal = { type: 'scraper' }

/** What is no person may do. */
export const GRANTED: {
  readonly [type in Exclude<Principal['type'], 'person'>]: readonly PermissionName[]
} = {
  screen: ['city.view'],
  visitor: [
    'city.view',
    'city.replay',
    'numbers.explain',
    'records.view',
    'supervision.view',
    'problem.view',
    'tea.view',
    'snap.view',
    'visit.view',
    'submission.view',
    'dispute.view',
    'commitment.view',
    'ledger.view',
    'alert.view',
    'quarantine.view',
    'figures.read',
  ],
  scraper: ['figures.read'],
  open311: ['snap.file'],
  nobody: [],
}

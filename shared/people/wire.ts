import type { PermissionName } from '../access/permissions.ts'
import type { Principal, Scope, Stage } from '../access/principal.ts'
import type { Role } from '../access/roles.ts'
import type { Policy } from './policy.ts'

/** Answer of `GET /api/who`. */
export interface Who {
  readonly type: Principal['type']
  /** There is no account yet, and the one-time link of the start makes the first. */
  readonly setUp: boolean
  readonly person: WhoPerson | null
}

export interface WhoPerson {
  readonly id: string
  readonly account: string
  /** A post, e.g. 指挥中心值班长; never a private name. */
  readonly title: string
  readonly roles: readonly Role[]
  readonly scope: Scope
  readonly stage: Stage
  readonly permissions: readonly PermissionName[]
  readonly left: Left
}

/** How long the session still lasts, in ms: spans, since the clocks of screens go as they like. */
export interface Left {
  /** Until it ends for want of a hand. */
  readonly idle: number
  readonly whole: number
}

export interface SignIn {
  readonly account: string
  readonly password: string
}

/** What signing in, and each step after it, answers with. */
export interface Signed {
  readonly stage: Stage
}

export interface SessionRow {
  readonly id: string
  readonly address: string
  readonly startedAt: number
  readonly seenAt: number
  readonly stage: Stage
  /** `password`, or the name of the directory that vouched. */
  readonly how: string
  /** The one that asks. */
  readonly own: boolean
}

/** Answer of `GET /api/account`. */
export interface Account {
  readonly account: string
  readonly title: string
  readonly hasPassword: boolean
  readonly passwordChangedAt: number | null
  /** Under a profile with periodic change. */
  readonly passwordDueAt: number | null
  readonly secondFactor: { readonly since: number; readonly codesLeft: number } | null
  readonly needsSecondFactor: boolean
  readonly sessions: readonly SessionRow[]
  readonly rules: PasswordRules
}

/** What is said beside the field of a new password. */
export type PasswordRules = Pick<Policy, 'profile' | 'passwordDays'> & { readonly least: number }

/** invited: opened, and has no password yet. */
export type PersonState = 'invited' | 'active' | 'disabled'

export interface PersonRow {
  readonly id: string
  readonly account: string
  readonly title: string
  readonly state: PersonState
  readonly createdAt: number
  readonly roles: readonly Role[]
  readonly scope: Scope
  readonly secondFactor: boolean
  /** Addresses from which the account waits now. */
  readonly locked: readonly { readonly address: string; readonly until: number }[]
  readonly sessions: number
  readonly links: readonly ExternalLink[]
}

/** Who vouches for a person in place of a password here. */
export interface ExternalLink {
  readonly provider: string
  readonly account: string
}

/** What may be given to a person. */
export interface PeopleOptions {
  readonly areas: readonly { readonly id: string; readonly name: string; readonly parent: string | null }[]
  readonly departments: readonly string[]
}

/** Shown once to who opens an account, to be handed over. */
export interface OneTimeLink {
  readonly account: string
  readonly token: string
  readonly hours: number
}

/** What a one-time link is for, told to who follows it. */
export interface Invitation {
  readonly account: string
  readonly title: string
  readonly rules: PasswordRules
}

export interface TotpSetUp {
  /** Base32, for typing. */
  readonly secret: string
  /** otpauth://, for the picture. */
  readonly uri: string
}

export interface RecoveryCodes extends Signed {
  readonly codes: readonly string[]
}

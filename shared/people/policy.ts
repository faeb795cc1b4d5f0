/**
 * Two named sets of rules for passwords. GB/T 22239 8.1.4.1a wants composition and periodic change, ASVS 5 (6.2.5, 6.2.10) forbids
 * both: so a house chooses one, and docs/accounts.md says what it deviates from.
 */
export const PASSWORD_PROFILES = ['dengbao', 'asvs'] as const
export type PasswordProfile = (typeof PASSWORD_PROFILES)[number]

/** What the security administrator sets. Numbers can only be made stricter than these limits, never laxer. */
export interface Policy {
  readonly profile: PasswordProfile
  /** Characters at least; under `asvs` never fewer than 12. */
  readonly passwordLength: number
  /** Under `dengbao`: days after which a password must be changed. */
  readonly passwordDays: number
  /** Failures from one address after which it waits, and how long. */
  readonly lockAfter: number
  readonly lockMinutes: number
  /** Without pointer or key, for operators and administrators, and for all others. */
  readonly idleMinutesStrict: number
  readonly idleMinutes: number
  readonly sessionHours: number
  readonly sessionsEach: number
  /** What no password may contain beside the names the city has: the house, its streets, in letters. */
  readonly words: readonly string[]
  /** Whether a directory or a provider may vouch for administrators: then whoever rules it rules the house. */
  readonly administratorsByDirectory: boolean
  /** Whether a document is published only by somebody else than whoever wrote its draft. */
  readonly documentsBySecond: boolean
}

export type PolicyNumber = Exclude<
  keyof Policy,
  'profile' | 'words' | 'administratorsByDirectory' | 'documentsBySecond'
>

export const POLICY_LIMITS: { readonly [name in PolicyNumber]: readonly [least: number, most: number] } = {
  passwordLength: [8, 64],
  passwordDays: [1, 90],
  lockAfter: [3, 5],
  lockMinutes: [30, 1440],
  idleMinutesStrict: [1, 15],
  idleMinutes: [1, 30],
  sessionHours: [1, 12],
  sessionsEach: [1, 10],
}

export const POLICY_NUMBERS = Object.keys(POLICY_LIMITS) as readonly PolicyNumber[]

export const DEFAULT_POLICY: Policy = {
  profile: 'dengbao',
  passwordLength: 12,
  passwordDays: 90,
  lockAfter: 5,
  lockMinutes: 30,
  idleMinutesStrict: 15,
  idleMinutes: 30,
  sessionHours: 12,
  sessionsEach: 3,
  words: [],
  administratorsByDirectory: false,
  documentsBySecond: false,
}

export const LONGEST_PASSWORD = 128
const LEAST_OF_ASVS = 12

/** How many characters a password has at least, as things are set. */
export const leastLength = ({ profile, passwordLength }: Policy): number =>
  profile === 'asvs' ? Math.max(LEAST_OF_ASVS, passwordLength) : passwordLength

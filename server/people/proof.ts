import { randomUUID } from 'node:crypto'
import { ADMINISTRATORS } from '../../shared/access/roles.ts'
import type { Policy } from '../../shared/people/policy.ts'
import type { ExternalLink } from '../../shared/people/wire.ts'
import type { AccountRow } from './accounts.ts'
import type { External } from './external.ts'
import { orBusy, type Inside } from './inside.ts'

/** Asks the directory of the house whether somebody is who they say; `down` where it cannot be asked now. */
export interface Directory {
  ask(account: string, password: string): Promise<Vouching>
}

export type Vouching =
  | { readonly type: 'vouched'; readonly vouched: External }
  | { readonly type: 'no' }
  | { readonly type: 'down'; readonly reason: string }

/**
 * What came of an account and a password. `down`: the directory could not be asked; then all whom it does not let in hear so, since only
 * whose account it is would tell who is meant. `judged`: it was wrong, and counts.
 */
export type Proof =
  | { readonly type: 'right' }
  | { readonly type: 'vouched'; readonly vouched: External }
  | { readonly type: 'wrong'; readonly judged: boolean; readonly down: boolean }

const LDAP = 'ldap'

/** By the name here, else by the name in the directory, where there is one. */
export function personOf({ accounts, external, directory }: Inside, account: string): AccountRow | null {
  const here = accounts.byName(account)
  if (here !== null || directory === null) return here
  const linked = external.personOf({ provider: LDAP, account })
  return linked === null ? null : accounts.byId(linked)
}

export interface Attempt {
  readonly person: AccountRow | null
  /** As it was typed. */
  readonly account: string
  readonly password: string
  /** It comes from a device that is known. */
  readonly known: boolean
}

/**
 * Whoever is linked to the directory proves it there and nowhere else; everybody else here, and a password that is kept here is told to no
 * directory. Both are asked in either case, one of them about nobody: neither an answer nor its time tells whose account it is, or
 * whether there is one (T-AUTH-01).
 */
export function prove(inside: Inside, attempt: Attempt): Promise<Proof> {
  const { directory } = inside
  if (directory === null) return proveHere(inside, attempt, attempt.person)
  const link = linkOf(inside, attempt.person)
  const isHere = attempt.person !== null && link === null
  return isHere
    ? proveBeside(inside, directory, attempt, attempt.person)
    : proveThere(inside, directory, attempt, link?.account ?? attempt.account)
}

async function proveHere(
  { passwords }: Inside,
  { password, known }: Attempt,
  person: AccountRow | null,
): Promise<Proof> {
  const enabled = person === null || person.disabled ? null : person.id
  const isRight = await orBusy(passwords.verify(enabled, password, { known }))
  return isRight ? { type: 'right' } : WRONG
}

/** Of an account here, where others have theirs in the directory. */
async function proveBeside(
  inside: Inside,
  directory: Directory,
  attempt: Attempt,
  person: AccountRow | null,
): Promise<Proof> {
  // A name that nobody has, so that nobody's failures are counted there.
  const nobody = directory.ask(`nobody-${randomUUID()}`, randomUUID())
  const [proof, vouching] = await Promise.all([proveHere(inside, attempt, person), nobody])
  if (vouching.type === 'down') sayDown(inside, vouching.reason)
  return proof.type === 'wrong' ? { ...proof, down: vouching.type === 'down' } : proof
}

async function proveThere(
  inside: Inside,
  directory: Directory,
  attempt: Attempt,
  account: string,
): Promise<Proof> {
  const there = directory.ask(account, attempt.password)
  const [vouching] = await Promise.all([there, proveHere(inside, attempt, null)])
  if (vouching.type === 'vouched') return vouching
  if (vouching.type === 'no') return WRONG
  sayDown(inside, vouching.reason)
  return { type: 'wrong', judged: false, down: true }
}

const WRONG: Proof = { type: 'wrong', judged: true, down: false }

const sayDown = ({ log }: Inside, reason: string) =>
  log('warn', 'people', `the directory cannot be asked: ${reason}`)

/** Administrators prove it here, unless the security administrator decided otherwise: whoever rules the directory would rule the house. */
function linkOf({ external, policy }: Inside, person: AccountRow | null): ExternalLink | null {
  if (person === null || !mayComeByDirectory(policy.now, person)) return null
  return external.of(person.id).find(({ provider }) => provider === LDAP) ?? null
}

export const mayComeByDirectory = ({ administratorsByDirectory }: Policy, { roles }: AccountRow): boolean =>
  administratorsByDirectory || !roles.some(role => ADMINISTRATORS.includes(role))

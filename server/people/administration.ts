import type { Scope } from '../../shared/access/principal.ts'
import { ADMINISTRATORS, conflictOf, type Role } from '../../shared/access/roles.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Policy } from '../../shared/people/policy.ts'
import type { ExternalLink, OneTimeLink, PersonRow, PersonState } from '../../shared/people/wire.ts'
import { Refused } from '../access/caller.ts'
import { isAccountName, type AccountRow } from './accounts.ts'
import { note, objectOf, type By, type Inside } from './inside.ts'
import { LINK_HOURS } from './one-time-links.ts'
import { isPolicy } from './policy.ts'

export function rowsOf(inside: Inside): PersonRow[] {
  const { accounts, secondFactors, lockouts, sessions, external, steady } = inside
  return accounts.all().map(person => ({
    id: String(person.id),
    account: person.account,
    title: person.title,
    state: stateOf(inside, person),
    createdAt: person.createdAt,
    roles: person.roles,
    scope: person.scope,
    secondFactor: secondFactors.since(person.id) !== null,
    locked: lockouts.of(person.account, steady.now()),
    sessions: sessions.of(person.id, steady.now()).length,
    links: external.of(person.id),
  }))
}

function stateOf({ passwords, external }: Inside, { id, disabled }: AccountRow): PersonState {
  if (disabled) return 'disabled'
  return passwords.has(id) || external.of(id).length > 0 ? 'active' : 'invited'
}

export function personWith({ accounts }: Inside, id: string): AccountRow {
  const person = /^\d{1,15}$/.test(id) ? accounts.byId(Number(id)) : null
  if (person === null) throw new Refused(404, 'noPerson', 'there is no such person')
  return person
}

/** Nobody opens an account with a password: its person chooses one by a link that works once. */
export function open(inside: Inside, by: By, account: string, title: string): OneTimeLink {
  checkNew(inside, account)
  note(inside, by, 'people.open', '', { account, title })
  const id = inside.accounts.add(account, title, [], inside.now())
  return linkFor(inside, id, account)
}

export function checkNew({ accounts }: Inside, account: string): void {
  if (!isAccountName(account))
    throw new Refused(400, 'accountName', 'an account is 2 to 32 letters, digits and . _ -, a letter first')
  if (accounts.byName(account) !== null)
    throw new Refused(409, 'accountTaken', 'there is an account of this name')
}

export const linkFor = (inside: Inside, id: number, account: string): OneTimeLink => ({
  account,
  token: inside.links.make(id, inside.now()),
  hours: LINK_HOURS,
})

/** The password of before is worth nothing from now on, and nobody stays in with it. */
export function inviteAnew(inside: Inside, by: By, person: AccountRow): OneTimeLink {
  if (person.disabled) throw new Refused(409, 'disabled', 'the account is disabled')
  notOneself(by, person)
  note(inside, by, 'people.invite', objectOf(person.id))
  inside.passwords.forget(person.id)
  inside.devices.forgetAllOf(person.id)
  inside.sessions.endAllOf(person.id, 'changed')
  return linkFor(inside, person.id, person.account)
}

export function setDisabled(inside: Inside, by: By, person: AccountRow, disabled: boolean): void {
  notOneself(by, person)
  if (disabled) notTheLast(inside, person, [])
  note(inside, by, disabled ? 'people.disable' : 'people.enable', objectOf(person.id), {
    before: { disabled: person.disabled },
    after: { disabled },
  })
  inside.accounts.setDisabled(person.id, disabled)
  if (!disabled) return
  inside.links.drop(person.id)
  inside.devices.forgetAllOf(person.id)
  inside.sessions.endAllOf(person.id, 'changed')
}

/** Sessions end: what somebody may is never more than what they may now. */
export function authorise(
  inside: Inside,
  by: By,
  person: AccountRow,
  roles: readonly Role[],
  scope: Scope,
): void {
  notOneself(by, person)
  const conflict = conflictOf(roles)
  if (conflict !== null) throw new Refused(409, 'rolesConflict', conflict)
  notTheLast(inside, person, roles)
  note(inside, by, 'people.authorise', objectOf(person.id), {
    before: said(person.roles, person.scope),
    after: said(roles, scope),
  })
  inside.accounts.authorise(person.id, roles, scope)
  inside.sessions.endAllOf(person.id, 'changed')
}

const said = (roles: readonly Role[], { areas, departments }: Scope): Fields => ({
  roles,
  areas,
  departments,
})

function notOneself({ actor }: By, person: AccountRow): void {
  if (actor.type === 'person' && actor.id === String(person.id))
    throw new Refused(409, 'oneself', 'nobody does this to themselves')
}

/** A house without one of its administrators could never have one again. */
function notTheLast({ accounts }: Inside, person: AccountRow, roles: readonly Role[]): void {
  const lost = person.disabled ? [] : person.roles.filter(role => !roles.includes(role))
  const last = lost.find(role => ADMINISTRATORS.includes(role) && accounts.enabledWith(role) <= 1)
  if (last !== undefined) throw new Refused(409, 'lastAdministrator', `this is the last ${last}`)
}

export function unlock(inside: Inside, by: By, person: AccountRow): void {
  note(inside, by, 'people.unlock', objectOf(person.id))
  inside.lockouts.unlock(person.account)
}

/** For a telephone that is lost, with its codes. */
export function resetSecondFactor(inside: Inside, by: By, person: AccountRow): void {
  notOneself(by, person)
  note(inside, by, 'people.secondFactor', objectOf(person.id), { is: 'reset' })
  inside.secondFactors.forget(person.id)
  inside.sessions.endAllOf(person.id, 'changed')
}

export function endSessions(inside: Inside, by: By, person: AccountRow, session: string | null): void {
  note(inside, by, 'sessions.end', objectOf(person.id), { session: session ?? 'all' })
  const found = inside.sessions
    .of(person.id, inside.steady.now())
    .filter(({ id }) => session === null || id === session)
  for (const { id } of found) inside.sessions.end(id, 'ended')
}

/** From now on only these vouch for the person beside the password. */
export function setLinks(inside: Inside, by: By, person: AccountRow, links: readonly ExternalLink[]): void {
  const { external } = inside
  notOneself(by, person)
  const before = external.of(person.id)
  const isOwn = (link: ExternalLink) =>
    before.some(({ provider, account }) => provider === link.provider && account === link.account)
  if (links.some(link => external.isTaken(link) && !isOwn(link)))
    throw new Refused(409, 'linkTaken', 'this name of the provider belongs to another account here')
  const text = (all: readonly ExternalLink[]) => all.map(({ provider, account }) => `${provider}: ${account}`)
  note(inside, by, 'people.link', objectOf(person.id), { before: text(before), after: text(links) })
  external.dropAll(person.id)
  for (const link of links) external.add(person.id, link)
  inside.sessions.endAllOf(person.id, 'changed')
}

/** What stays unsaid of what only some houses decide stays as it is. */
export function setPolicy(inside: Inside, by: By, asked: unknown): Policy {
  const { administratorsByDirectory, documentsBySecond } = inside.policy.now
  const policy: unknown = { administratorsByDirectory, documentsBySecond, ...(asked as object) }
  if (!isPolicy(policy)) throw new Refused(400, 'policy', 'a setting is missing, or beyond its limits')
  note(inside, by, 'policy.set', 'policy', { before: { ...inside.policy.now }, after: { ...policy } })
  inside.policy.set(policy)
  return policy
}

import { ADMINISTRATORS, type Role } from '../../shared/access/roles.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Invitation, OneTimeLink } from '../../shared/people/wire.ts'
import { Refused } from '../access/caller.ts'
import type { Audit } from '../audit/audit.ts'
import { inTransaction } from '../trust/database.ts'
import { createAccounts, type AccountRow } from './accounts.ts'
import { checkNew, linkFor } from './administration.ts'
import { actorOf, note, NOBODY_YET, objectOf, pay, rulesOf, type From, type Inside } from './inside.ts'
import { createOneTimeLinks } from './one-time-links.ts'
import { newHash } from './own-account.ts'
import { begin, type SignedIn } from './signing-in.ts'
import type { DatabaseSync } from 'node:sqlite'

/** One of the first three. */
export interface FirstAdministrator {
  readonly role: Role
  readonly account: string
  readonly title: string
}

/** Nobody could administer: at the first start, and after a reset from the machine. */
export const needsSetUp = ({ accounts }: Pick<Inside, 'accounts'>): boolean =>
  ADMINISTRATORS.every(role => accounts.enabledWith(role) === 0)

const badLink = () => new Refused(404, 'badLink', 'this link was used already, or is too old')

/** Makes the three administrators, each with a link to choose their own password: nobody ever knows another's. */
export function setUp(
  inside: Inside,
  from: From,
  token: string,
  first: readonly FirstAdministrator[],
): readonly (OneTimeLink & { readonly role: Role })[] {
  pay(inside, from.address)
  if (inside.links.find(token, inside.now()) !== null || !needsSetUp(inside)) throw badLink()
  const names = new Set(first.map(({ account }) => account))
  const isWhole = first.length === ADMINISTRATORS.length && names.size === first.length
  if (!isWhole || !ADMINISTRATORS.every(role => first.some(each => each.role === role)))
    throw new Refused(400, 'administrators', 'three different people: one for each administrator')
  for (const { account } of first) checkNew(inside, account)
  const by = { actor: NOBODY_YET, address: from.address }
  for (const { account, title, role } of first)
    note(inside, by, 'people.open', '', { account, title, roles: [role], because: 'set-up' })
  inside.links.use(token)
  return first.map(({ account, title, role }) => {
    const id = inside.accounts.add(account, title, [role], inside.now())
    return { ...linkFor(inside, id, account), role }
  })
}

function invited(inside: Inside, token: string): AccountRow {
  const id = inside.links.find(token, inside.now())
  const person = typeof id === 'number' ? inside.accounts.byId(id) : null
  if (person === null || person.disabled) throw badLink()
  return person
}

export function invitation(inside: Inside, from: From, token: string): Invitation {
  pay(inside, from.address)
  const { account, title } = invited(inside, token)
  return { account, title, rules: rulesOf(inside) }
}

/** The person's own password. Who has the link has signed in, but for a second factor. */
export async function accept(inside: Inside, from: From, token: string, password: string): Promise<SignedIn> {
  pay(inside, from.address)
  const hash = await newHash(inside, invited(inside, token), password)
  // Two may have followed the link at once: the first one had it.
  const person = invited(inside, token)
  note(inside, { actor: actorOf(person), address: from.address }, 'people.password', objectOf(person.id), {
    because: 'one-time link',
  })
  inside.links.use(token)
  inside.passwords.keep(person.id, hash, inside.now())
  return begin(inside, person, from)
}

/** What became of a reset. */
export interface Reset {
  /** The accounts that were disabled. */
  readonly lost: readonly string[]
  /** By which the administrators are made anew. Never to be logged. */
  readonly token: string
}

/**
 * For a house that has lost its administrators: disables them all, and makes a set-up link that the next start leaves as it is. Only
 * for a command on the machine, while the server stands still. `user` is whom the machine calls him; it proves nothing.
 */
export function resetAdministrators(db: DatabaseSync, audit: Audit, user: string, now: number): Reset {
  const accounts = createAccounts(db)
  const lost = accounts
    .all()
    .filter(({ disabled, roles }) => !disabled && roles.some(role => ADMINISTRATORS.includes(role)))
  const tell = (action: string, object: string, details: Fields) =>
    audit.write({
      actor: { type: 'command', id: '', name: 'people reset-administrators' },
      ...{ address: '', action, object, outcome: 'done', details },
    })
  const because = 'the administrators are appointed anew from the machine'
  tell('people.resetAdministrators', '', { accounts: lost.map(({ account }) => account), user })
  for (const { id, roles } of lost) tell('people.disable', objectOf(id), { roles, because })
  const token = inTransaction(db, () => {
    for (const { id } of lost) {
      accounts.setDisabled(id, true)
      db.prepare('DELETE FROM sessions WHERE person = ?').run(id)
      db.prepare('DELETE FROM one_time_links WHERE person = ?').run(id)
    }
    return createOneTimeLinks(db).makeLasting(now)
  })
  return { lost: lost.map(({ account }) => account), token }
}

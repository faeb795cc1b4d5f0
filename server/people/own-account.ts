import type { Account, RecoveryCodes, SessionRow, TotpSetUp } from '../../shared/people/wire.ts'
import { Refused } from '../access/caller.ts'
import { neighbourhood } from '../net/ip.ts'
import { needsSecondFactor, type AccountRow } from './accounts.ts'
import { actorOf, note, objectOf, orBusy, pay, rulesOf, type From, type Inside } from './inside.ts'
import type { Session } from './sessions.ts'
import { askTurn, goOn, tellOfMany, type SignedIn } from './signing-in.ts'
import { totpUri } from './second-factor/totp.ts'

/** A person, by the session it asks with. */
export interface Own {
  readonly person: AccountRow
  readonly session: Session
  readonly from: From
}

const byOf = ({ person, from }: Own) => ({ actor: actorOf(person), address: from.address })

export function accountOf(inside: Inside, { person, session }: Own): Account {
  const { passwords, secondFactors } = inside
  const since = secondFactors.since(person.id)
  return {
    account: person.account,
    title: person.title,
    hasPassword: passwords.has(person.id),
    passwordChangedAt: passwords.changedAt(person.id),
    passwordDueAt: passwords.dueAt(person.id),
    secondFactor: since === null ? null : { since, codesLeft: secondFactors.codesLeft(person.id) },
    needsSecondFactor: needsSecondFactor(person.roles),
    sessions: sessionsOf(inside, person.id, session.id),
    rules: rulesOf(inside),
  }
}

export const sessionsOf = ({ sessions, steady }: Inside, person: number, own: string): SessionRow[] =>
  sessions.of(person, steady.now()).map(({ id, address, startedAt, seenAt, stage, how }) => ({
    ...{ id, address, startedAt, seenAt, stage, how },
    own: id === own,
  }))

/**
 * Asked before what a stolen session must not be enough for. Whoever has stolen one may come from any number of addresses, so it is the
 * session that is counted, and that ends where too many were wrong (PPL38).
 */
async function provePassword(inside: Inside, own: Own, password: string): Promise<void> {
  const { person, session, from } = own
  pay(inside, from.address)
  const place = `session ${session.id}`
  askTurnOrEnd(inside, own, place)
  const isRight = await orBusy(inside.passwords.verify(person.id, password, { known: true })).catch(
    (error: unknown) => {
      if (error instanceof Refused) inside.lockouts.takeBack(person.account, place)
      throw error
    },
  )
  if (!isRight) {
    note(inside, byOf(own), 'sessions.password', objectOf(person.id), { session: session.id }, 'refused')
    tellOfMany(inside, person, person.account, from)
    throw new Refused(403, 'wrongPassword', 'the password of now is wrong')
  }
  // It may have ended meanwhile, by others that were tried at once.
  if (!isThere(inside, own)) throw notNow()
  inside.lockouts.succeeded(person.account, place)
}

function askTurnOrEnd(inside: Inside, { person, session, from }: Own, place: string): void {
  try {
    askTurn(inside, person.account, place, person, from)
  } catch (error) {
    inside.sessions.end(session.id, 'ended')
    throw error
  }
}

const isThere = ({ sessions, steady }: Inside, { person, session }: Own): boolean =>
  sessions.of(person.id, steady.now()).some(({ id }) => id === session.id)

/** A new password that will do, made ready to be kept. */
export async function newHash(inside: Inside, person: AccountRow, password: string): Promise<string> {
  const { passwords } = inside
  const fault = await orBusy(passwords.fault(person.id, person.account, password, { known: true }))
  if (fault !== null) throw new Refused(400, fault, 'this password cannot be used')
  return orBusy(passwords.hash(password, { known: true }))
}

/** All other sessions of the person end: whoever had the old password is out. */
export async function changePassword(
  inside: Inside,
  own: Own,
  old: string,
  password: string,
): Promise<SignedIn> {
  const { person, session, from } = own
  if (session.stage !== 'full' && session.stage !== 'changePassword') throw notNow()
  await provePassword(inside, own, old)
  const hash = await newHash(inside, person, password)
  if (!isThere(inside, own)) throw notNow()
  note(inside, byOf(own), 'people.password', objectOf(person.id))
  inside.passwords.keep(person.id, hash, inside.now())
  inside.sessions.endAllOf(person.id, 'changed', session.id)
  return goOn(inside, person, session, session.stage === 'full' ? 'all' : 'newPassword', from)
}

/** In place of a second factor that is in use only with the password. */
export async function prepareTotp(inside: Inside, own: Own, password: string): Promise<TotpSetUp> {
  const { person, session } = own
  if (session.stage !== 'full' && session.stage !== 'setUpTotp') throw notNow()
  if (session.stage === 'full' && inside.passwords.has(person.id)) await provePassword(inside, own, password)
  const secret = inside.secondFactors.prepare(person.id)
  return { secret, uri: totpUri(secret, person.account, inside.issuer) }
}

export function confirmTotp(inside: Inside, own: Own, code: string): SignedIn & Pick<RecoveryCodes, 'codes'> {
  const { person, session, from } = own
  if (session.stage !== 'full' && session.stage !== 'setUpTotp') throw notNow()
  const place = `code ${neighbourhood(from.address)}`
  askTurn(inside, person.account, place, person, from)
  if (!inside.secondFactors.isRight(person.id, code, inside.now()))
    throw new Refused(400, 'wrongCode', 'the code does not belong to what was just set up')
  note(inside, byOf(own), 'people.secondFactor', objectOf(person.id), { is: 'on' })
  const codes = inside.secondFactors.confirm(person.id, code, inside.now())
  inside.lockouts.succeeded(person.account, place)
  inside.sessions.endAllOf(person.id, 'changed', session.id)
  return { ...goOn(inside, person, session, 'all', from), codes }
}

export async function removeTotp(inside: Inside, own: Own, password: string): Promise<void> {
  const { person, session } = own
  if (session.stage !== 'full') throw notNow()
  if (needsSecondFactor(person.roles))
    throw new Refused(409, 'secondFactorNeeded', 'this role needs a second factor')
  await provePassword(inside, own, password)
  note(inside, byOf(own), 'people.secondFactor', objectOf(person.id), { is: 'off' })
  inside.secondFactors.forget(person.id)
}

/** Another of one's own, or this one. */
export function endOwn(inside: Inside, own: Own, id: string): void {
  const found = inside.sessions.of(own.person.id, inside.steady.now()).some(session => session.id === id)
  if (!found) throw new Refused(404, 'noSession', 'there is no such session')
  note(
    inside,
    byOf(own),
    id === own.session.id ? 'sessions.signOut' : 'sessions.end',
    objectOf(own.person.id),
    {
      session: id,
    },
  )
  inside.sessions.end(id, 'signOut')
}

const notNow = () => new Refused(409, 'notNow', 'something else has to be done first')

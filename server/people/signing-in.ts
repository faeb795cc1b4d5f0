import type { Stage } from '../../shared/access/principal.ts'
import type { SignIn } from '../../shared/people/wire.ts'
import { Refused } from '../access/caller.ts'
import { neighbourhood } from '../net/ip.ts'
import { needsSecondFactor, type AccountRow } from './accounts.ts'
import { setCookie, tokenIn } from '../access/cookies.ts'
import { DEVICE_SECONDS } from './devices.ts'
import type { External } from './external.ts'
import { digest } from './tokens.ts'
import { actorOf, note, NOBODY_YET, objectOf, pay, type From, type Inside } from './inside.ts'
import { mayComeByDirectory, personOf, prove, type Proof } from './proof.ts'

/** What a step of signing in leads to: the cookies go to the browser, the stage to the page. */
export interface SignedIn {
  readonly stage: Stage
  readonly cookies: readonly string[]
}

/** What is still to be done once the password is right. */
type Passed = 'password' | 'secondFactor' | 'newPassword'

/**
 * The stages in their order: the second factor that there is, a password that is due, a second factor that there should be. What has
 * been passed is not asked again.
 */
function stageAfter(inside: Inside, { id, roles }: AccountRow, passed: Passed, how: string): Stage {
  const { secondFactors, passwords, now } = inside
  const since = secondFactors.since(id)
  if (passed === 'password' && since !== null) return 'totp'
  const due = how === BY_PASSWORD ? passwords.dueAt(id) : null
  if (passed !== 'newPassword' && due !== null && due <= now()) return 'changePassword'
  return since === null && needsSecondFactor(roles) ? 'setUpTotp' : 'full'
}

export const BY_PASSWORD = 'password'

/** Begins a session: whoever comes here has proved who they are. */
export function begin(
  inside: Inside,
  person: AccountRow,
  from: From,
  how: string = BY_PASSWORD,
  stage: Stage = stageAfter(inside, person, 'password', how),
): SignedIn {
  note(inside, { actor: actorOf(person), address: from.address }, 'sessions.signIn', objectOf(person.id), {
    how,
    stage,
  })
  const { sessions, cookies, steady } = inside
  const strict = needsSecondFactor(person.roles)
  const { token } = sessions.begin(
    { person: person.id, stage, how, strict, address: from.address },
    steady.now(),
  )
  return {
    stage,
    cookies: [setCookie(cookies.session, token, cookies.secure), ...known(inside, person, from, stage)],
  }
}

/** The session goes on to its next stage, under another token (T-AUTH-03). */
export function goOn(
  inside: Inside,
  person: AccountRow,
  session: { readonly id: string; readonly how: string },
  passed: Passed | 'all',
  from: From,
): SignedIn {
  const { sessions, cookies } = inside
  const stage = passed === 'all' ? 'full' : stageAfter(inside, person, passed, session.how)
  const token = sessions.advance(session.id, stage)
  return {
    stage,
    cookies: [setCookie(cookies.session, token, cookies.secure), ...known(inside, person, from, stage)],
  }
}

/** A device from which somebody came all the way in is known from then on. */
function known({ devices, cookies, now }: Inside, { id }: AccountRow, from: From, stage: Stage): string[] {
  if (stage !== 'full' || devices.nameOf(tokenIn(from.cookie, cookies.device), id, now()) !== null) return []
  return [setCookie(cookies.device, devices.remember(id, now()), cookies.secure, DEVICE_SECONDS)]
}

/** Counted here, an attempt of this account: the device if it is known, else the address. */
function placeOf({ devices, cookies, now }: Inside, from: From, person: AccountRow | null) {
  const device = devices.nameOf(tokenIn(from.cookie, cookies.device), person?.id ?? null, now())
  return { place: device ?? neighbourhood(from.address), known: device !== null }
}

/**
 * What is no account is counted as one, and kept nowhere: somebody may have typed a password there. Too little of a digest to be turned
 * round.
 */
const strangerOf = (typed: string) => `? ${digest(typed).toString('hex').slice(0, 6)}`

/**
 * Account and password. Whether the account is known, disabled or has no password yet: the answer and the work are the same
 * (T-AUTH-01).
 */
export async function signIn(
  inside: Inside,
  { account: typed, password }: SignIn,
  from: From,
): Promise<SignedIn> {
  const { lockouts } = inside
  const account = typed.trim().toLowerCase()
  const person = personOf(inside, account)
  const { place, known: isKnown } = placeOf(inside, from, person)
  // A device that is known has its own count, so a flood from the same address cannot shut it out.
  if (!isKnown) pay(inside, from.address)
  const name = person?.account ?? strangerOf(account)
  askTurn(inside, name, place, person, from)
  const attempt = { person, account, password, known: isKnown }
  const proof = await prove(inside, attempt).catch((error: unknown) => {
    if (error instanceof Refused) lockouts.takeBack(name, place)
    throw error
  })
  if (proof.type === 'wrong' && !proof.judged) lockouts.takeBack(name, place)
  const signed = judged(inside, { proof, person, name, from })
  lockouts.succeeded(name, place)
  return signed
}

interface Judging {
  readonly proof: Proof
  readonly person: AccountRow | null
  /** What its failures are counted under. */
  readonly name: string
  readonly from: From
}

function judged(inside: Inside, { proof, person, name, from }: Judging): SignedIn {
  if (proof.type === 'vouched') return signInExternal(inside, proof.vouched, from)
  // What was true before the work may not be true after it.
  const found = person === null ? null : inside.accounts.byId(person.id)
  if (proof.type === 'right' && found !== null && !found.disabled) return begin(inside, found, from)
  const { judged: isJudged, down: isDown } = proof.type === 'wrong' ? proof : { judged: true, down: false }
  if (isJudged) noteFailure(inside, person, name, from)
  throw isDown ? down() : wrong()
}

/** Counts the attempt; throws where it has to wait. */
export function askTurn(
  inside: Inside,
  account: string,
  place: string,
  person: AccountRow | null,
  from: From,
): void {
  const attempt = inside.lockouts.attempt(account, place, inside.steady.now())
  if (attempt.type === 'may') return
  if (attempt.first)
    note(
      inside,
      { actor: NOBODY_YET, address: from.address },
      'people.lock',
      person === null ? '' : objectOf(person.id),
      { place, until: new Date(attempt.until).toISOString() },
    )
  throw new Refused(429, 'locked', 'too many failures from here; wait, or ask the security administrator')
}

const wrong = () => new Refused(401, 'wrong', 'the account or the password is wrong')
const down = () =>
  new Refused(
    503,
    'directoryDown',
    'the directory of the house cannot be asked now: nobody of it can sign in; of the accounts that have a password here, this was none',
  )

function noteFailure(inside: Inside, person: AccountRow | null, account: string, from: From): void {
  const by = { actor: NOBODY_YET, address: from.address }
  const object = person === null ? '' : objectOf(person.id)
  note(inside, by, 'sessions.signIn', object, { how: BY_PASSWORD }, 'refused')
  if (person !== null) tellOfMany(inside, person, account, from)
}

/** Counts one more wrong password of an account, wherever it was tried. */
export function tellOfMany(inside: Inside, { id }: AccountRow, account: string, { address }: From): void {
  if (!inside.lockouts.alerts(account, inside.elapsed())) return
  const object = objectOf(id)
  inside.log('warn', 'people', `many passwords are wrong for ${object}: somebody may be guessing it`)
  note(inside, { actor: NOBODY_YET, address }, 'people.alert', object, { reason: 'many failures in an hour' })
}

/** The code of the second factor, or one from paper. */
export function giveCode(
  inside: Inside,
  person: AccountRow,
  session: { readonly id: string; readonly how: string },
  code: string,
  from: From,
): SignedIn {
  const place = `code ${neighbourhood(from.address)}`
  const by = { actor: actorOf(person), address: from.address }
  try {
    askTurn(inside, person.account, place, person, from)
  } catch (error) {
    inside.sessions.end(session.id, 'ended')
    throw error
  }
  const kind = inside.secondFactors.check(person.id, code, inside.now())
  if (kind === null) {
    note(inside, by, 'sessions.code', objectOf(person.id), {}, 'refused')
    throw new Refused(401, 'wrongCode', 'the code is wrong, or was used already')
  }
  note(inside, by, 'sessions.code', objectOf(person.id), { kind })
  inside.lockouts.succeeded(person.account, place)
  return goOn(inside, person, session, 'secondFactor', from)
}

/** Somebody for whom a directory or an OpenID provider vouches. Only who was linked comes in. */
export function signInExternal(inside: Inside, external: External, from: From): SignedIn {
  const id = inside.external.find(external)
  const person = id === null ? null : inside.accounts.byId(id)
  if (person === null || person.disabled) {
    const object = person === null ? '' : objectOf(person.id)
    const details = { how: external.provider }
    note(inside, { actor: NOBODY_YET, address: from.address }, 'sessions.signIn', object, details, 'refused')
    throw new Refused(403, 'notLinked', 'no account here is linked to this person')
  }
  if (!mayComeByDirectory(inside.policy.now, person)) {
    const by = { actor: NOBODY_YET, address: from.address }
    note(inside, by, 'sessions.signIn', objectOf(person.id), { how: external.provider }, 'refused')
    throw new Refused(403, 'notByDirectory', 'administrators sign in by their password here')
  }
  return begin(inside, person, from, external.provider, external.secondFactor ? 'full' : undefined)
}

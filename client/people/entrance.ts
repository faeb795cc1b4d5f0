import { readonly, ref, shallowRef } from 'vue'
import type { Stage } from '../../shared/access/principal.ts'
import type { Invitation, OneTimeLink, PasswordRules, TotpSetUp, Who } from '../../shared/people/wire.ts'
import { askWho, backFrom, confirmSecondFactor, post, Refusal } from './asking.ts'
import { reasonIn, type Words } from '../language/entrance.ts'
import { hasComeBack } from './provider.ts'

type RoleLink = OneTimeLink & { readonly role: string }

/** What the page asks for now. */
export type Step =
  | { readonly type: 'waiting' }
  | { readonly type: 'signIn' }
  | { readonly type: 'code' }
  | { readonly type: 'password'; readonly rules: PasswordRules | null }
  | { readonly type: 'factor'; readonly setUp: TotpSetUp }
  | { readonly type: 'paper'; readonly codes: readonly string[] }
  | { readonly type: 'setUp' }
  | { readonly type: 'links'; readonly links: readonly RoleLink[] }
  | { readonly type: 'invited'; readonly invitation: Invitation }
  | { readonly type: 'inside'; readonly who: Who }

/** Where the page stands; work is done one at a time, and what is refused is said while the step stays. */
function createStanding(words: () => Words) {
  const step = shallowRef<Step>({ type: 'waiting' })
  const fault = ref('')
  const busy = ref(false)
  async function attempt(work: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    fault.value = ''
    try {
      await work()
    } catch (error) {
      const { code, message } = error instanceof Refusal ? error : new Refusal('failed', String(error))
      fault.value = reasonIn(words(), code, message)
      // What was begun is over: from the beginning.
      if (code === 'signIn') step.value = { type: 'signIn' }
    } finally {
      busy.value = false
    }
  }
  return { step, fault, busy, attempt }
}

/** The way in, step by step. `leave` goes to another page of this server. */
export function createEntrance(words: () => Words, leave: (path: string) => void) {
  const { step, fault, busy, attempt } = createStanding(words)
  const token = location.hash.slice(1)
  async function onto(stage: Stage): Promise<void> {
    if (stage === 'full') return arrive()
    if (stage === 'totp') step.value = { type: 'code' }
    else if (stage === 'changePassword') step.value = { type: 'password', rules: null }
    else step.value = { type: 'factor', setUp: await post<TotpSetUp>(FACTOR, { password: '' }) }
  }

  /** All the way in: back to where somebody came from, where that may be looked at. */
  async function arrive(): Promise<void> {
    const who = await askWho()
    const path = pathFor(who, backFrom(location.search))
    return path === null ? void (step.value = { type: 'inside', who }) : leave(path)
  }
  async function begin(): Promise<void> {
    const who = await askWho()
    if (location.pathname === '/set-up' && token !== '') step.value = await byLink(who, token)
    else if (who.person === null) step.value = { type: 'signIn' }
    else if (who.person.stage !== 'full' || hasComeBack()) await onto(who.person.stage)
    else step.value = { type: 'inside', who }
  }

  const signed = (path: string, body: unknown) => attempt(async () => onto((await post(path, body)).stage))

  return {
    ...{ step, fault: readonly(fault), busy: readonly(busy) },
    begin: () => attempt(begin),
    arrive: () => attempt(arrive),
    signIn: (account: string, password: string) => signed('/api/sign-in', { account, password }),
    giveCode: (code: string) => signed('/api/sign-in/code', { code }),
    changePassword: (old: string, password: string) => signed('/api/account/password', { old, password }),
    accept: (password: string) => signed('/api/invitation/accept', { token, password }),
    confirmFactor: (code: string) =>
      attempt(async () => {
        step.value = { type: 'paper', codes: (await confirmSecondFactor(code)).codes }
      }),
    setUp: (administrators: readonly { role: string; account: string; title: string }[]) =>
      attempt(async () => {
        const { links } = await post<{ links: RoleLink[] }>('/api/set-up', { token, administrators })
        step.value = { type: 'links', links }
      }),
    signOut: () =>
      attempt(async () => {
        await post('/api/sign-out')
        step.value = { type: 'signIn' }
      }),
  }
}

const FACTOR = '/api/account/second-factor'

/** The link of the first start makes administrators; every other one is somebody's own. */
async function byLink({ setUp }: Who, token: string): Promise<Step> {
  if (setUp) return { type: 'setUp' }
  return { type: 'invited', invitation: await post<Invitation>('/api/invitation', { token }) }
}

/** null: there is nothing for him but his account. */
const pathFor = (who: Who, back: string): string | null =>
  mayGo(back, who) ? back : mayReport(who) ? REPORT : null

/** Where whoever is out in the streets begins. */
export const REPORT = '/work/report'
export const mayReport = ({ person }: Who): boolean => person?.permissions.includes('snap.file') === true

/** Somebody without the city has no desk; other pages know themselves whom they are for. */
const mayGo = (path: string, { person }: Who): boolean =>
  !path.startsWith('/desk') || person?.permissions.includes('city.view') === true

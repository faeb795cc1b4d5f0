import { deviceKey, keep, publicHalf, signatureOf, type DeviceKey } from './device-key.ts'

/** What a wall that is not let in shows. */
export type Pairing =
  | { readonly state: 'connecting' }
  /** Keys are made only in pages that came by TLS, or from this machine. */
  | { readonly state: 'insecure' }
  /** It is still paired; the city is taken off public screens for now. */
  | { readonly state: 'covered' }
  | { readonly state: 'code'; readonly code: string; readonly until: number; readonly revoked: boolean }

interface Parts {
  readonly show: (pairing: Pairing) => void
  readonly wait: (ms: number) => Promise<void>
}

const LOOK_MS = 2_000
const AGAIN_MS = 5_000
/** What the server answers a public screen while all of them are covered. */
const COVERED = 423

/** Until the server lets this wall in as a screen. It never gives up: nobody stands at its keyboard. */
export async function becomeScreen({ show, wait }: Parts): Promise<void> {
  if (!isSecureContext) {
    show({ state: 'insecure' })
    return new Promise(() => undefined)
  }
  show({ state: 'connecting' })
  for (;;) {
    try {
      const entered = await enter()
      if (entered === 'entered') return
      if (entered === 'covered') {
        show({ state: 'covered' })
        await wait(LOOK_MS)
      } else await paired({ show, wait })
    } catch (error) {
      console.warn('the server does not answer yet', error)
      await wait(AGAIN_MS)
    }
  }
}

/** Shows its key, where it was paired once. */
export async function enter(): Promise<'entered' | 'covered' | 'revoked' | 'never paired'> {
  const key = await deviceKey()
  const { screen } = key
  if (screen === null) return 'never paired'
  const { word } = (await asked('POST', '/api/screens/word', { screen })) as { word: string }
  const signature = await signatureOf(key, screen, word)
  const answer = await fetch('/api/screens/enter', post({ screen, word, signature }))
  if (answer.ok) return 'entered'
  // 409: the server was started anew since it gave the word. It says nothing of the screen, which is asked again later.
  if (answer.status === COVERED) return 'covered'
  if (answer.status !== 403) throw new Error(`/api/screens/enter: ${answer.status}`)
  await keep({ ...key, screen: null, isRevoked: true })
  return 'revoked'
}

/** Shows one code after another until somebody has paired this wall by it. */
async function paired({ show, wait }: Parts): Promise<void> {
  const key = await deviceKey()
  for (;;) {
    const opened = (await asked('POST', '/api/screens/codes', { key: await publicHalf(key) })) as Opened
    show({ state: 'code', code: opened.code, until: opened.until, revoked: key.isRevoked })
    if (await isPaired(opened.request, key, wait)) return
  }
}

interface Opened {
  readonly request: string
  readonly code: string
  readonly until: number
}

/** false: the request is over, and so is its code. */
async function isPaired(request: string, key: DeviceKey, wait: Parts['wait']): Promise<boolean> {
  for (;;) {
    await wait(LOOK_MS)
    const answer = await fetch(`/api/screens/requests/${request}`, { cache: 'no-store' })
    if (answer.status === 404) return false
    if (!answer.ok) continue
    const { screen } = (await answer.json()) as { screen: string | null }
    if (screen === null) continue
    // Whom it is paired with now says by what it signs.
    await keep({ keys: key.keys, screen, isRevoked: false })
    return true
  }
}

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

async function asked(method: 'POST', path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(path, { ...post(body), method })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

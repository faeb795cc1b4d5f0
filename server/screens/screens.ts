import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { PairedScreen } from '../../shared/access/principal.ts'
import { rangesOf } from '../net/ranges.ts'
import { Refused } from '../access/caller.ts'
import { Codes, type Request } from './codes.ts'
import { isKey, isProven, type ScreenKey } from './device-key.ts'
import type { Elsewhere } from './elsewhere.ts'
import type { Cover, Screen, ScreenStore } from './screen-store.ts'
import { Words } from './words.ts'

/** A screen comes for another by itself: it never logs out (T-WALL-01). */
const TOKEN_LIFE_MS = 24 * 3_600_000
const MOST_SCREENS = 2_000

export interface ScreensParts {
  readonly store: ScreenStore
  /** The world's time, ms: the city's clock may run faster. */
  readonly now: () => number
  /** ms that have passed since whenever: words and tokens are good for as long, however a clock is set (F-47). */
  readonly elapsed: () => number
  /** Cuts off the sockets of a screen. */
  readonly end: (screen: string) => void
  readonly log: (message: string) => void
  readonly elsewhere: Pick<Elsewhere, 'met' | 'forget'>
}

export interface Pairing {
  readonly name: string
  readonly audience: Screen['audience']
  readonly place: string
  readonly networks: readonly string[]
}

/** What comes of a screen that shows its key. */
export type Entered =
  | { readonly type: 'entered'; readonly token: string }
  /** It is still paired, and shows nothing for now. */
  | { readonly type: 'covered' }
  /** Nothing is said of the screen: the word was used, or ended, or is of a server before this one. It asks for another. */
  | { readonly type: 'old word' }
  /** It is not paired, was revoked, or comes from where it may not. */
  | { readonly type: 'refused' }

interface Proof {
  readonly screen: string
  readonly word: string
  readonly signature: string
}

interface Token {
  readonly screen: string
  readonly until: number
}

/**
 * Walls that are paired by a code and known by a key of their own. Words and tokens are in memory only: after a restart a wall shows
 * its key again.
 */
export class Screens {
  readonly codes: Codes
  readonly #parts: ScreensParts
  /** Those that are not revoked, for the question that every connection asks. */
  readonly #live = new Map<string, Screen>()
  readonly #words: Words
  readonly #tokens = new Map<string, Token>()
  #cover: Cover | null

  constructor(parts: ScreensParts) {
    this.#parts = parts
    this.codes = new Codes(parts.elapsed)
    this.#words = new Words(parts.elapsed)
    this.#cover = parts.store.cover()
    for (const screen of parts.store.all()) if (screen.revokedAt === null) this.#live.set(screen.id, screen)
  }

  all(): Screen[] {
    return this.#parts.store.all()
  }

  /** Those that are not revoked, also while the database does not answer. */
  paired(): Screen[] {
    return [...this.#live.values()]
  }

  /** A wall asks to be paired, and shows the code. */
  request(key: ScreenKey, address: string): Request {
    if (!isKey(key)) throw new Refused(400, 'malformed', 'that is no key of a screen')
    const request = this.codes.open(key, address)
    if (request === null)
      throw new Refused(429, 'tooMany', 'too many screens wait to be paired; try again later')
    return request
  }

  /** What is paired by a request; the caller has audited it. */
  planned(request: Request, pairing: Pairing, by: string): Screen {
    if (this.#live.size >= MOST_SCREENS)
      throw new Refused(
        409,
        'tooMany',
        `there are ${MOST_SCREENS} screens already: revoke those that are gone`,
      )
    return {
      ...pairing,
      ...{ id: randomUUID(), key: request.key, pairedAt: this.#parts.now(), pairedBy: by, revokedAt: null },
    }
  }

  pair(request: Request, screen: Screen): void {
    this.#parts.store.add(screen)
    this.#live.set(screen.id, screen)
    request.screen = screen.id
  }

  /** From now on it is nobody: its tokens mean nothing and its sockets are cut off before this returns. */
  revoke(id: string): void {
    this.#parts.store.revoke(id, this.#parts.now())
    this.#live.delete(id)
    this.#dismiss(id)
    this.#parts.elsewhere.forget(id)
  }

  say(message: string): void {
    this.#parts.log(message)
  }

  /** Since when public screens show nothing; null: they show the city. */
  get cover(): Cover | null {
    return this.#cover
  }

  /**
   * Takes the city off all public screens before this returns, also where it cannot be kept: then it is said, and they would come back with
   * the next start (T-WALL-03).
   */
  coverAll(by: string): void {
    this.#cover = { since: this.#parts.now(), by }
    for (const { id, audience } of this.#live.values()) if (audience === 'public') this.#dismiss(id)
    try {
      this.#parts.store.setCover(this.#cover)
    } catch (error) {
      this.#parts.log(`public screens are covered, but that could not be kept: ${String(error)}`)
    }
  }

  uncoverAll(): void {
    this.#parts.store.setCover(null)
    this.#cover = null
  }

  /** Its tokens mean nothing and its sockets are cut off. */
  #dismiss(id: string): void {
    for (const [hash, token] of this.#tokens) if (token.screen === id) this.#tokens.delete(hash)
    this.#parts.end(id)
  }

  /** A word for a screen to sign. Whether there is such a screen is not said. */
  word(screen: string): string {
    return this.#words.make(screen)
  }

  /** A screen shows its key. */
  enter(proof: Proof, address: string): Entered {
    if (!this.#words.isFresh(proof.word, proof.screen)) return { type: 'old word' }
    const screen = this.#proven(proof)
    if (screen === null) return { type: 'refused' }
    // Whatever comes of it. Who signs nothing could use it for nothing either.
    this.#words.spend(proof.word)
    if (!this.#isFromItsNetwork(screen, address)) return { type: 'refused' }
    if (this.#cover !== null && screen.audience === 'public') return { type: 'covered' }
    const now = this.#parts.elapsed()
    for (const [hash, { until }] of this.#tokens) if (until <= now) this.#tokens.delete(hash)
    const token = randomBytes(32).toString('base64url')
    this.#tokens.set(hashOf(token), { screen: screen.id, until: now + TOKEN_LIFE_MS })
    return { type: 'entered', token }
  }

  /** The screen whose key signed the word. */
  #proven(proof: Proof): Screen | null {
    const screen = this.#live.get(proof.screen)
    if (screen === undefined) return null
    return isProven(screen.key, screen.id, proof.word, proof.signature) ? screen : null
  }

  /** Whose token it is. */
  byToken(token: string, address: string): PairedScreen | null {
    const held = this.#tokens.get(hashOf(token))
    const screen = held === undefined ? undefined : this.#live.get(held.screen)
    if (held === undefined || screen === undefined || held.until <= this.#parts.elapsed()) return null
    if (!this.#isFromItsNetwork(screen, address)) return null
    const { id, audience, place } = screen
    return { type: 'screen', id, audience, place }
  }

  /** Asked of what is proven only: whoever comes from elsewhere with that has copied it. */
  #isFromItsNetwork(screen: Screen, address: string): boolean {
    if (screen.networks.length === 0 || rangesOf(screen.networks).has(address)) return true
    this.#parts.elsewhere.met(screen, address)
    return false
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

import { randomBytes, randomInt } from 'node:crypto'
import { neighbourhood } from '../net/ip.ts'
import type { ScreenKey } from './device-key.ts'

/** Without 0, O, 1, I and their like: it is read off a wall and typed by hand. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 8
/** After that a wall shows another one. */
const LIFE_MS = 10 * 60_000
/** What asks and is never paired must not fill the memory. */
const MOST = 500
const MOST_OF_ADDRESS = 20

export interface Request {
  /** Known to the wall alone: by it it asks whether it was paired. */
  readonly id: string
  readonly code: string
  readonly key: ScreenKey
  readonly address: string
  readonly until: number
  /** Once it is paired. */
  screen: string | null
}

/** Walls that show a code and wait to be paired (T-WALL-01). Nothing of it is kept: a wall that finds its request gone asks again. */
export class Codes {
  readonly #elapsed: () => number
  readonly #byId = new Map<string, Request>()

  constructor(elapsed: () => number) {
    this.#elapsed = elapsed
  }

  /** null: too many wait already. */
  open(key: ScreenKey, address: string): Request | null {
    this.#forget()
    const near = neighbourhood(address)
    const ofAddress = [...this.#byId.values()].filter(each => neighbourhood(each.address) === near).length
    if (this.#byId.size >= MOST || ofAddress >= MOST_OF_ADDRESS) return null
    const request: Request = {
      id: randomBytes(32).toString('base64url'),
      code: this.#unusedCode(),
      key,
      address,
      until: this.#elapsed() + LIFE_MS,
      screen: null,
    }
    this.#byId.set(request.id, request)
    return request
  }

  of(id: string): Request | null {
    this.#forget()
    return this.#byId.get(id) ?? null
  }

  /** By what an operator typed: case, blanks and hyphens do not matter. */
  byCode(typed: string): Request | null {
    this.#forget()
    const code = typed.toUpperCase().replace(/[\s-]/g, '')
    return [...this.#byId.values()].find(each => each.code === code && each.screen === null) ?? null
  }

  #unusedCode(): string {
    for (;;) {
      const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
      if (![...this.#byId.values()].some(each => each.code === code)) return code
    }
  }

  #forget(): void {
    for (const [id, { until }] of this.#byId) if (until <= this.#elapsed()) this.#byId.delete(id)
  }
}

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A word to be signed, used once. */
const WORD_LIFE_MS = 60_000
const NONCE_BYTES = 16
const UNTIL_BYTES = 8
const PROOF_BYTES = 16

/**
 * Words that screens sign. A word says itself for how long it is good, and by a key that is made with each start that it is ours and for which
 * screen: so whoever asks for words without end fills nothing, and no wall is turned away for it (SCD18). Only what came back signed by a
 * screen of ours is remembered, for as long as it would be good.
 */
export class Words {
  readonly #elapsed: () => number
  readonly #key = randomBytes(32)
  /** Until when. */
  readonly #spent = new Map<string, number>()

  constructor(elapsed: () => number) {
    this.#elapsed = elapsed
  }

  make(screen: string): string {
    const head = Buffer.alloc(NONCE_BYTES + UNTIL_BYTES)
    randomBytes(NONCE_BYTES).copy(head)
    head.writeDoubleBE(this.#elapsed() + WORD_LIFE_MS, NONCE_BYTES)
    return Buffer.concat([head, this.#proofOf(head, screen)]).toString('base64url')
  }

  /** It is ours, for this screen, not over, and nobody has come by it. */
  isFresh(word: string, screen: string): boolean {
    return this.#untilOf(word, screen) > this.#elapsed() && !this.#spent.has(word)
  }

  spend(word: string): void {
    const now = this.#elapsed()
    for (const [each, until] of this.#spent) if (until <= now) this.#spent.delete(each)
    this.#spent.set(word, now + WORD_LIFE_MS)
  }

  /** 0: it is none of ours, or for another screen. */
  #untilOf(word: string, screen: string): number {
    const bytes = Buffer.from(word, 'base64url')
    // Other letters may mean the same bytes, and would be another word for once.
    if (bytes.length !== NONCE_BYTES + UNTIL_BYTES + PROOF_BYTES || bytes.toString('base64url') !== word)
      return 0
    const head = bytes.subarray(0, NONCE_BYTES + UNTIL_BYTES)
    const isOurs = timingSafeEqual(bytes.subarray(head.length), this.#proofOf(head, screen))
    return isOurs ? head.readDoubleBE(NONCE_BYTES) : 0
  }

  #proofOf(head: Buffer, screen: string): Buffer {
    return createHmac('sha256', this.#key).update(head).update(screen).digest().subarray(0, PROOF_BYTES)
  }
}

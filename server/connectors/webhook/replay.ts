import { hash } from 'node:crypto'
import type { Signature } from './signature.ts'

/** How far the sender's clock may be from ours. */
export const WINDOW_MS = 300_000
/** Ids remembered; a sender that posts more within the window loses only the check of the oldest. */
const MOST_IDS = 200_000

/**
 * Refuses what is too old, from the future, or another body under an id that was used. The same body under the same id
 * is a sender that did not hear our answer: it passes, and its records are found to be known.
 */
export class ReplayGuard {
  readonly #seen = new Map<string, { readonly at: number; readonly digest: string }>()

  /** `now` is city time and goes `speed` times as fast as real time. Answers why it must not pass, or null. */
  check({ id, seconds }: Signature, body: Buffer, now: number, speed: number): string | null {
    const window = WINDOW_MS * Math.max(1, speed)
    if (Math.abs(seconds * 1000 - now) > window)
      return 'webhook-timestamp is more than 5 minutes away from our clock'
    const digest = hash('sha256', body, 'base64')
    const known = this.#seen.get(id)
    if (known !== undefined && known.digest !== digest) return 'this webhook-id was used for another body'
    this.#forget(now, window)
    this.#seen.set(id, { at: now, digest })
    return null
  }

  /** Ids are kept in the order they came, so the old ones are in front. */
  #forget(now: number, window: number): void {
    for (const [id, { at }] of this.#seen) {
      if (now - at <= 2 * window && this.#seen.size < MOST_IDS) return
      this.#seen.delete(id)
    }
  }
}

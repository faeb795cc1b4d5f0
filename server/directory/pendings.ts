import { createHash, randomBytes } from 'node:crypto'
import type { Pending } from './oidc.ts'

/** Sign-ins that are at the provider. Each is taken once, by the browser that began it, within ten minutes. */
export interface Pendings {
  /** The word that the browser keeps. */
  keep(pending: Pending): string
  take(word: string): Pending | null
}

const LIFE_MS = 10 * 60_000
/** Beyond these the oldest goes: whoever begins without end crowds out their own kind, not the memory. */
const MOST = 10_000

export function createPendings(elapsed: () => number): Pendings {
  const all = new Map<string, { readonly pending: Pending; readonly until: number }>()
  const nameOf = (word: string) => createHash('sha256').update(word).digest('hex')
  return {
    keep(pending) {
      const word = randomBytes(32).toString('base64url')
      for (const [name, { until }] of all) {
        if (until > elapsed() && all.size < MOST) break
        all.delete(name)
      }
      all.set(nameOf(word), { pending, until: elapsed() + LIFE_MS })
      return word
    },
    take(word) {
      const kept = all.get(nameOf(word))
      all.delete(nameOf(word))
      return kept === undefined || kept.until <= elapsed() ? null : kept.pending
    },
  }
}

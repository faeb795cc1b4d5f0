import { neighbourhood } from '../net/ip.ts'

/** How many attempts an address may make at once, and how soon it may make one more. */
interface BucketSize {
  readonly most: number
  readonly everyMs: number
}

const OF_ADDRESS: BucketSize = { most: 30, everyMs: 2_000 }
/** Whoever has a v6 network has 2^64 addresses of it: together they get little more than one. */
const OF_NETWORK: BucketSize = { most: 60, everyMs: 1_000 }
const MOST_KEPT = 20_000

export interface Buckets {
  /** 0: it may. Else ms after which it may. */
  take(address: string, now: number): number
}

interface Level {
  readonly left: number
  readonly at: number
}

export function createBuckets(): Buckets {
  const levels = new Map<string, Level>()

  function take(key: string, { most, everyMs }: BucketSize, now: number): number {
    const level = levels.get(key) ?? { left: most, at: now }
    const left = Math.min(most, level.left + Math.max(0, now - level.at) / everyMs)
    levels.delete(key)
    levels.set(key, { left: left < 1 ? left : left - 1, at: now })
    return left < 1 ? Math.ceil((1 - left) * everyMs) : 0
  }

  return {
    take(address, now) {
      const network = networkOf(address)
      const wait = Math.max(
        take(address, OF_ADDRESS, now),
        network === null ? 0 : take(network, OF_NETWORK, now),
      )
      // The oldest go first: whoever asks all the time is not among them.
      for (const key of levels.keys()) {
        if (levels.size <= MOST_KEPT) break
        levels.delete(key)
      }
      return wait
    },
  }
}

/** The /64 of a v6 address; null for v4, whose neighbours are other people. */
const networkOf = (address: string): string | null => (address.includes(':') ? neighbourhood(address) : null)

import type { Batch, Draft, Quarantined } from '../../shared/model/batch.ts'

/** More than a polled upstream repeats in an overlap; a start begins anew, and tells each once more. */
const REMEMBERED = 5_000

/** What was refused of each feed lately: an upstream that is polled shows its broken record at every turn. */
export interface Refusals {
  /** Those that are news. */
  fresh(draft: Draft): readonly Quarantined[]
  keep(batches: readonly Batch[]): void
  /** What was judged is kept by now, or lost. */
  settled(): void
}

export function createRefusals(): Refusals {
  const known = new Map<string, Set<string>>()
  const waiting = new Set<string>()

  function isNews(feed: string, digest: string | undefined): boolean {
    if (digest === undefined) return true
    const name = `${feed} ${digest}`
    if (waiting.has(name) || known.get(feed)?.has(digest) === true) return false
    waiting.add(name)
    return true
  }

  return {
    fresh({ feed, quarantined }) {
      const fresh = quarantined.filter(({ digest }) => isNews(feed, digest))
      return fresh.length === quarantined.length ? quarantined : fresh
    },
    keep(batches) {
      for (const { feed, quarantined } of batches) {
        if (quarantined.length === 0) continue
        const digests = known.get(feed) ?? new Set<string>()
        known.set(feed, digests)
        for (const { digest } of quarantined) if (digest !== undefined) digests.add(digest)
        // The oldest are in front.
        for (const digest of digests) {
          if (digests.size <= REMEMBERED) break
          digests.delete(digest)
        }
      }
    },
    settled: () => waiting.clear(),
  }
}

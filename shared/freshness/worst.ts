import type { Rhythm } from '../model/documents.ts'
import type { Freshness, FreshnessState } from './freshness.ts'

const RANK: { readonly [state in FreshnessState]: number } = { live: 0, waiting: 1, late: 2, failed: 3 }

const overdue = ({ lateBy, age }: Freshness): number => lateBy ?? age ?? 0

const worse = (a: Freshness, b: Freshness): boolean =>
  RANK[a.state] !== RANK[b.state] ? RANK[a.state] > RANK[b.state] : overdue(a) > overdue(b)

/** What leans on several feeds is as fresh as the worst of them; among equals the oldest. null: it leans on none. */
export function worstOf(all: Iterable<Freshness>): Freshness | null {
  let worst: Freshness | null = null
  for (const one of all) if (worst === null || worse(one, worst)) worst = one
  return worst
}

/** A feed as far as its freshness goes. */
export interface Watched {
  readonly rhythm: Rhythm
  readonly freshness: Freshness
}

const rhythmKey = (rhythm: Rhythm): string => {
  switch (rhythm.type) {
    case 'every':
    case 'heartbeat':
      return 'often'
    case 'by':
      return rhythm.days
    case 'none':
      return 'none'
  }
}

/**
 * Parted by how often they report: a month's statistics beside positions of this minute are stated apart, since one age
 * for both would be untrue of one. In the order in which they came; each part with its worst first.
 */
export function byRhythm<Feed extends Watched>(feeds: readonly Feed[]): (readonly Feed[])[] {
  const parts = new Map<string, Feed[]>()
  for (const feed of feeds) {
    const key = rhythmKey(feed.rhythm)
    const part = parts.get(key)
    if (part === undefined) parts.set(key, [feed])
    else if (worse(feed.freshness, (part[0] as Feed).freshness)) part.unshift(feed)
    else part.push(feed)
  }
  return [...parts.values()]
}

import type { FeedState } from './feed-state.ts'

/** How much of their past these feeds have in, in whole per cent of the one that is furthest behind; null: all of it. */
export function caughtUpTo(feeds: readonly FeedState[]): number | null {
  let least: number | null = null
  for (const { report } of feeds) {
    const backlog = report?.backlog ?? null
    if (backlog === null) continue
    const done = Math.floor((100 * (backlog.of - backlog.left)) / backlog.of)
    if (least === null || done < least) least = done
  }
  return least
}

import { Refused } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import type { Journal } from '../journal/journal.ts'

const AT_ONCE = 100

/**
 * `GET /api/quarantine?feed=&before=`: what a feed could not take, newest first, masked, a hundred at a time. `next` is the
 * `before` of the older ones, null where there are none.
 */
export function serveQuarantine(routes: Routes, journal: Pick<Journal, 'quarantined'>): void {
  routes.on('GET /api/quarantine', request => {
    const { feed, before } = request.query
    const from = before === undefined ? Number.MAX_SAFE_INTEGER : Number(before)
    if (typeof feed !== 'string' || feed === '' || !Number.isSafeInteger(from) || from < 1)
      throw new Refused(400, 'malformed', 'feed is the id of a feed, before a whole number from 1')
    const entries = journal.quarantined(feed, AT_ONCE, from)
    const next = entries.length < AT_ONCE ? null : (entries[entries.length - 1]?.id ?? null)
    return { feed, entries, next }
  })
}

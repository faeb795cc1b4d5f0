import type { DatabaseSync } from 'node:sqlite'
import { ifThereIsRoom } from './room.ts'

/** What is known of a feed and no number needs, by its name. */
export interface BesideStore {
  read(feed: string): string | null
  write(feed: string, text: string): void
}

/** Beside the journal and no part of it: lost, it is learned anew. */
export function openBesideStore(db: DatabaseSync, what: 'shape' | 'unknown'): BesideStore {
  const read = db.prepare('SELECT value FROM meta WHERE key = ?')
  const write = db.prepare(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const keyOf = (feed: string) => `${what}/${feed}`
  return {
    read: feed => (read.get(keyOf(feed)) as { value: string } | undefined)?.value ?? null,
    write: (feed, text) => ifThereIsRoom(() => void write.run(keyOf(feed), text)),
  }
}

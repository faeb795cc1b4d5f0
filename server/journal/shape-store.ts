import type { DatabaseSync } from 'node:sqlite'
import type { ShapeStore } from '../intake/shapes.ts'
import { ifThereIsRoom } from './room.ts'

const keyOf = (feed: string) => `shape/${feed}`

/** Beside the journal and no part of it: lost, it is learned anew. */
export function openShapeStore(db: DatabaseSync): ShapeStore {
  const read = db.prepare('SELECT value FROM meta WHERE key = ?')
  const write = db.prepare(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  return {
    read: feed => (read.get(keyOf(feed)) as { value: string } | undefined)?.value ?? null,
    write: (feed, text) => ifThereIsRoom(() => void write.run(keyOf(feed), text)),
  }
}

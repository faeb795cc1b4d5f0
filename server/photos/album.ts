import { existsSync, renameSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { HOUR } from '../../shared/calendar/civil.ts'
import type { Alarms } from '../alarms/alarms.ts'
import { ifThereIsRoom } from '../journal/room.ts'
import { openTrust } from '../trust/database.ts'
import { Photos, PHOTO_TABLES } from './photos.ts'

export interface Album {
  readonly photos: Photos
  close(): void
}

/**
 * The photos of reports, in a file of their own. One that cannot be read is put aside, since no photo is worth a wall: it is said, and
 * what was in it is in the backups.
 */
export function openAlbum(path: string, alarms: Pick<Alarms, 'raise'>, now: () => number): Album {
  const db = openOrPutAside(path, alarms, now)
  const photos = new Photos(db, now)
  // What lies there a little longer is no reason not to start, nor to stop (F-05).
  const sweep = () => ifThereIsRoom(() => photos.sweep())
  sweep()
  const hourly = setInterval(sweep, HOUR)
  hourly.unref()
  return {
    photos,
    close() {
      clearInterval(hourly)
      db.close()
    },
  }
}

/** SQLITE_CORRUPT, SQLITE_NOTADB. */
const BROKEN: ReadonlySet<number> = new Set([11, 26])

function openOrPutAside(path: string, alarms: Pick<Alarms, 'raise'>, now: () => number): DatabaseSync {
  try {
    return openTrust(path, [PHOTO_TABLES])
  } catch (error) {
    if (!BROKEN.has((error as { readonly errcode?: number }).errcode ?? 0)) throw error
    const aside = `${path}.broken-${now()}`
    for (const end of ['-wal', '-shm', '']) if (existsSync(path + end)) renameSync(path + end, aside + end)
    alarms.raise('photos-broken', `${path} cannot be read and is put aside as ${aside}: ${String(error)}`)
    return openTrust(path, [PHOTO_TABLES])
  }
}

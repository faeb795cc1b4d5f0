import type { DatabaseSync } from 'node:sqlite'
import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import { KEPT } from '../../shared/rollups/kept.ts'
import { hoursId, minutesId } from './rollup-store.ts'

/** A slice keeps the loop for some milliseconds at most. */
const MOST_ROWS = 200

/**
 * Rollups beyond their time go, the oldest first. `keepMs`: how long readings are taken; the minutes of a device are kept for
 * as long, since by them a reading is known that comes again. Answers whether there is more to do at once.
 */
export function openRollupRetention(db: DatabaseSync, keepMs: number): (now: number) => boolean {
  const tables = (['device', 'area'] as const).flatMap(of => [
    { drop: dropOf(db, `${of}_minutes`), kept: Math.max(KEPT[of].minutes, keepMs) + HOUR, idOf: minutesId },
    { drop: dropOf(db, `${of}_hours`), kept: Math.max(KEPT[of].hours, keepMs) + DAY, idOf: hoursId },
  ])
  return now => {
    const dropped = tables.map(({ drop, kept, idOf }) => Number(drop.run(idOf(now - kept)).changes))
    return dropped.some(rows => rows === MOST_ROWS)
  }
}

/* eslint-disable no-restricted-syntax -- the tables are named above */
const dropOf = (db: DatabaseSync, table: string) =>
  db.prepare(
    `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE id < ? ORDER BY id LIMIT ${MOST_ROWS})`,
  )
/* eslint-enable no-restricted-syntax */

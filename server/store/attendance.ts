import type { DatabaseSync } from 'node:sqlite'
import { KEPT_DAYS, KEPT_MINUTES } from '../../shared/attendance/attendance.ts'
import { MINUTE, dayNumber } from '../../shared/calendar/civil.ts'
import type { SavedAttendance } from '../../shared/city/checkpoint.ts'

const ADDED_TO_MINUTES = ['reports', 'failures', 'received', 'accepted', 'duplicate'] as const
const ADDED_TO_DAYS = [
  ...ADDED_TO_MINUTES,
  ...(['quarantined', 'refused', 'expected', 'filled', 'watched', 'late', 'failed'] as const),
]

/** Adds what came since the last checkpoint, in its transaction: after a crash what is folded again was never added. */
export function attendanceWriter(db: DatabaseSync): (saved: SavedAttendance) => void {
  // eslint-disable-next-line no-restricted-syntax -- tables and columns are constants of this file
  const minute = db.prepare(addingTo('feed_minutes', 'minute', ADDED_TO_MINUTES))
  // eslint-disable-next-line no-restricted-syntax -- as above
  const day = db.prepare(addingTo('feed_days', 'day', ADDED_TO_DAYS, FIRST_GOOD))
  return ({ minutes, days }) => {
    for (const each of minutes)
      minute.run(each.minute, each.feed, ...ADDED_TO_MINUTES.map(name => each[name]))
    for (const each of days)
      day.run(each.day, each.feed, ...ADDED_TO_DAYS.map(name => each[name]), each.firstGood)
  }
}

/** The earliest of what is kept and what comes; null is none. */
const FIRST_GOOD = `first_good = min(coalesce(first_good, excluded.first_good), coalesce(excluded.first_good, first_good))`

function addingTo(table: string, time: string, added: readonly string[], earliest = ''): string {
  const columns = [time, 'feed', ...added, ...(earliest === '' ? [] : ['first_good'])]
  const sets = [
    ...added.map(name => `${name} = ${name} + excluded.${name}`),
    ...(earliest === '' ? [] : [earliest]),
  ]
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (${time}, feed) DO UPDATE SET ${sets.join(', ')}`
}

/** A slice keeps the loop for some milliseconds at most. */
const MOST_ROWS = 200

/** What is older than its time goes, the oldest first. Answers whether there is more to do at once. */
export function openAttendanceRetention(db: DatabaseSync): (now: number) => boolean {
  const minutes = droppingFrom(db, 'feed_minutes', 'minute')
  const days = droppingFrom(db, 'feed_days', 'day')
  return now => {
    const dropped = [
      minutes.run(Math.floor(now / MINUTE) - KEPT_MINUTES),
      days.run(dayNumber(now) - KEPT_DAYS),
    ]
    return dropped.some(({ changes }) => changes === MOST_ROWS)
  }
}

/* eslint-disable no-restricted-syntax -- both tables are named above */
const droppingFrom = (db: DatabaseSync, table: string, time: string) =>
  db.prepare(
    `DELETE FROM ${table} WHERE (${time}, feed) IN
       (SELECT ${time}, feed FROM ${table} WHERE ${time} < ? ORDER BY ${time}, feed LIMIT ${MOST_ROWS})`,
  )
/* eslint-enable no-restricted-syntax */

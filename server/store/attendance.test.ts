import { expect, test } from 'vitest'
import type { DatabaseSync } from 'node:sqlite'
import { KEPT_DAYS, KEPT_MINUTES } from '../../shared/attendance/attendance.ts'
import { DAY, HOUR, MINUTE, dayNumber } from '../../shared/calendar/civil.ts'
import { noneWanted, saveChanges } from '../../shared/city/checkpoint.ts'
import { START, ticketFact } from '../../shared/city/ticket.fixture.ts'
import { NO_COUNTS, type Draft } from '../../shared/model/batch.ts'
import { ownDraft, type Engine } from '../engine/engine.ts'
import { cityFolders, ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { openAttendanceRetention } from './attendance.ts'

const folders = cityFolders('attendance')
const EXPECTED = {
  rhythmOf: () => ({ type: 'every', seconds: 30 }) as const,
  wholeOf: () => ['topic', 'closedAt'],
}
const engineOn = (db: DatabaseSync) => ticketEngine(db, { documents: { expected: EXPECTED } })
const rowsOf = (db: DatabaseSync, table: string) =>
  db
    .prepare(`SELECT * FROM ${table} ORDER BY 1, 2`)
    .all()
    .map(row => ({ ...row }))
const kept = (db: DatabaseSync) => ['feed_minutes', 'feed_days'].map(table => rowsOf(db, table))

/** Hours over midnight of two feeds, of which one falls silent and one fails, and of a time in which nobody listened. */
function* life(): Generator<Draft> {
  for (let n = 0; n < 90; n++) {
    const at = START + 23 * HOUR + n * MINUTE + (n > 70 ? HOUR : 0)
    const facts = [ticketFact({ id: `x/${n}`, at: at - 5000 })]
    const counts = { ...NO_COUNTS, received: 2, accepted: 1, quarantined: 1 }
    if (n % 7 !== 0) yield { ...ownDraft(at, facts), feed: 'a', counts }
    const failed = n % 30 > 20
    yield {
      ...ownDraft(at + 20_000, []),
      feed: 'b',
      outcome: failed ? 'failed' : 'ok',
      reason: failed ? 'slow: x' : '',
    }
    yield ownDraft(at + 30_000, [{ type: 'tick', at: at + 30_000 }])
  }
}

test('[ATT4] after a crash at any moment the attendance is that of a city that never stopped', async () => {
  const steady = folders.open(folders.fresh())
  const whole = engineOn(steady)
  for (const draft of life()) await whole.submit(draft)
  whole.checkpoint()

  const folder = folders.fresh()
  let db = folders.open(folder)
  let engine: Engine = engineOn(db)
  let crashes = 0
  for (const [i, draft] of [...life()].entries()) {
    await engine.submit(draft)
    if (i % 13 === 5) engine.checkpoint()
    if (i % 31 !== 7) continue
    // Its process is gone: nothing is written any more.
    db.close()
    db = folders.open(folder)
    engine = engineOn(db)
    crashes++
  }
  engine.checkpoint()
  expect(crashes).toBeGreaterThan(7)
  const [minutes, days] = kept(db)
  expect(minutes?.length).toBeGreaterThan(150)
  expect(days).toHaveLength(4)
  expect([minutes, days]).toEqual(kept(steady))
  expect(engine.city.feeds.get('b')).toEqual(whole.city.feeds.get('b'))
  expect(days?.every(({ late, failed }) => Number(late) + Number(failed) > 0)).toBe(true)
})

test('[ATT4] what a checkpoint found no room for is in the next one, once', async () => {
  const db = folders.open(folders.fresh())
  const engine = engineOn(db)
  await engine.submit({ ...ownDraft(START, [ticketFact({ id: 'x/1' })]), feed: 'a' })
  const full = () => saveChanges(engine.city, noneWanted, () => expect.fail('no room'))
  expect(full).toThrow('no room')
  engine.checkpoint()
  engine.checkpoint()
  expect(rowsOf(db, 'feed_days')).toMatchObject([
    { feed: 'a', reports: 1, accepted: 1, expected: 2, filled: 1 },
  ])
})

test('[ATT5] minutes of three hours and days of two years are kept, and older ones go in slices', () => {
  const db = folders.open(folders.fresh())
  engineOn(db)
  const minute = Math.floor(START / MINUTE)
  const day = dayNumber(START)
  const zeros = (n: number) => Array<string>(n).fill('0').join(', ')
  for (let n = 0; n < 1000; n++) {
    db.exec(`INSERT INTO feed_minutes VALUES (${minute - n}, 'a', ${zeros(5)})`)
    db.exec(`INSERT INTO feed_days VALUES (${day - n}, 'a', ${zeros(12)}, NULL)`)
  }
  const prune = openAttendanceRetention(db)
  let steps = 1
  while (prune(START)) steps++
  expect(steps).toBeGreaterThan(3)
  expect(rowsOf(db, 'feed_minutes')).toHaveLength(KEPT_MINUTES + 1)
  expect(rowsOf(db, 'feed_days')).toHaveLength(KEPT_DAYS + 1)
  expect(prune(START + DAY)).toBe(false)
  expect(rowsOf(db, 'feed_days')).toHaveLength(KEPT_DAYS)
})

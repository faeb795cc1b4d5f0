import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import { createAlarms } from '../alarms/alarms.ts'
import { cityFolders } from '../engine/ticket-engine.fixture.ts'
import { backupsIn, nameOf } from './backup-files.ts'
import { backupWithTrial } from './backup-with-trial.ts'
import { fillCity } from './backup.fixture.ts'
import { startBackups } from './backups.ts'
import { isDue } from './schedule.ts'
import { keepVerdict, lastGood } from './verdicts.ts'

const { fresh } = cityFolders('backups')
afterEach(() => void vi.useRealTimers())

const AT = 150
/** 02:30 in the city. */
const DUE = Date.parse('2026-11-29T02:30:00+08:00')

test('[BKP5] one is due once a day at its time, and at the next look where the time has passed', () => {
  expect(isDue(null, DUE, AT)).toBe(true)
  expect(isDue(DUE - DAY + 5, DUE - 1, AT)).toBe(false)
  expect(isDue(DUE - DAY + 5, DUE, AT)).toBe(true)
  expect(isDue(DUE + 5, DUE + 20 * HOUR, AT)).toBe(false)
  expect(isDue(DUE - 3 * DAY, DUE + 9 * HOUR, AT)).toBe(true)
})

test('[BKP5] (F-47) a clock that steps by an hour, or a day, makes none twice and leaves none out', () => {
  for (const step of [-HOUR, HOUR, -DAY, DAY, -10 * MINUTE]) {
    let last: number | null = DUE - DAY
    const made: number[] = []
    for (let minute = -60; minute < 3 * 24 * 60; minute++) {
      // The step comes just after the first one is made.
      const now = DUE + minute * MINUTE + (minute >= 1 ? step : 0)
      if (isDue(last, now, AT)) made.push((last = now))
    }
    const days = new Set(made.map(at => Math.floor((at - DUE) / DAY)))
    expect([step, made.length]).toEqual([step, days.size])
    expect(made.length).toBeGreaterThanOrEqual(step === DAY ? 4 : step === -DAY ? 2 : 3)
  }
  expect(isDue(DUE + 400 * DAY, DUE, AT)).toBe(true)
})

test('[BKP5] [BKP3] (F-30) the running server makes it, says how it went, and sounds an alarm where there is no good one', async () => {
  vi.useFakeTimers({ now: DUE, toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const folder = fresh()
  const said: string[] = []
  const log = (level: string, about: string, message: string) =>
    void said.push(`${level} ${about} ${message}`)
  const alarms = createAlarms({ log, now: Date.now })
  const outcomes = ['broken', 'dead', 'good', 'good']
  const make = async () => {
    const outcome = outcomes.shift()
    if (outcome === 'dead') throw new Error('ended with SIGKILL')
    const name = nameOf(Date.now(), false)
    const made = { path: join(folder, name), name, madeAt: Date.now(), bytes: 9 }
    if (outcome === 'broken') return { made, faults: ['city.db is broken'] }
    writeFileSync(made.path, '')
    keepVerdict(made.path, { triedAt: Date.now(), faults: [] })
    return { made, faults: [] }
  }
  const backups = startBackups({ folder, at: AT, make, log, alarms, now: Date.now })
  const figure = () => backups.figures().filter(line => !line.startsWith('#'))
  await vi.advanceTimersByTimeAsync(4 * MINUTE)
  expect([said, figure()]).toEqual([[], ['liaowang_backup_restore_tested 0']])
  await vi.advanceTimersByTimeAsync(MINUTE)
  expect(said).toEqual([expect.stringMatching(/error backup .*city\.db is broken/)])
  await vi.advanceTimersByTimeAsync(2 * HOUR + 10 * MINUTE)
  expect(alarms.raised.has('backup')).toBe(false)
  expect(said.at(-1)).toMatch(/info backup liaowang-.* is made, and was restored for a trial/)
  expect(figure()).toEqual([
    expect.stringMatching(/age_seconds \d{2,3}$/),
    'liaowang_backup_restore_tested 1',
  ])
  await vi.advanceTimersByTimeAsync(DAY)
  expect([outcomes, backupsIn(folder).length]).toEqual([[], 2])
  backups.stop()
  await vi.advanceTimersByTimeAsync(3 * DAY)
  expect(backupsIn(folder).length).toBe(2)
})

test('[BKP3] (F-30) a backup that cannot be restored takes the place of no good one', async () => {
  const dataDir = fresh()
  await fillCity(dataDir, 3)
  const to = join(dataDir, 'backups')
  const order = { dataDir, to, key: null, keyFiles: [], version: '1', keep: 1 }
  const good = await backupWithTrial({ ...order, now: DUE }, [], () => DUE)
  expect([good.faults, lastGood(to)?.name]).toEqual([[], good.made?.name])
  const bad = await backupWithTrial({ ...order, now: DUE + 1_000 }, [() => ['something is wrong']], () => DUE)
  expect([bad.faults, lastGood(to)?.name]).toEqual([['something is wrong'], good.made?.name])
  expect(readdirSync(to)).toContain(`${bad.made?.name}.broken`)
  const next = await backupWithTrial({ ...order, now: DUE + 2_000 }, [], () => DUE)
  expect([lastGood(to)?.name, existsSync(good.made?.path ?? '')]).toEqual([next.made?.name, false])
})

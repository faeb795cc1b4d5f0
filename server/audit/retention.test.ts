import { expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import {
  actionsOf,
  auditFolders,
  contentsOf,
  entry,
  faultsOf,
  rowsOf,
  tamper,
  within,
} from './audit.fixture.ts'

const { open, fresh } = auditFolders()

const daysKept = (folder: string) => {
  const rows = contentsOf(folder).filter(({ action }) => action === 'people.authorise')
  return [rows[0]?.at.slice(0, 10), rows.length]
}

test('[AUD15] (T-AUD-07) fewer than 183 days are refused as a setting', () => {
  for (const keepDays of [182, 0, -1, Number.NaN])
    expect(() => open(fresh(), { keepDays })).toThrow('the audit is kept for 183 days at least')
  expect(open(fresh(), { keepDays: 183 }).log.down).toBe(null)
})

test('[AUD15] (T-AUD-07) as many days are kept as are set, whole days of the city', () => {
  for (const keepDays of [183, 200]) {
    const { folder, log, days } = open(fresh(), { keepDays })
    days(keepDays, () => log.write(entry()))
    expect(daysKept(folder)).toEqual(['2026-11-29', keepDays])
    days(1, () => log.write(entry()))
    expect(daysKept(folder)).toEqual(['2026-11-30', keepDays])
    days(3, () => log.write(entry()))
    expect(daysKept(folder)).toEqual(['2026-12-03', keepDays])
    expect(faultsOf(folder)).toEqual([])
  }
})

test('[AUD15] (T-AUD-07) a clock that is set forward removes nothing', () => {
  const { folder, log, time, days } = open(fresh(), { keepDays: 183 })
  days(3, () => log.write(entry()))
  for (let year = 0; year < 5; year++) {
    time.now += 366 * DAY
    log.tick()
    log.write(entry())
  }
  expect(daysKept(folder)).toEqual(['2026-11-29', 8])
  days(183)
  expect(daysKept(folder)[1]).toBeLessThan(8)
})

test('[AUD15] (T-AUD-07) the file itself keeps them, whatever the program asks of it', () => {
  const { folder, log, days } = open(fresh(), { keepDays: 183 })
  days(183, () => log.write(entry()))
  const seal = (n: number) =>
    within(folder, db => db.prepare("INSERT INTO seals VALUES (?, '', '', '', '')").run(n))
  expect(() => seal(1)).toThrow('the audit is kept for 183 days at least')
  days(1)
  expect(() => seal(3)).toThrow('the audit is kept for 183 days at least')
  const before = rowsOf(folder).length
  expect(() => within(folder, db => db.exec('DELETE FROM records'))).toThrow('append-only')
  expect(rowsOf(folder)).toHaveLength(before)
})

test('[AUD16] what is removed is sealed and told, and what is left verifies; the seal must be genuine', () => {
  const { folder, log, days } = open(fresh(), { keepDays: 183 })
  days(190, () => log.write(entry()))
  const pruned = contentsOf(folder).filter(({ action }) => action === 'audit.pruned')
  expect(pruned.map(({ details }) => details)).toEqual([
    { from: 1, to: 2 },
    ...[3, 4, 5, 6, 7, 8].map(n => ({ from: n, to: n })),
  ])
  expect([rowsOf(folder)[0]!.n, actionsOf(folder)[0]]).toEqual([9, 'people.authorise'])
  expect(faultsOf(folder)).toEqual([])
  log.close()
  expect(open(folder).log.down).toBe(null)
  expect(faultsOf(folder)).toEqual([])
  // More is removed than was sealed; then a seal is made up.
  tamper(folder, db => db.exec('DELETE FROM records WHERE n = 9'))
  expect(faultsOf(folder)).toEqual(['missing 9'])
  tamper(folder, db => db.exec('INSERT INTO seals SELECT 9, hash, at, key, signature FROM seals WHERE n = 8'))
  expect(faultsOf(folder)).toContain('seal 9')
})

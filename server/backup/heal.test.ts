import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { START } from '../../shared/city/ticket.fixture.ts'
import { cityFolders } from '../engine/ticket-engine.fixture.ts'
import { FORMAT } from '../journal/database.ts'
import { fillCity, fillOther, saidBy } from './backup.fixture.ts'
import { backUpBeforeLift } from './before-lift.ts'
import { FolderFault, healFolder } from './heal.ts'
import { makeBackup } from './make-backup.ts'
import { faultOf, isSuspect, markSuspect } from './soundness.ts'

const { fresh } = cityFolders('heal')
const MADE_AT = Date.UTC(2026, 10, 24, 2, 30)

/** A city of twenty tickets, with people, and a backup from when it had ten. */
async function kept() {
  const dataDir = fresh()
  const setting = { dataDir, folder: join(dataDir, 'backups'), key: null, keyFiles: [] }
  await fillCity(dataDir, 10)
  fillOther(dataDir, 'trust.db', 3)
  const backup = await makeBackup({ ...setting, to: setting.folder, now: MADE_AT, version: '1' })
  const before = saidBy(dataDir)
  await fillCity(dataDir, 20)
  return { setting, dataDir, backup, before, city: join(dataDir, 'city.db') }
}
const digestOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

test('[RST8] (F-09) a city that is empty, cut short, of another kind, broken or gone is put aside for the newest backup', async () => {
  const ways: readonly (readonly [(path: string) => void, RegExp])[] = [
    [path => truncateSync(path, 0), /empty/],
    [path => truncateSync(path, 20_000), /malformed/],
    [path => writeFileSync(path, 'an office document'.repeat(1_000)), /not a database/],
    [path => overwrite(path, 4_096), /./],
    [path => rmSync(path), /missing/],
  ]
  for (const [damage, said] of ways) {
    const { setting, dataDir, before, city, backup } = await kept()
    damage(city)
    const harmed = existsSync(city) ? digestOf(city) : null
    const healed = await healFolder(setting, START)
    expect(healed?.fault).toMatch(said)
    expect(healed).toMatchObject({ backup: { name: backup.name }, upTo: START })
    expect(saidBy(dataDir)).toEqual(before)
    if (harmed !== null) expect(digestOf(join(healed?.aside ?? '', 'city.db'))).toBe(harmed)
    expect(await healFolder(setting, START)).toBeNull()
  }
})

/** A whole page of nothing. */
function overwrite(path: string, at: number): void {
  const bytes = readFileSync(path)
  bytes.fill(0, at, at + 4_096)
  writeFileSync(path, bytes)
}

test('[RST8] (F-09) whatever page is lost, it is found, or nothing was in it', async () => {
  const { city, dataDir } = await kept()
  const whole = saidBy(dataDir)
  const pages = readFileSync(city).length / 4_096
  expect(pages).toBeGreaterThan(30)
  const found: number[] = []
  for (let page = 0; page < pages; page++) {
    const folder = fresh()
    copyFileSync(city, join(folder, 'city.db'))
    overwrite(join(folder, 'city.db'), page * 4_096)
    if (faultOf(join(folder, 'city.db'), true) === null) expect(saidBy(folder), `page ${page}`).toEqual(whole)
    else found.push(page)
  }
  expect(found.length).toBeGreaterThan(pages * 0.8)
})

test('[RST8] a backup that is broken too is passed over for an older one; with none the start is refused, and nothing is changed', async () => {
  const { setting, dataDir, before, city, backup } = await kept()
  const later = { ...setting, to: setting.folder, now: MADE_AT + 60_000, version: '1' }
  const newer = await makeBackup(later)
  truncateSync(newer.path, 500)
  truncateSync(city, 0)
  expect(await healFolder(setting, START)).toMatchObject({ backup: { name: backup.name } })
  expect(saidBy(dataDir)).toEqual(before)
  truncateSync(city, 20_000)
  rmSync(backup.path)
  const harmed = digestOf(city)
  const refusal = healFolder(setting, START)
  await expect(refusal).rejects.toThrow(FolderFault)
  await expect(refusal).rejects.toThrow(/malformed.*broken.*Restore a backup/s)
  rmSync(newer.path)
  await expect(healFolder(setting, START)).rejects.toThrow(/there is no backup in/)
  expect(digestOf(city)).toBe(harmed)
})

test('[RST8] rights are not set back by themselves, and a folder in which nothing was is begun', async () => {
  const { setting, dataDir, city } = await kept()
  truncateSync(join(dataDir, 'trust.db'), 5_000)
  const was = digestOf(city)
  await expect(healFolder(setting, START)).rejects.toThrow(/trust\.db" cannot be used: .*nothing was changed/)
  expect(digestOf(city)).toBe(was)
  const empty = { ...setting, dataDir: fresh() }
  expect(await healFolder(empty, START)).toBeNull()
  writeFileSync(join(empty.dataDir, 'city.db'), '')
  expect(await healFolder(empty, START)).toBeNull()
})

test('[RST9] what a running server could not read is looked for at the next start, once', async () => {
  const { setting, dataDir } = await kept()
  markSuspect(dataDir)
  expect(isSuspect(dataDir)).toBe(true)
  expect(await healFolder(setting, START)).toBeNull()
  expect(isSuspect(dataDir)).toBe(false)
})

test('[BKP6] (F-29) a file of an older format is backed up before it is lifted, and one of this is not', async () => {
  const { setting, dataDir } = await kept()
  expect(await backUpBeforeLift(setting, START, '2')).toBeNull()
  expect(await backUpBeforeLift({ ...setting, dataDir: fresh() }, START, '2')).toBeNull()
  setFormat(join(dataDir, 'city.db'), FORMAT - 1)
  const made = await backUpBeforeLift(setting, START, '2')
  expect(existsSync(made?.path ?? '')).toBe(true)
  // Where it cannot be made, nothing is lifted.
  const inTheWay = join(fresh(), 'file')
  writeFileSync(inTheWay, '')
  await expect(backUpBeforeLift({ ...setting, folder: inTheWay }, START, '2')).rejects.toThrow(/Make room/)
})

function setFormat(path: string, format: number): void {
  const db = new DatabaseSync(path)
  db.exec(`PRAGMA user_version = ${format}`)
  db.close()
}

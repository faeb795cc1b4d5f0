import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { START } from '../../shared/city/ticket.fixture.ts'
import { ArchiveError } from '../archive/archive-error.ts'
import { writeArchive } from '../archive/archive.ts'
import { ownDraft } from '../engine/engine.ts'
import { cityFolders, ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { AuditError, type AuditEntry } from '../audit/audit.ts'
import { FolderInUse, lockFolder } from '../journal/folder-lock.ts'
import { PEOPLE_TABLES } from '../people/tables.ts'
import { SCREEN_TABLES } from '../screens/screen-store.ts'
import { openTrust } from '../trust/database.ts'
import { fillCity, fillOther, KEY, saidBy } from './backup.fixture.ts'
import { makeBackup } from './make-backup.ts'
import { placeKeys, restoreBackup } from './restore-backup.ts'
import { tellRestores } from './restore-notes.ts'

const { fresh, open } = cityFolders('restore')

async function backedUp(key: Buffer | null = null) {
  const dataDir = fresh()
  await fillCity(dataDir)
  fillOther(dataDir, 'trust.db', 3)
  const keyFile = join(fresh(), 'data.secrets.key')
  writeFileSync(keyFile, 'k')
  const keyFiles = [{ name: 'secrets.key', path: keyFile }]
  const { path } = await makeBackup({ ...ordered(dataDir), key, keyFiles })
  return { dataDir, path, keyFile }
}
const ordered = (dataDir: string) => ({
  dataDir,
  to: fresh(),
  key: null,
  keyFiles: [],
  now: START,
  version: '1',
})
const into = (dataDir: string, file: string, key: Buffer | null = null) =>
  restoreBackup({ file, dataDir, key, now: START, by: 'command' })

test('[RST1] (F-31) one file and its key restore the city into an empty folder', async () => {
  for (const key of [null, KEY]) {
    const { dataDir, path } = await backedUp(key)
    const other = join(fresh(), 'new')
    const { manifest, names } = await into(other, path, key)
    expect(manifest.journal.seq).toBe(20)
    expect(names).toEqual(['city.db', 'trust.db', ...(key === null ? [] : ['secrets.key'])])
    expect([saidBy(other), saidBy(other, 'trust.db')]).toEqual([saidBy(dataDir), saidBy(dataDir, 'trust.db')])
    const [engine, restored] = [ticketEngine(open(dataDir)), ticketEngine(open(other))]
    expect([...restored.city.cells].sort()).toEqual([...engine.city.cells].sort())
    expect(restored.city.cells.size).toBeGreaterThan(3)
  }
})

test('[RST2] a running server, a broken, forged or foreign file, or a newer one: refused, and nothing is touched', async () => {
  const { dataDir, path } = await backedUp(KEY)
  const before = () =>
    readdirSync(dataDir)
      .filter(name => name !== 'lock.db')
      .map(name => [
        name,
        createHash('sha256')
          .update(readFileSync(join(dataDir, name)))
          .digest('hex'),
      ])
  const was = before()
  const release = lockFolder(dataDir)
  await expect(into(dataDir, path, KEY)).rejects.toThrow(FolderInUse)
  release()
  const refused = async (file: string, key: Buffer | null, sentence: RegExp) => {
    const refusal = into(dataDir, file, key)
    await expect(refusal).rejects.toThrow(ArchiveError)
    await expect(refusal).rejects.toThrow(sentence)
  }
  await refused(path, null, /set BACKUP_KEY_FILE/)
  await refused(path, Buffer.alloc(32, 6), /another key/)
  const forged = join(fresh(), 'forged')
  const bytes = readFileSync(path)
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1
  writeFileSync(forged, bytes)
  await refused(forged, KEY, /broken or was changed/)
  for (const [name, sentence] of [
    ['liaowang-backup-2/city.db', /made by a newer version \(format 2\)/],
    ['liaowang-backup-1/../../evil', /belongs into no backup/],
    ['liaowang-backup-1/main.ts', /belongs into no backup/],
    ['etc/passwd', /no backup of Liaowang/],
    ['liaowang-backup-1/city.db', /it has no manifest/],
  ] as const) {
    const file = join(fresh(), 'odd')
    await writeArchive(file, [{ name, text: () => 'x' }], null)
    await refused(file, KEY, sentence)
  }
  const newer = fresh()
  cpSync(join(dataDir, 'city.db'), join(newer, 'city.db'))
  const db = new DatabaseSync(join(newer, 'city.db'))
  db.exec('PRAGMA user_version = 99')
  db.close()
  const later = await makeBackup({ ...ordered(newer), version: '9.9.9' })
  await refused(later.path, null, /newer version \(9\.9\.9; its city\.db has format 99/)
  expect(before()).toEqual(was)
})

test('[RST1] a key goes to its place where there is none, and never over another', async () => {
  const { path, keyFile } = await backedUp(KEY)
  const dataDir = fresh()
  const elsewhere = join(fresh(), 'new.secrets.key')
  const inPlace = () => existsSync(join(dataDir, 'secrets.key'))
  await into(dataDir, path, KEY)
  expect(inPlace()).toBe(true)
  expect(placeKeys(dataDir, [{ name: 'secrets.key', path: elsewhere }])).toEqual([])
  expect([readFileSync(elsewhere, 'utf8'), inPlace()]).toEqual(['k', false])
  await into(dataDir, path, KEY)
  expect([placeKeys(dataDir, [{ name: 'secrets.key', path: keyFile }]), inPlace()]).toEqual([[], false])
  await into(dataDir, path, KEY)
  writeFileSync(elsewhere, 'another')
  expect(placeKeys(dataDir, [{ name: 'secrets.key', path: elsewhere }])).toEqual([
    expect.stringMatching(/holds another key.*stands in/),
  ])
  expect([readFileSync(elsewhere, 'utf8'), inPlace()]).toEqual(['another', true])
})

test('[RST3] what was there before is kept beside it', async () => {
  const { path } = await backedUp()
  const dataDir = fresh()
  await fillCity(dataDir, 3)
  fillOther(dataDir, 'audit.db', 5)
  const engine = ticketEngine(open(dataDir))
  // Killed with something in the log of the database.
  engine.journal.append([ownDraft(START, [])])
  const was = saidBy(dataDir)
  const { aside } = await into(dataDir, path)
  expect([saidBy(aside), existsSync(join(dataDir, 'audit.db'))]).toEqual([was, true])
  expect(existsSync(join(dataDir, 'city.db-wal'))).toBe(false)
  const again = await into(dataDir, path)
  expect(again.aside).not.toBe(aside)
})

test('[RST6] (T-AUTH-03) sessions and links of the backup are ended by a restore, and nothing of them is left in the file', async () => {
  const dataDir = fresh()
  await fillCity(dataDir, 2)
  const canary = Buffer.from('canary-of-a-session-token-which-was-revoked')
  const people = openTrust(join(dataDir, 'trust.db'), [PEOPLE_TABLES])
  people.exec("INSERT INTO people (id, account, title, created_at) VALUES (1, 'wang', '', 0)")
  people
    .prepare("INSERT INTO sessions VALUES ('s1', ?, 1, 'full', 'password', 0, '10.1.1.1', 0, 0)")
    .run(canary)
  people.prepare('INSERT INTO one_time_links (token, person, until) VALUES (?, 1, 9e15)').run(canary)
  people.close()
  const { path } = await makeBackup(ordered(dataDir))
  for (const other of [dataDir, join(fresh(), 'new')]) {
    await into(other, path)
    expect(readFileSync(join(other, 'trust.db')).includes(canary)).toBe(false)
    const restored = openTrust(join(other, 'trust.db'), [PEOPLE_TABLES])
    const count = (table: string) => restored.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']
    expect([count('sessions'), count('one_time_links'), count('people')]).toEqual([0, 0, 1])
    restored.close()
  }
})

test('[RST7] a restore is told to the audit once, when there is one that can be written', async () => {
  const { path } = await backedUp()
  const dataDir = fresh()
  await into(dataDir, path)
  await into(dataDir, path)
  const told: AuditEntry[] = []
  const tell = (canWrite: boolean) =>
    tellRestores(dataDir, {
      write(entry) {
        if (!canWrite) throw new AuditError('no room')
        told.push(entry)
      },
    })
  expect(() => tell(false)).toThrow(AuditError)
  tell(true)
  tell(true)
  expect(told).toHaveLength(2)
  await restoreBackup({
    file: path,
    dataDir,
    key: null,
    now: START,
    by: 'server',
    wants: name => name === 'city.db',
  })
  tell(true)
  expect(told[2]).toMatchObject({
    actor: { type: 'system' },
    details: { by: expect.stringMatching(/^the server/), sessions: 'as they were', names: ['city.db'] },
  })
  expect(told[0]).toEqual({
    actor: { type: 'command', id: '', name: 'restore' },
    ...{ address: '', action: 'backup.restored', object: basename(path), outcome: 'done' },
    details: {
      ...{ file: path, seq: 20, names: ['city.db', 'trust.db'] },
      ...{ madeAt: new Date(START).toISOString(), restoredAt: new Date(START).toISOString() },
      ...{ by: 'whoever had the machine', sessions: 'ended', reopened: [] },
    },
  })
})

test('[RST10] what was closed since the backup and is open again by it is said', async () => {
  const dataDir = fresh()
  await fillCity(dataDir, 2)
  const house = () => openTrust(join(dataDir, 'trust.db'), [PEOPLE_TABLES, SCREEN_TABLES])
  const before = house()
  before.exec(`
    INSERT INTO people (id, account, title, created_at) VALUES (1, 'wang', '', 0), (2, 'li', '', 0), (3, 'zhao', '', 0);
    INSERT INTO roles VALUES (1, 'leader'), (2, 'leader'), (2, 'viewer'), (3, 'auditor');
    INSERT INTO screens VALUES ('s1', '一号屏', 'public', '211000', '[]', '{}', 0, 'li', NULL), ('s2', '二号屏', 'public', '211000', '[]', '{}', 0, 'li', NULL);
    UPDATE people SET disabled = 1 WHERE id = 3`)
  before.close()
  const { path } = await makeBackup(ordered(dataDir))
  const since = house()
  since.exec(`
    UPDATE people SET disabled = 1 WHERE id = 1;
    UPDATE people SET disabled = 0 WHERE id = 3;
    DELETE FROM roles WHERE person = 2 AND role = 'leader';
    INSERT INTO roles VALUES (2, 'officer');
    UPDATE screens SET revoked_at = 5 WHERE id = 's2'`)
  since.close()
  const { reopened } = await into(dataDir, path)
  expect(reopened).toEqual(['account wang', 'role leader of li', 'screen 二号屏 (s2)'])
  const told: AuditEntry[] = []
  tellRestores(dataDir, { write: entry => void told.push(entry) })
  expect(told[0]?.details['reopened']).toEqual(reopened)
  writeFileSync(join(dataDir, 'trust.db'), 'broken')
  expect((await into(dataDir, path)).reopened).toEqual([])
  expect((await into(join(fresh(), 'new'), path)).reopened).toEqual([])
})

test('[RST5] to screens a restored copy is another history as soon as it goes on by itself', async () => {
  const dataDir = fresh()
  await fillCity(dataDir, 5)
  const first = ticketEngine(open(dataDir))
  const { path } = await makeBackup(ordered(dataDir))
  await first.submit(ownDraft(START, [{ type: 'tick', at: START + 1 }]))
  const told = { epoch: first.epoch, seq: first.city.seq }
  await first.stop()
  expect(ticketEngine(open(dataDir)).goesOnFrom(told)).toBe(true)
  await into(dataDir, path)
  const restored = ticketEngine(open(dataDir))
  await restored.submit(ownDraft(START, [{ type: 'tick', at: START + 2 }]))
  expect([restored.goesOnFrom(told), restored.goesOnFrom({ ...told, seq: 5 })]).toEqual([false, false])
})

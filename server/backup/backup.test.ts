import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import { areas, START, ticket, ticketFact, ticketMetrics } from '../../shared/city/ticket.fixture.ts'
import { readArchive, writeArchive } from '../archive/archive.ts'
import { AuditLog } from '../audit/audit-log.ts'
import { ownDraft } from '../engine/engine.ts'
import { cityFolders, ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { auditVerifies } from './audit-verifies.ts'
import { backupsIn, keepNewest } from './backup-files.ts'
import { fillCity, fillOther, KEY } from './backup.fixture.ts'
import { cityOpens } from './city-opens.ts'
import { makeBackup } from './make-backup.ts'
import { tryRestore } from './trial.ts'

const { fresh, open } = cityFolders('backup')
const documents = {
  areas,
  kinds: [ticket],
  metrics: ticketMetrics,
  digest: 'd',
  calendarOf: () => ({}) as Calendar,
}
const trials = [cityOpens(documents)]

const ordered = (dataDir: string, to: string, key: Buffer | null = null, now = START) => ({
  dataDir,
  to,
  key,
  now,
  version: '1',
  keyFiles: ['secrets.key', 'gone.key'].map(name => ({ name, path: join(dataDir, name) })),
})

async function namesIn(file: string, key: Buffer | null): Promise<string[]> {
  const packed = await readArchive(file, key, async ({ bytes }) => {
    for await (const _ of bytes);
  })
  return packed.map(({ name }) => name.split('/')[1] ?? '')
}

test('[BKP1] a backup has everything of one moment while the server writes; keys only where it is encrypted', async () => {
  const dataDir = fresh()
  const to = join(fresh(), 'backups')
  await fillCity(dataDir)
  for (const name of ['trust.db', 'audit.db']) fillOther(dataDir, name, 3)
  for (const name of ['clock.json', 'secrets.key', 'lock.db', 'notes.txt'])
    writeFileSync(join(dataDir, name), '{}')
  const engine = ticketEngine(open(dataDir))
  const more = async (n: number) =>
    engine.submit({ ...ownDraft(START, [ticketFact({ id: `y/${n}` })]), feed: 'tickets' })
  await more(0)
  const plain = await makeBackup(ordered(dataDir, to), step => {
    // In the middle of it: the server goes on, the backup does not have it.
    if (step === 'copied city.db') engine.journal.append([ownDraft(START, [])])
  })
  const sealed = await makeBackup(ordered(dataDir, to, KEY, START + 1_000))
  expect(await namesIn(plain.path, null)).toEqual([
    'city.db',
    'trust.db',
    'audit.db',
    'clock.json',
    'manifest.json',
  ])
  expect(await namesIn(sealed.path, KEY)).toEqual(['city.db', 'trust.db', 'audit.db', 'clock.json', 'secrets.key', 'manifest.json']) // oxfmt-ignore
  const first = await tryRestore(plain.path, to, null, trials)
  const second = await tryRestore(sealed.path, to, KEY, trials)
  expect([first.faults, second.faults]).toEqual([[], []])
  expect([first.manifest?.journal.seq, second.manifest?.journal.seq]).toEqual([21, 22])
  expect(readdirSync(to).sort()).toEqual([plain.name, sealed.name, 'lock.db'].sort())
})

test('[BKP3] (F-30) what is wrong with a backup is found by restoring it, and said', async () => {
  const dataDir = fresh()
  const to = fresh()
  await fillCity(dataDir)
  fillOther(dataDir, 'trust.db', 200)
  const { path } = await makeBackup(ordered(dataDir, to))
  const whole = readFileSync(path)
  const faultsOf = async () => (await tryRestore(path, to, null, trials)).faults.join('; ')
  expect(await faultsOf()).toBe('')
  const damaged = Buffer.from(whole)
  damaged[whole.length >> 1] = (damaged[whole.length >> 1] ?? 0) ^ 0x55
  writeFileSync(path, damaged)
  expect(await faultsOf()).not.toBe('')
  // Whole as a file, and of a database that was broken when it was copied.
  const repacked = fresh()
  await repack(whole, path, repacked, folder => {
    const db = new DatabaseSync(join(folder, 'trust.db'))
    db.exec('DELETE FROM lines WHERE n > 100')
    db.close()
  })
  expect(await faultsOf()).toMatch(/its files are not those of its manifest/)
  await repack(whole, path, fresh(), folder => {
    const db = new DatabaseSync(join(folder, 'city.db'))
    db.exec('DELETE FROM journal WHERE seq = 20')
    db.close()
  }, true) // oxfmt-ignore
  expect(await faultsOf()).toMatch(
    /city.db does not hold what it held.*the city opens at entry|the journal ends at 19/,
  )
  await repack(whole, path, fresh(), folder => {
    const bytes = readFileSync(join(folder, 'trust.db'))
    bytes.fill(0xee, 4_096 + 8, 4_096 + 60)
    writeFileSync(join(folder, 'trust.db'), bytes)
  }, true) // oxfmt-ignore
  expect(await faultsOf()).toMatch(/trust.db is broken|malformed/)
  expect(readdirSync(to).filter(name => name.startsWith('.'))).toEqual([])
})

/** The same backup with something done to its files; `honest`: the manifest's digests are made anew, its counts are not. */
async function repack(
  whole: Buffer,
  path: string,
  work: string,
  harm: (folder: string) => void,
  honest = false,
) {
  writeFileSync(path, whole)
  const names: string[] = []
  await readArchive(path, null, async ({ name, bytes }) => {
    const parts: Buffer[] = []
    for await (const piece of bytes) parts.push(piece)
    mkdirSync(join(work, 'in'), { recursive: true })
    writeFileSync(join(work, 'in', name.split('/')[1] ?? ''), Buffer.concat(parts))
    names.push(name)
  })
  const folder = join(work, 'in')
  harm(folder)
  rmSync(path)
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as object
  await writeArchive(
    path,
    names.map(name =>
      name.endsWith('manifest.json')
        ? { name, text: packed => JSON.stringify(honest ? { ...manifest, files: packed } : manifest) }
        : { name, from: join(folder, name.split('/')[1] ?? '') },
    ),
    null,
  )
}

test('[BKP1] [BKP3] (F-30, T-AUD-01) the audit comes whole through a backup that is made while it is written, and its chain is verified', async () => {
  const dataDir = fresh()
  const to = fresh()
  await fillCity(dataDir, 1)
  const audit = new AuditLog({
    folder: dataDir,
    now: () => START,
    keepDays: 400,
    say: () => undefined,
    ballastBytes: 0,
  })
  const record = () => audit.write({ ...{ actor: { type: 'system', id: '', name: '' }, address: '', action: 'x.done', object: '' }, outcome: 'done', details: {} }) // oxfmt-ignore
  for (let n = 0; n < 20; n++) record()
  const keyFiles = [{ name: 'audit.key', path: join(dataDir, 'audit.key') }]
  const check = [auditVerifies(keyFiles)]
  const plain = await makeBackup({ ...ordered(dataDir, to), keyFiles }, record)
  const sealed = await makeBackup({ ...ordered(dataDir, to, KEY, START + 1_000), keyFiles }, record)
  expect(await namesIn(plain.path, null)).not.toContain('audit.key')
  expect(await namesIn(sealed.path, KEY)).toEqual(
    expect.arrayContaining(['audit-head', 'audit.key', 'audit.db']),
  )
  expect((await tryRestore(plain.path, to, null, check)).faults).toEqual([])
  expect((await tryRestore(sealed.path, to, KEY, check)).faults).toEqual([])
  audit.close()
  // Cut off at its end, in the folder of which the next backup is made: the head says how far it went.
  const db = new DatabaseSync(join(dataDir, 'audit.db'))
  for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all() as { name: string }[]) db.exec(`DROP TRIGGER "${name}"`) // oxfmt-ignore
  db.exec('DELETE FROM records WHERE n = (SELECT max(n) FROM records)')
  db.close()
  const cut = await makeBackup({ ...ordered(dataDir, to, null, START + 2_000), keyFiles })
  expect((await tryRestore(cut.path, to, null, check)).faults.join()).toMatch(/the audit is not whole/)
})

test('[BKP4] the newest backups are kept', async () => {
  const to = fresh()
  const dataDir = fresh()
  await fillCity(dataDir, 1)
  for (const minute of [3, 1, 2]) await makeBackup(ordered(dataDir, to, null, START + minute * 60_000))
  writeFileSync(join(to, 'by-hand.tar.gz'), 'theirs')
  await expect(makeBackup(ordered(dataDir, to, null, START + 60_000))).rejects.toThrow(/is there already/)
  const [newest, next] = backupsIn(to)
  writeFileSync(`${backupsIn(to)[2]?.path ?? ''}.verdict.json`, '{}')
  expect(keepNewest(to, 2)).toHaveLength(1)
  expect(backupsIn(to)).toEqual([newest, next])
  expect(newest?.madeAt).toBe(Math.floor((START + 3 * 60_000) / 1000) * 1000)
  expect(readdirSync(to)).toContain('by-hand.tar.gz')
  expect(readdirSync(to)).toHaveLength(4)
})

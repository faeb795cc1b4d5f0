import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { backupsIn } from '../../server/backup/backup-files.ts'
import { fillCity, fillOther, saidBy } from '../../server/backup/backup.fixture.ts'
import { makeBackup } from '../../server/backup/make-backup.ts'
import { finishPlan } from '../../server/backup/restore-plan.ts'
import { tryRestore } from '../../server/backup/trial.ts'
import { cityFolders } from '../../server/engine/ticket-engine.fixture.ts'
import { START } from '../../shared/city/ticket.fixture.ts'

const { fresh } = cityFolders('kill-backup')
const PROCESS = fileURLToPath(new URL('./backup-process.ts', import.meta.url))

/** Does it in a process that is killed after so many steps; answers whether it was, or came to its end. */
async function killedAfter(steps: number, ...args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [PROCESS, ...args, String(steps)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect([code, signal]).toSatisfy(([c, s]) => c === 0 || s === 'SIGKILL')
  return signal === 'SIGKILL'
}

/** Every step, a few at a time, until one comes to the end. */
async function atEachStep(run: (steps: number) => Promise<boolean>): Promise<number> {
  for (let from = 1; ; from += 3) {
    const killed = await Promise.all([0, 1, 2].map(more => run(from + more)))
    const ended = killed.indexOf(false)
    if (ended !== -1) return from + ended - 1
  }
}

async function filled(tickets: number) {
  const dataDir = fresh()
  await fillCity(dataDir, tickets)
  fillOther(dataDir, 'trust.db', tickets)
  return dataDir
}

test('[BKP2] (F-04) a backup that is killed at any step leaves the older one as it was, and is whole or not there', async () => {
  const dataDir = await filled(6)
  const steps = await atEachStep(async steps => {
    const to = fresh()
    const older = await makeBackup({ dataDir, to, key: null, keyFiles: [], now: START, version: '1' })
    const was = readFileSync(older.path)
    const killed = await killedAfter(steps, 'backup', dataDir, to, String(START + 60_000))
    expect(readFileSync(older.path)).toEqual(was)
    for (const { path } of backupsIn(to)) expect((await tryRestore(path, to, null, [])).faults).toEqual([])
    await makeBackup({ dataDir, to, key: null, keyFiles: [], now: START + 120_000, version: '1' })
    expect(readdirSync(to).filter(name => name.startsWith('.'))).toEqual([])
    return killed
  })
  expect(steps).toBeGreaterThanOrEqual(5)
})

test('[RST4] (F-04) a restore that is killed at any step is finished by the next start, or has changed nothing', async () => {
  const source = await filled(6)
  const { path } = await makeBackup({
    dataDir: source,
    to: fresh(),
    key: null,
    keyFiles: [],
    now: START,
    version: '1',
  })
  const there = await filled(2)
  const files = ['city.db', 'trust.db'] as const
  const outcomes = new Set<string>()
  const steps = await atEachStep(async steps => {
    const dataDir = fresh()
    cpSync(there, dataDir, { recursive: true })
    const killed = await killedAfter(steps, 'restore', dataDir, path, String(START))
    finishPlan(dataDir)
    const said = files.map(file => JSON.stringify(saidBy(dataDir, file)))
    const [old, wanted] = [there, source].map(folder =>
      files.map(file => JSON.stringify(saidBy(folder, file))),
    )
    expect([old, wanted]).toContainEqual(said)
    outcomes.add(said[0] === old?.[0] ? 'old' : 'restored')
    expect([existsSync(join(dataDir, '.restoring')), existsSync(join(dataDir, 'restore-plan.json'))]).toEqual([false, false]) // oxfmt-ignore
    const aside = readdirSync(dataDir).find(name => name.startsWith('before-restore-'))
    if (said[0] !== old?.[0])
      expect(files.map(file => JSON.stringify(saidBy(join(dataDir, aside ?? ''), file)))).toEqual(old)
    return killed
  })
  expect(steps).toBeGreaterThanOrEqual(8)
  expect([...outcomes].sort()).toEqual(['old', 'restored'])
})

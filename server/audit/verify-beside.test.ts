import { rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { auditFolders, entry, faultsOf, tamper } from './audit.fixture.ts'
import { auditFiles } from './files.ts'
import { startVerifying, verifyAudit } from './verify-audit.ts'
import { VerifyError } from './verify.ts'

const { open, fresh } = auditFolders()

/** Ten records; the server has stopped. */
function tenRecords() {
  const { folder, log } = open(fresh())
  for (let i = 2; i < 10; i++) log.write(entry({ object: `person/${i}` }))
  log.close()
  return { folder }
}

test('[AUD13] what was gone at a start stays visible after it', () => {
  const cases: readonly (readonly [(folder: string) => void, readonly string[]])[] = [
    [folder => tamper(folder, db => db.exec('DELETE FROM records WHERE n > 7')), ['missing 8–10']],
    [folder => rmSync(auditFiles(folder).head), ['missing 11']],
    [folder => writeFileSync(auditFiles(folder).head, 'x'), ['missing 11']],
    [folder => rmSync(auditFiles(folder).records), ['missing 1–10']],
  ]
  for (const [harm, faults] of cases) {
    const { folder } = tenRecords()
    harm(folder)
    const again = open(folder)
    again.log.write(entry())
    again.log.close()
    open(folder).log.write(entry())
    expect(faultsOf(folder)).toEqual(faults)
  }
})

test('[AUD11] what is cut off, or put in its place, while the server runs is told by the next record', () => {
  const { folder, log } = open()
  for (let i = 2; i < 10; i++) log.write(entry({ object: `person/${i}` }))
  tamper(folder, db => db.exec('DELETE FROM records WHERE n > 7'))
  log.write(entry())
  expect(faultsOf(folder)).toEqual(['missing 8–9'])
  log.write(entry())
  expect(faultsOf(folder)).toEqual(['missing 8–9'])
})

test('[AUD14] it is verified beside the server while that writes', async () => {
  const { folder, log, days } = open()
  days(3, () => log.write(entry()))
  let isDone = false
  const verdict = verifyAudit(folder).finally(() => (isDone = true))
  let written = 0
  while (!isDone) {
    log.write(entry())
    written++
    await new Promise(resolve => setImmediate(resolve))
  }
  expect(await verdict).toMatchObject({ isIntact: true, faults: [] })
  expect((await verdict).records).toBeGreaterThanOrEqual(4)
  expect(written).toBeGreaterThan(5)
})

test('[AUD14] a verification that has nothing to verify, or is stopped, says so', async () => {
  await expect(verifyAudit(fresh())).rejects.toThrow(/audit.db is not there/)
  const { folder } = tenRecords()
  const stopped = startVerifying(folder)
  void stopped.stop()
  await expect(stopped.verdict).rejects.toThrow(VerifyError)
})

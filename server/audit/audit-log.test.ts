import { chmodSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { createPublicKey, verify as isSigned } from 'node:crypto'
import { expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import { actionsOf, auditFolders, contentsOf, entry, faultsOf, rowsOf, within } from './audit.fixture.ts'
import { auditFiles } from './files.ts'

const { open, fresh } = auditFolders()

test('[AUD1] what is written is in the file when write returns, each behind the one before it', () => {
  const { folder, log } = open()
  for (let i = 1; i <= 5; i++) {
    log.write(entry({ object: `person/${i}` }))
    const rows = rowsOf(folder)
    expect(rows).toHaveLength(1 + i)
    const content = contentsOf(folder)[i]!
    expect(content).toMatchObject({ n: i + 1, prev: rows[i - 1]!.hash, object: `person/${i}` })
  }
  expect(contentsOf(folder)[1]).toEqual({
    ...entry({ object: 'person/1' }),
    ...{ n: 2, prev: rowsOf(folder)[0]!.hash, at: '2026-11-29T08:00:00.000+08:00' },
  })
})

test('[AUD1] two processes write one chain', () => {
  const { folder, log } = open()
  const other = open(folder)
  for (let i = 0; i < 5; i++) {
    log.write(entry())
    other.log.write(entry({ actor: { type: 'command', id: '', name: 'backup' } }))
  }
  expect(contentsOf(folder).map(({ n }) => n)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
  expect(faultsOf(folder)).toEqual([])
})

test('[AUD3] (T-AUD-01) nothing in the file can be changed or removed, and a record goes to the end', () => {
  const { folder, log, days } = open()
  log.write(entry())
  days(2)
  const refused = [
    "UPDATE records SET line = '{}' WHERE n = 1",
    'UPDATE OR REPLACE records SET n = 9 WHERE n = 1',
    'DELETE FROM records WHERE n = 2',
    "INSERT INTO records (n, line, hash, mac) VALUES (9, '{}', '', '')",
    "INSERT OR REPLACE INTO records (n, line, hash, mac) VALUES (1, '{}', '', '')",
    "UPDATE anchors SET hash = ''",
    'DELETE FROM anchors',
    "INSERT INTO anchors VALUES ('2020-01-01', 1, '', '', '')",
    "INSERT INTO seals VALUES (1, '', '', '', '')",
  ]
  const before = rowsOf(folder)
  within(folder, db => {
    for (const sql of refused) expect(() => db.exec(sql), sql).toThrow(/append-only|183 days/)
  })
  expect(rowsOf(folder)).toEqual(before)
  expect(faultsOf(folder)).toEqual([])
})

test('[AUD4] the key is made once, for nobody else to read, and that others can is said', () => {
  const { folder, log, said } = open()
  const { key, publicKey } = auditFiles(folder)
  const made = readFileSync(key)
  expect(statSync(key).mode & 0o777).toBe(0o600)
  expect(readFileSync(publicKey, 'utf8')).toContain('PUBLIC KEY')
  log.close()
  expect(said).toEqual([])
  expect(open(folder).said).toEqual([])
  expect(readFileSync(key)).toEqual(made)
  chmodSync(key, 0o640)
  expect(open(folder).said).toEqual([expect.stringMatching(/^warn .*can be read by others/)])
})

test('[AUD5] each day that is over is signed before anything of the next, and anybody can check that', () => {
  const { folder, log, time } = open()
  log.write(entry())
  time.now += DAY
  log.write(entry({ object: 'person/2' }))
  log.tick()
  log.tick()
  time.now += DAY
  log.tick()
  const anchors = within(folder, db => db.prepare('SELECT day, n FROM anchors ORDER BY day').all())
  expect(anchors).toEqual([
    { day: '2026-11-29', n: 2 },
    { day: '2026-11-30', n: 3 },
  ])
  const lines = readFileSync(auditFiles(folder).anchors, 'utf8').split('\n')
  expect(lines).toHaveLength(3)
  const publicKey = createPublicKey(readFileSync(auditFiles(folder).publicKey))
  for (const line of lines.slice(0, 2)) {
    const [text = '', signature = ''] = line.split(' signature=')
    expect(isSigned(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'))).toBe(true)
    expect(isSigned(null, Buffer.from(`${text}0`), publicKey, Buffer.from(signature, 'base64'))).toBe(false)
  }
  expect(lines[0]).toContain(` n=2 hash=${rowsOf(folder)[1]!.hash} `)
})

test('[AUD5] days without a server have no anchor, and a clock that is set back makes none again', () => {
  const { folder, log, time } = open()
  log.write(entry())
  time.now += 10 * DAY
  log.write(entry())
  time.now -= 5 * DAY
  log.write(entry())
  log.tick()
  time.now += 6 * DAY
  log.tick()
  const anchors = within(folder, db => db.prepare('SELECT day, n FROM anchors ORDER BY day').all())
  expect(anchors).toEqual([
    { day: '2026-12-08', n: 2 },
    { day: '2026-12-09', n: 4 },
  ])
  expect(faultsOf(folder)).toEqual([])
})

test('[AUD5] what the file of anchors lacks is added to it', () => {
  const { folder, days, log, time } = open()
  days(3, () => log.write(entry()))
  const { anchors } = auditFiles(folder)
  const whole = readFileSync(anchors, 'utf8')
  expect(whole.split('\n')).toHaveLength(4)
  // Half of the last line found room.
  writeFileSync(anchors, whole.slice(0, -40))
  log.close()
  open(folder, { now: () => time.now }).log.tick()
  expect(readFileSync(anchors, 'utf8').split('\n')).toHaveLength(5)
  expect(faultsOf(folder)).toEqual([])
})

test('[AUD5] that the file of anchors cannot be written is said once, and holds up no record', () => {
  const { folder, said, days, log, time } = open()
  mkdirSync(auditFiles(folder).anchors)
  days(3, () => log.write(entry()))
  expect(said).toEqual([
    expect.stringMatching(/^warn anchors cannot be added to audit-anchors.log: .*EISDIR/),
  ])
  rmdirSync(auditFiles(folder).anchors)
  time.now += DAY
  log.tick()
  expect(readFileSync(auditFiles(folder).anchors, 'utf8').split('\n')).toHaveLength(5)
})

test('[AUD6] the start and the stop of the server are records', () => {
  const { folder, log } = open()
  log.write(entry())
  log.close()
  const again = open(folder)
  again.log.write(entry())
  const between = ['audit.stopped', 'audit.started']
  expect(actionsOf(folder)).toEqual(['audit.started', 'people.authorise', ...between, 'people.authorise'])
  expect(contentsOf(folder)[0]!.actor).toEqual({ type: 'system', id: '', name: '' })
})

test('[AUD9] (T-AUD-02) a server starts where the audit cannot be opened, and writes when it can', () => {
  const folder = fresh()
  // A folder stands where the file should be.
  mkdirSync(auditFiles(folder).records)
  const told: (string | null)[] = []
  const { log } = open(folder, { onDown: why => told.push(why) })
  expect(() => log.write(entry())).toThrow(/^the audit cannot be written: /)
  expect([log.down === null, told.length]).toEqual([false, 1])
  log.tick()
  rmdirSync(auditFiles(folder).records)
  log.tick()
  expect([log.down, told.length, told[1]]).toEqual([null, 2, null])
  log.write(entry())
  expect(actionsOf(folder)).toEqual(['audit.resumed', 'people.authorise'])
  expect(contentsOf(folder)[0]!.details).toMatchObject({ refused: 1 })
})

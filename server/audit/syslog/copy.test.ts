import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { CERTIFICATE, KEY } from '../../directory/certificate.fixture.ts'
import { auditFolders, entry, rowsOf, START } from '../audit.fixture.ts'
import { AuditReader } from '../audit-reader.ts'
import { auditFiles, syslogFile } from '../files.ts'
import { SyslogCopy, type CopyParts } from './copy.ts'
import { receiver, type Receiver } from './receiver.fixture.ts'

const { open, fresh } = auditFolders()
const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function received(...given: Parameters<typeof receiver>) {
  const made = await receiver(...given)
  endings.push(() => made.die().catch(() => undefined))
  return made
}

/** A server that writes, and its copy. */
function copying(port: number, over: Partial<CopyParts> = {}, folder = fresh()) {
  let copy: SyslogCopy | null = null
  const said: string[] = []
  const opened = open(folder, { onWritten: () => copy?.poke() })
  const reader = new AuditReader(auditFiles(folder).records)
  copy = new SyslogCopy({
    ...{ setting: { host: '127.0.0.1', port, tls: null }, file: syslogFile(folder), reader, host: 'wall' },
    ...{ now: () => START, clock: () => performance.now(), retryMs: 5 },
    say: (level, message) => void said.push(`${level} ${message}`),
    ...over,
  })
  const made = copy
  const stop = async () => {
    await made.stop()
    await reader.stop()
  }
  endings.push(stop)
  return { ...opened, copy: made, said, stop }
}

const recordIn = (message: string) => JSON.parse(message.split('\uFEFF')[1] ?? '') as { n: number; hash: string; prev: string } // oxfmt-ignore
const numbersIn = ({ messages }: Receiver) => messages.map(message => recordIn(message).n)
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

test('[AUD23] (F-55, T-AUD-01) every record goes there, in the order of the chain, those of before too', async () => {
  const folder = fresh()
  const before = open(folder)
  for (let i = 2; i <= 700; i++) before.log.write(entry({ object: `person/${i}` }))
  before.log.close()
  const { messages, until, port } = await received()
  const { log, copy } = copying(port, {}, folder)
  await until(() => messages.length === 702)
  log.write(entry())
  await until(() => messages.length === 703)
  // Another process writes: the next tick finds it.
  const other = open(folder)
  copy.tick()
  await until(() => messages.length >= 704)
  other.log.close()
  const records = messages.map(recordIn)
  expect(records.map(({ n }) => n)).toEqual(upTo(704))
  for (const [i, { prev }] of records.entries()) if (i > 0) expect(prev).toBe(records[i - 1]!.hash)
})

test('[AUD24] (F-55) while it is away records go on; then it gets them, and none is missing', async () => {
  const first = await received()
  const { log, said, copy } = copying(first.port)
  for (let i = 0; i < 5; i++) log.write(entry())
  await first.until(() => first.messages.length === 6)
  await first.die()
  await expect.poll(() => copy.standing(6).down).not.toBeNull()
  for (let i = 0; i < 20; i++) log.write(entry())
  expect(log.down).toBeNull()
  expect(copy.standing(26)).toMatchObject({ to: `tcp://127.0.0.1:${first.port}`, waiting: 26, down: expect.stringMatching(/ECONNRE/) }) // oxfmt-ignore
  const second = await received(null, first.port)
  await second.until(() => second.messages.length === 26)
  // What was sent a moment before it went may have been lost with it: it comes again, and is known by its number and its hash.
  expect(numbersIn(second)).toEqual(upTo(26))
  await expect.poll(() => copy.standing(26)).toMatchObject({ down: null, waiting: 0, sent: 26 })
  const downs = said.filter(text => text.startsWith('warn'))
  expect(downs).toEqual([expect.stringMatching(/^warn the copy of the audit cannot be sent to tcp:.*It will be, in order/)]) // oxfmt-ignore
})

test('[AUD24] (F-55) what a machine had in its buffers when it lost its power is sent again', async () => {
  const first = await received()
  first.state.isDeaf = true
  const { log, copy } = copying(first.port)
  await first.until(() => first.state.connections === 1)
  for (let i = 0; i < 10; i++) log.write(entry())
  // Taken by the machine, read by nobody.
  await expect.poll(() => copy.standing(11).sent).toBe(11)
  copy.tick()
  await first.die()
  expect(first.messages).toEqual([])
  const second = await received(null, first.port)
  await second.until(() => second.messages.length === 11)
  expect(numbersIn(second)).toEqual(upTo(11))
})

test('[AUD24] (F-55) after a restart it goes on from where the other side is sure to have them, another one gets all', async () => {
  const there = await received()
  const { folder, log, stop } = copying(there.port)
  for (let i = 0; i < 5; i++) log.write(entry())
  await there.until(() => there.messages.length === 6)
  log.close()
  await there.until(() => there.messages.length === 7)
  // It ends in order, so the other side has read all.
  await stop()
  const again = copying(there.port, { sureAfterMs: 0 }, folder)
  again.log.write(entry())
  await there.until(() => there.messages.length === 9)
  expect(numbersIn(there)).toEqual(upTo(9))
  again.copy.tick()
  await there.die()
  const back = await received(null, there.port)
  again.log.write(entry())
  await back.until(() => back.messages.length === 1)
  expect(numbersIn(back)).toEqual([10])
  await again.stop()
  const other = await received()
  copying(other.port, {}, folder)
  await other.until(() => other.messages.length === 11)
  expect(numbersIn(other)).toEqual(upTo(11))
})

test('[AUD24] a chain that was restored, and goes on otherwise, is sent from its first record', async () => {
  const there = await received()
  const { folder, log, stop, said } = copying(there.port)
  for (let i = 0; i < 5; i++) log.write(entry())
  await there.until(() => there.messages.length === 6)
  await stop()
  log.close()
  expect(said).toHaveLength(1)
  const restored = fresh()
  const older = open(restored)
  for (let i = 0; i < 7; i++) older.log.write(entry({ object: 'other' }))
  writeFileSync(syslogFile(restored), `liaowang-audit-syslog to=tcp://127.0.0.1:${there.port} n=6 hash=${rowsOf(folder)[5]!.hash}\n`) // oxfmt-ignore
  const anew = copying(there.port, {}, restored)
  await there.until(() => there.messages.length === 6 + 9)
  expect(numbersIn(there).slice(6)).toEqual(upTo(9))
  expect(anew.said).toContainEqual(
    expect.stringMatching(/^warn record 6 is not the one that was sent to tcp:/),
  )
})

test('[AUD25] (T-AUD-02) a receiver that takes nothing delays no record and no stop, and how it stands is told', async () => {
  const there = await received()
  there.state.isDeaf = true
  const { log, copy, stop } = copying(there.port)
  await there.until(() => there.state.connections === 1)
  // More than the buffers of both sides take.
  const big = entry({ details: Object.fromEntries(upTo(15).map(i => [`a${i}`, 'x'.repeat(4_000)])) })
  for (let i = 0; i < 300; i++) log.write(big)
  expect([log.down, copy.standing(301).waiting > 0]).toEqual([null, true])
  await stop()
  expect(there.messages).toEqual([])
})

test('[AUD26] (F-55) by TLS it goes only to one whose name is vouched for', async () => {
  const there = await received({ cert: CERTIFICATE, key: KEY })
  const caFile = join(fresh(), 'ca.pem')
  writeFileSync(caFile, CERTIFICATE)
  const elsewhere = await received({ cert: CERTIFICATE, key: KEY }, there.port, '127.0.0.2')
  const to = (host: string, ca: string | null) => ({
    setting: { host, port: there.port, tls: { caFile: ca, own: null } },
  })
  for (const [host, ca, why] of [
    ['127.0.0.1', null, /self.signed/],
    ['127.0.0.2', caFile, /IP: 127\.0\.0\.2 is not in the cert/],
    ['127.0.0.1', join(fresh(), 'nowhere.pem'), /ENOENT/],
  ] as const) {
    const { copy, stop } = copying(there.port, to(host, ca))
    await expect.poll(() => copy.standing(1).down).toMatch(why)
    await stop()
  }
  expect([there.messages, elsewhere.messages]).toEqual([[], []])
  const { log } = copying(there.port, to('localhost', caFile))
  log.write(entry())
  await there.until(() => there.messages.length === 2)
  expect(numbersIn(there)).toEqual([1, 2])
})

test('[AUD26] (F-55) a receiver that asks who sends is shown the certificate that is set', async () => {
  const there = await received({ cert: CERTIFICATE, key: KEY, ca: CERTIFICATE, requestCert: true })
  const file = (name: string, text: string) => {
    const path = join(fresh(), name)
    writeFileSync(path, text)
    return path
  }
  const [caFile, certFile, keyFile] = [file('ca', CERTIFICATE), file('cert', CERTIFICATE), file('key', KEY)]
  const setting = { host: 'localhost', port: there.port, tls: { caFile, own: { certFile, keyFile } } }
  copying(there.port, { setting })
  await there.until(() => there.messages.length === 1)
  const nobody = copying(there.port, { setting: { ...setting, tls: { caFile, own: null } } })
  await expect.poll(() => nobody.copy.standing(1).down).not.toBeNull()
  expect(there.messages).toHaveLength(1)
})

import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeWith } from '../../../tests/services.ts'
import type { Fields } from '../../../shared/model/value.ts'
import { FeedError, type FeedAccess, type Running } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests } from '../feed-for-tests.ts'
import { sftpDrop } from './sftp-drop.ts'
import { sshdForTests, type SshdForTests } from './sshd-for-tests.ts'

const TABLE = '案卷号,数量\r\nA1,7\r\n'
/** Where passing things of this file lie, and of no other that runs beside it. */
const passing = mkdtempSync(join(tmpdir(), 'passing-'))
const leftBehind = () => readdirSync(passing).filter(name => name.startsWith('liaowang-sftp-'))

await describeWith('sshd', 'SFTP of a real OpenSSH server', () => {
  let server: SshdForTests
  let started: Running[]

  const { TMPDIR } = process.env
  beforeAll(() => {
    process.env['TMPDIR'] = passing
  })
  afterAll(() => {
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
    rmSync(passing, { recursive: true })
  })
  beforeEach(async () => {
    server = await sshdForTests()
    started = []
  })
  afterEach(async () => {
    for (const running of started) await running.stop()
    await server.close()
  })

  const feedOf = (settings: Fields = {}, over: Partial<FeedAccess> = {}) => {
    const { port, user, hostKey, folder, privateKey } = server
    return feedForTests(
      {
        ...{ host: '127.0.0.1', port, user, hostKey, directory: folder },
        ...{ pattern: '*', format: 'csv', columns: ['案卷号', '数量'], everySeconds: 1 },
        ...settings,
      },
      { secret: () => privateKey, ...over },
    )
  }
  const start = (feed: FeedForTests): Running => {
    const running = sftpDrop.start(feed.access)
    started.push(running)
    return running
  }
  const told = (feed: FeedForTests) => () => [feed.failures, feed.logs]
  const taken = (feed: FeedForTests, files: number) =>
    eventually(() => feed.pages.filter(({ position }) => position !== undefined).length >= files, told(feed))
  const fails = (feed: FeedForTests, fault: string) =>
    eventually(() => [...feed.faults].join() === fault, told(feed))
  const rows = (feed: FeedForTests) => feed.records() as { 案卷号: string; $file: string }[]
  const numbers = (feed: FeedForTests) => rows(feed).map(({ 案卷号 }) => 案卷号)

  test('[SFT1] [FDR2] [FDR4] what lies there is taken as from a folder here, the newest first, and once', async () => {
    const days = [11, 12, 13]
    for (const day of days)
      server.lay(`导出_202611${day}.csv`, iconv.encode(`案卷号,数量\r\n案${day},1\r\n`, 'gb18030'))
    const feed = feedOf()
    const running = start(feed)
    await taken(feed, 3)
    expect(numbers(feed)).toEqual(['案13', '案12', '案11'])
    expect(rows(feed)[0]?.$file).toBe('导出_20261113.csv')
    await running.stop()
    const next = feedOf({}, { position: () => next.position() ?? feed.position() })
    start(next)
    server.lay('导出_20261114.csv', TABLE)
    await taken(next, 1)
    expect(numbers(next)).toEqual(['A1'])
    server.lay('导出_20261114.csv', TABLE.replace('A1', 'A22'))
    await taken(next, 2)
    expect(numbers(next)).toEqual(['A1', 'A22'])
  })

  test('[SFT1] (F-14) a file of some megabytes comes whole, in its order', async () => {
    const lines = Array.from(
      { length: 600 },
      (_, i) => `A${i},${i},${String((i * 7_919) % 9_973).repeat(1_000)}`,
    )
    server.lay('a.csv', ['案卷号,数量,备注', ...lines].join('\n'))
    const feed = feedOf()
    start(feed)
    await taken(feed, 1)
    const said = feed.records() as { 案卷号: string; 数量: string; 备注: string }[]
    expect(said.map(row => [row.案卷号, row.数量, row.备注].join())).toEqual(lines)
    expect(feed.unreadable()).toEqual([])
  })

  test('[SFT6] [FDR3] [FDR11] links, folders and passing files are left alone, and one over the limit is an entry', async () => {
    for (const name of ['a.csv.part', '.b.csv', '~$c.csv']) server.lay(name, TABLE)
    mkdirSync(join(server.folder, 'd.csv'))
    symlinkSync('/etc/passwd', join(server.folder, 'e.csv'))
    server.lay('f.csv', TABLE)
    truncateSync(join(server.folder, 'f.csv'), 51 * 2 ** 20)
    server.lay('g.csv', TABLE)
    const feed = feedOf()
    start(feed)
    await taken(feed, 2)
    expect(rows(feed).map(({ $file }) => $file)).toEqual(['g.csv'])
    expect(feed.unreadable()).toEqual(['the file is larger than 50 MB'])
    expect(feed.failures).toEqual([])
  })

  test('[SFT2] nothing there is changed', async () => {
    server.lay('a.csv', TABLE)
    const feed = feedOf()
    const running = start(feed)
    await taken(feed, 1)
    await running.stop()
    expect(readdirSync(server.folder)).toEqual(['a.csv'])
  })

  test('[SFT3] another host key is refused with what was shown, and nobody is let in before somebody says so', async () => {
    server.lay('a.csv', TABLE)
    server.answerAs(true)
    const feed = feedOf()
    start(feed)
    await fails(feed, 'identity')
    expect(feed.failures[0]).toMatch(
      /^the host key is another than the one of the settings: it shows SHA256:/,
    )
    const mended = feedOf({ hostKey: server.otherKey })
    start(mended)
    await taken(mended, 1)
  })

  test('[SFT4] [SFT5] a key that is not let in is denied; let in again it goes on, and lies nowhere meanwhile', async () => {
    const before = leftBehind()
    server.lay('a.csv', TABLE)
    server.lock(true)
    // As secrets are kept: on one line.
    const feed = feedOf({}, { secret: () => server.privateKey.replaceAll('\n', '') })
    start(feed)
    await fails(feed, 'denied')
    expect(feed.failures[0]).toMatch(
      /^the server does not let this account in with this key: .*Permission denied/,
    )
    server.lock(false)
    await taken(feed, 1)
    expect(server.guests()).toBe(1)
    expect(leftBehind()).toEqual(before)
  })

  test('[SFT5] a folder that is not there is told with its name, and looked for again', async () => {
    const directory = join(server.folder, 'later')
    const feed = feedOf({ directory })
    start(feed)
    await fails(feed, 'moved')
    expect(feed.failures[0]).toMatch(/^the folder .*later of the server cannot be read: it is not there/)
    mkdirSync(directory)
    writeFileSync(join(directory, 'a.csv'), TABLE)
    await taken(feed, 1)
  })

  test('[SFT8] (F-21) a connection that was cut is made anew, and what came meanwhile is taken', async () => {
    server.lay('a.csv', TABLE)
    const feed = feedOf()
    const running = start(feed)
    await taken(feed, 1)
    await server.away(true)
    server.lay('b.csv', TABLE.replace('A1', 'B1'))
    await fails(feed, 'unreachable')
    await server.away(false)
    await taken(feed, 2)
    expect(numbers(feed)).toEqual(['A1', 'B1'])
    await running.stop()
    await eventually(() => server.guests() === 0)
  })

  test('[CONN11] for another folder or account its position is like none', async () => {
    server.lay('a.csv', TABLE)
    const feed = feedOf()
    const running = start(feed)
    await taken(feed, 1)
    await running.stop()
    const other = join(server.folder, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'a.csv'), TABLE)
    const next = feedOf({ directory: other }, { position: () => next.position() ?? feed.position() })
    start(next)
    await taken(next, 1)
    expect(numbers(next)).toEqual(['A1'])
    rmSync(other, { recursive: true })
  })

  test('[ZON9] (T-SSRF-01, T-SSRF-02) what is refused is not connected to; what is judged is, and nobody is asked where the name leads', async () => {
    server.lay('a.csv', TABLE)
    const refused = feedOf(
      {},
      {
        reach: async () => {
          throw new FeedError('no zone', { blame: 'config', retry: true, fault: 'zone' })
        },
      },
    )
    const running = start(refused)
    await fails(refused, 'zone')
    await running.stop()
    expect(server.guests()).toBe(0)
    const asked: string[] = []
    const feed = feedOf(
      { host: 'files.example' },
      {
        reach: async (host, port) => {
          asked.push(`${host} ${port}`)
          return (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }])
        },
      },
    )
    start(feed)
    await taken(feed, 1)
    expect(new Set(asked)).toEqual(new Set([`files.example ${server.port}`]))
  })

  test('[SFT8] [SFT4] a stop while somebody who never greets is waited for ends the client, and takes its key away', async () => {
    const before = leftBehind()
    const mute = createServer().listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const feed = feedOf({ port: (mute.address() as AddressInfo).port })
    const running = start(feed)
    const [socket] = (await once(mute, 'connection')) as [Socket]
    expect(leftBehind()).toHaveLength(before.length + 1)
    const gone = once(socket.resume(), 'close')
    await running.stop()
    await gone
    mute.close()
    expect([leftBehind(), feed.failures]).toEqual([before, []])
  })
})

import { Type } from 'typebox'
import { expect, test, vi } from 'vitest'
import type { Draft } from '../../shared/model/batch.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { FeedError, type Connector, type FeedAccess } from '../connectors/connector.ts'
import { ticketFact } from '../../shared/city/ticket.fixture.ts'
import { Feeds } from './feeds.ts'
import { noExpressions } from '../expressions/no-expressions.fixture.ts'

const feed = (id: string, connector: string): FeedDocument => ({
  id,
  title: { zh: id, en: id },
  department: { zh: '市数据局', en: '' },
  source: 's',
  connector,
  settings: {},
  secrets: { token: 'SOME_TOKEN' },
  kind: 'ticket',
  mapping: {},
  rhythm: { type: 'none' },
  simulated: true,
})

const connectorOf = (id: string, start: (access: FeedAccess) => void): Connector => ({
  id,
  settings: Type.Object({}),
  secrets: [],
  start(access) {
    start(access)
    return { stop: async () => undefined }
  },
})

/** Takes its time to stop, until it is let go. */
function slowly() {
  const log: string[] = []
  const letGo: (() => void)[] = []
  const connector: Connector = {
    ...{ id: 'slow', settings: Type.Object({}), secrets: [] },
    start({ settings }) {
      log.push(`start ${settings['n'] as number}`)
      return {
        stop: () =>
          new Promise<void>(resolve => {
            letGo.push(() => {
              log.push(`stopped ${settings['n'] as number}`)
              resolve()
            })
          }),
      }
    },
  }
  return { connector, log, letGo }
}

function setUp(
  secrets: Record<string, string> = {},
  failsWith: { errcode: number } = { errcode: 0 },
  more: readonly Connector[] = [],
  look = () => undefined as void,
) {
  const drafts: Draft[] = []
  const reasons: string[] = []
  const logs: string[] = []
  const access: FeedAccess[] = []
  const list = [
    connectorOf('fine', given => access.push(given)),
    connectorOf('broken', () => {
      throw new Error('port in use')
    }),
    ...more,
  ]
  const feeds = new Feeds({
    connectors: new Map(list.map(connector => [connector.id, connector])),
    evaluate: noExpressions,
    mapping: () => raw => ({ ok: true, flags: [], fact: ticketFact({ id: String(raw) }) }),
    mask: text => text,
    secret: name => secrets[name],
    submit: async draft => {
      const { errcode } = failsWith
      if (errcode > 0) throw Object.assign(new Error('it was not written'), { errcode })
      drafts.push(draft)
      reasons.push(draft.reason)
      return { seq: drafts.length, ...draft }
    },
    fileOf: path => path,
    reach: () => Promise.reject(new Error('nowhere')),
    position: () => 'p9',
    reason: () => reasons[reasons.length - 1] ?? '',
    look,
    quarantined: () => [],
    retaken: () => null,
    now: () => 5,
    speed: 1,
    log: (id, level, message) => logs.push(`${level} ${id} ${message}`),
  })
  return { feeds, drafts, logs, access }
}

test('[INT10] a feed that cannot start is its own failed report, and the others run', async () => {
  const { feeds, drafts, logs, access } = setUp()
  feeds.start(feed('a', 'broken'))
  feeds.start(feed('b', 'nobody'))
  feeds.start(feed('c', 'fine'))
  expect(drafts.map(draft => [draft.feed, draft.outcome, draft.reason])).toEqual([
    ['a', 'failed', 'other: port in use'],
  ])
  expect(logs).toContain('error b no connector "nobody"; there are fine, broken')
  expect(await access[0]?.take({ records: ['x/1'], position: 'q' })).toEqual({
    accepted: 1,
    duplicate: 0,
    quarantined: 0,
    refused: 0,
  })
  expect(drafts[1]).toMatchObject({ feed: 'c', position: 'q' })
  expect(access[0]?.position()).toBe('p9')
  await access[0]?.fail('HTTP 503', 'down')
  expect(drafts[2]).toMatchObject({ feed: 'c', outcome: 'failed', reason: 'down: HTTP 503' })
  await feeds.stop()
})

test('[INT11] a missing secret is named, never shown, and a fault of the set-up', () => {
  const without = setUp()
  without.feeds.start(feed('c', 'fine'))
  expect(() => without.access[0]?.secret('token')).toThrow('SOME_TOKEN is not set')
  expect(() => without.access[0]?.secret('other')).toThrow('secrets.other names none')
  const blank = setUp({ SOME_TOKEN: ' \n' })
  blank.feeds.start(feed('c', 'fine'))
  expect(() => blank.access[0]?.secret('token')).toThrow('SOME_TOKEN is not set')
  const having = setUp({ SOME_TOKEN: 's3cret' })
  having.feeds.start(feed('c', 'fine'))
  expect(having.access[0]?.secret('token')).toBe('s3cret')
})

test('[INT11] a secret that cannot be read is a fault of the set-up, with its sentence', async () => {
  const { feeds, access } = setUp(
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('put back the file of keys')
        },
      },
    ),
  )
  feeds.start(feed('c', 'fine'))
  expect(() => access[0]?.secret('token')).toThrow(FeedError)
  expect(() => access[0]?.secret('token')).toThrow('put back the file of keys')
  await access[0]?.fail('no connection', 'unreachable')
  await feeds.stop()
})

test('[SEC7] (T-SEC-02) what repeats a secret of the feed is journaled and logged without it', async () => {
  const { feeds, drafts, logs, access } = setUp({ SOME_TOKEN: 'canary-one canary-two' })
  feeds.start(feed('c', 'fine'))
  await access[0]?.fail('it answered "Bearer canary-two" and canary-one', 'denied')
  access[0]?.log('warn', 'canary-one canary-two was refused')
  expect(drafts.at(-1)?.reason).toBe('denied: it answered "Bearer …" and …')
  expect(logs.at(-1)).toBe('warn c … was refused')
  expect(JSON.stringify([drafts, logs])).not.toContain('canary')
  await feeds.stop()
})

test('[SEC6] a feed is started again with what was set since, unless everything is stopping', async () => {
  const secrets: Record<string, string> = { SOME_TOKEN: 'old one' }
  const { feeds, access } = setUp(secrets)
  const document = feed('c', 'fine')
  feeds.start(document)
  secrets['SOME_TOKEN'] = 'new one'
  await feeds.restart(document)
  expect([access.length, access[1]?.secret('token')]).toEqual([2, 'new one'])
  await feeds.stop()
  await feeds.restart(document)
  expect(access).toHaveLength(2)
})

test('[INT27] on a full disk a feed says nothing itself, and what nobody asks for again is tried until it is kept', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const disk = { errcode: 13 }
    const { feeds, drafts, logs, access } = setUp({}, disk)
    feeds.start(feed('a', 'broken'))
    feeds.start(feed('c', 'fine'))
    const given = access[0]!
    await expect(given.take({ records: ['x/1'] })).rejects.toThrow('it was not written')
    given.log('error', 'messages could not be kept: Error: it was not written')
    await given.fail('it was not written', 'other')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(drafts).toEqual([])
    expect(logs.filter(line => /^(warn|error) c/.test(line))).toEqual([])
    // What is wrong besides is said.
    await given.fail('no answer', 'unreachable')
    expect(logs.filter(line => / c .*no answer/.test(line))).toHaveLength(1)
    disk.errcode = 0
    await vi.advanceTimersByTimeAsync(5_000)
    expect(drafts.map(({ feed: of, outcome }) => [of, outcome])).toEqual([['a', 'failed']])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(drafts).toHaveLength(1)
    await given.take({ records: ['x/1'] })
    given.log('error', 'it was not written')
    expect(logs).toContain('error c it was not written')
    // An error of the disk is nothing that passes.
    disk.errcode = 778
    await expect(given.fail('down', 'other')).rejects.toThrow('not written')
    feeds.start(feed('b', 'broken'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(logs.at(-1)).toBe('warn b that it did not start could not be journaled: it was not written')
    disk.errcode = 13
    feeds.start(feed('d', 'broken'))
    await vi.advanceTimersByTimeAsync(0)
    await feeds.stop()
    disk.errcode = 0
    await vi.advanceTimersByTimeAsync(60_000)
    expect(drafts.map(({ feed: of }) => of)).toEqual(['a', 'c'])
  } finally {
    vi.useRealTimers()
  }
})

test('[INT29] once its upstream is reached, what kept a feed from it before is no reason any more; it looks no more live for that', async () => {
  const { feeds, drafts, access } = setUp()
  feeds.start(feed('c', 'fine'))
  const [given] = access as [FeedAccess]
  await given.reached()
  expect(drafts).toEqual([])
  await given.fail('10.0.0.9 is in no zone', 'zone')
  await given.reached()
  await given.reached()
  expect(drafts.map(({ outcome, reason }) => [outcome, reason.split(':')[0]])).toEqual([
    ['failed', 'zone'],
    ['failed', 'silent'],
  ])
  await given.take({ records: [] })
  await given.reached()
  expect(drafts).toHaveLength(3)
})

test('[INT32] what is changed and retired while it stops does not come back, and changed twice it runs once', async () => {
  const { connector, log, letGo } = slowly()
  const { feeds } = setUp({}, { errcode: 0 }, [connector])
  const version = (n: number): FeedDocument => ({ ...feed('a', 'slow'), settings: { n } })
  const settle = () => new Promise(resolve => setImmediate(resolve))
  feeds.start(version(1))
  feeds.replace({ started: [], changed: [version(2)], stopped: [] })
  feeds.replace({ started: [], changed: [version(3)], stopped: [] })
  await settle()
  // The first still stops; nobody runs beside it.
  expect(log).toEqual(['start 1'])
  letGo[0]?.()
  await settle()
  letGo[1]?.()
  await settle()
  expect(log).toEqual(['start 1', 'stopped 1', 'start 2', 'stopped 2', 'start 3'])
  feeds.replace({ started: [], changed: [version(4)], stopped: [] })
  feeds.replace({ started: [], changed: [], stopped: ['a'] })
  await settle()
  letGo[2]?.()
  await settle()
  letGo[3]?.()
  await settle()
  expect(log.slice(5)).toEqual(['stopped 3', 'start 4', 'stopped 4'])
  expect(feeds.file('a', [])).toBeNull()
})

test('[INT34] a page is in though its look failed, and one that can never be kept is not to be tried again', async () => {
  const disk = { errcode: 0 }
  const { feeds, drafts, logs, access } = setUp({}, disk, [], () => {
    throw new Error('no such table')
  })
  feeds.start(feed('c', 'fine'))
  await expect(access[0]!.take({ records: ['x/1'] })).resolves.toMatchObject({ accepted: 1 })
  expect(drafts).toHaveLength(1)
  expect(logs.at(-1)).toBe('error c how its records look could not be noted: no such table')
  disk.errcode = 1
  const lasting = await access[0]!.take({ records: ['x/2'] }).catch((error: unknown) => error)
  expect(lasting).toMatchObject({
    name: 'FeedError',
    blame: 'ours',
    retry: false,
    message: 'it was not written',
  })
  // What passes is tried again.
  disk.errcode = 13
  const passing = await access[0]!.take({ records: ['x/2'] }).catch((error: unknown) => error)
  expect(passing).not.toBeInstanceOf(FeedError)
})

import { once } from 'node:events'
import { createServer as createHttp, type IncomingMessage } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { createServer, type AddressInfo, type LookupFunction, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Fields } from '../../shared/model/value.ts'
import { certificate } from '../../tests/certificates.ts'
import { FeedError, type FeedAccess, type Running } from './connector.ts'
import { eventually, feedForTests } from './feed-for-tests.ts'
import { fetchJson } from './http-poll/fetch-json.ts'
import { httpGet } from './http-get.ts'
import { connectors } from './registry.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

/** Listens, and counts who comes. */
async function listening(server: Server = createServer()): Promise<{ port: number; came: () => number }> {
  let came = 0
  server.on('connection', socket => {
    came++
    endings.push(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  endings.push(() => server.close())
  return { port: (server.address() as AddressInfo).port, came: () => came }
}

const NAME = 'upstream.example'

/** As feeds of each kind would be told to ask `host`. */
const SETTINGS: readonly (readonly [
  title: string,
  connector: string,
  settings: (host: string, port: number) => Fields,
])[] = [
  ['HTTP', 'http-poll', (host, port) => ({ url: `http://${host}:${port}/x`, everySeconds: 1 })],
  ['Atom', 'cap-atom', (host, port) => ({ url: `http://${host}:${port}/x`, everySeconds: 1 })],
  ['WebSocket', 'websocket', (host, port) => ({ url: `ws://${host}:${port}/x` })],
  ['WebSocket over TLS', 'websocket', (host, port) => ({ url: `wss://${host}:${port}/x` })],
  ['AMQP', 'amqp', (host, port) => ({ url: `amqp://${host}:${port}`, queue: 'a' })],
  ['AMQP over TLS', 'amqp', (host, port) => ({ url: `amqps://${host}:${port}`, queue: 'a' })],
  ['NATS', 'nats', (host, port) => ({ url: `nats://${host}:${port}`, stream: 'a', durable: 'a' })],
  ['NATS over TLS', 'nats', (host, port) => ({ url: `tls://${host}:${port}`, stream: 'a', durable: 'b' })],
  ['MQTT', 'mqtt', (host, port) => ({ url: `mqtt://${host}:${port}`, topics: ['a'], clientId: 'a' })],
  [
    'MQTT over TLS',
    'mqtt',
    (host, port) => ({ url: `mqtts://${host}:${port}`, topics: ['a'], clientId: 'b' }),
  ],
  ...(['postgres', 'mysql'] as const).map(
    dialect =>
      [
        dialect,
        'sql-poll',
        (host: string, port: number) => ({
          dialect,
          host,
          port,
          user: 'u',
          database: 'd',
          table: 't',
          everySeconds: 1,
        }),
      ] as const,
  ),
]

function start(connector: string, settings: Fields, reach: FeedAccess['reach']) {
  const feed = feedForTests(settings, { reach })
  const running = connectors.get(connector)?.start(feed.access) as Running
  endings.push(() => running.stop())
  return feed
}

test.each(SETTINGS)(
  '[ZON9] (T-SSRF-01, T-SSRF-03) %s: what is refused is connected to by no name and no address',
  async (_title, connector, settings) => {
    const { port, came } = await listening()
    const asked: string[] = []
    const refuse: FeedAccess['reach'] = async (host, at) => {
      asked.push(`${host} ${at}`)
      throw new FeedError('no zone', { blame: 'config', retry: true, fault: 'zone' })
    }
    for (const host of ['127.0.0.1', 'localhost']) {
      const feed = start(connector, settings(host, port), refuse)
      await eventually(
        () => feed.faults.has('zone'),
        () => [...feed.failures, ...feed.faults],
      )
      expect(asked).toContain(`${host} ${port}`)
    }
    expect(came()).toBe(0)
  },
)

test.each(SETTINGS)(
  '[ZON9] (T-SSRF-02) %s: it connects to what was judged, and asks nobody where the name leads',
  async (_title, connector, settings) => {
    const { port, came } = await listening()
    const pinned: LookupFunction = (_host, options, callback) =>
      options.all === true
        ? callback(null, [{ address: '127.0.0.1', family: 4 }])
        : callback(null, '127.0.0.1', 4)
    start(connector, settings(NAME, port), async () => pinned)
    await eventually(() => came() > 0)
  },
)

const toLoopback: FeedAccess['reach'] = async () => (_host, options, callback) =>
  options.all === true
    ? callback(null, [{ address: '127.0.0.1', family: 4 }])
    : callback(null, '127.0.0.1', 4)

test('[ZON9] an upstream hears the name that it was asked by', async () => {
  const asked: IncomingMessage[] = []
  const { port } = await listening(
    createHttp((request, response) => {
      asked.push(request)
      response.setHeader('content-type', 'application/json').end('[]')
    }),
  )
  const feed = start('http-poll', { url: `http://${NAME}:${port}/x`, everySeconds: 1 }, toLoopback)
  await eventually(
    () => feed.pages.length > 0,
    () => feed.failures,
  )
  expect(asked[0]?.headers.host).toBe(`${NAME}:${port}`)
})

test('[ZON9] (T-SSRF-02, F-49) a certificate must be for the name, and a fault of it is said', async () => {
  const good = certificate({ names: [NAME] })
  const other = certificate({ names: ['other.example'] })
  const old = certificate({ names: [NAME], from: new Date('2020-01-01'), to: new Date('2020-02-01') })
  for (const [pair, said] of [
    [good, null],
    [other, /does not match/],
    [old, /certificate has expired/],
  ] as const) {
    // Trusted each by itself: of several with one issuer's name the first would be taken for the issuer of all.
    const get = httpGet(toLoopback, { ca: pair.cert })
    endings.push(() => get.close())
    const { port } = await listening(createHttps(pair, (_request, response) => void response.end('[]')))
    const asked = fetchJson(get, new URL(`https://${NAME}:${port}/x`), {}, AbortSignal.timeout(5_000))
    if (said === null) expect(await asked).toMatchObject({ type: 'answer', body: [] })
    else await expect(asked).rejects.toThrow(said)
  }
})

test('[ZON9] (T-SEC-02) an address with a password in it is refused before anybody is asked', () => {
  for (const url of ['http://user:secret@127.0.0.1/x', 'http://user@127.0.0.1/x', 'http://'])
    expect(() => start('http-poll', { url, everySeconds: 1 }, toLoopback)).toThrow(/\/url/)
})

import { once } from 'node:events'
import { request as ask } from 'node:https'
import { get, type RequestListener } from 'node:http'
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { io } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { certificate } from '../../tests/certificates.ts'
import { everybodyIs } from '../access/routes.fixture.ts'
import { openSocketServer } from '../live/socket-server.ts'
import type { Pair } from '../net/certificate.ts'
import { createArrivals } from './arrivals.ts'
import { gateOf } from './gate.ts'
import { createListeners, type ListenersParts } from './listeners.ts'

const endings: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const pairFor = (name: string): Pair => {
  const { cert, key } = certificate({ names: [name, '127.0.0.1'] })
  return { cert: Buffer.from(cert), key: Buffer.from(key), digest: name, from: 0, until: 0 }
}
const FIRST = pairFor('localhost')

async function listening(over: Partial<ListenersParts> = {}, stand: (http: never) => void = () => undefined) {
  const handle: RequestListener = (_request, response) => void response.end('here')
  const takesConnection = () => true
  const made = createListeners({
    takesConnection,
    handle,
    pair: FIRST,
    addresses: ['127.0.0.1'],
    port: 0,
    ...over,
  })
  stand(made.http as never)
  const listeners = await made.listen()
  endings.push(() => {
    listeners.close()
    listeners.http.close()
    listeners.cut()
  })
  return { listeners, port: listeners.port }
}

/** The connection when it stands; throws what TLS says. */
async function shaken(port: number, over: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connectTls({ host: '127.0.0.1', port, servername: 'localhost', ca: FIRST.cert, ...over })
  endings.push(() => void socket.destroy())
  await once(socket, 'secureConnect')
  return socket
}

test('[NET11] TLS 1.3 and 1.2 with what encrypts well; nothing older, nothing weaker, and no plain HTTP', async () => {
  const { port } = await listening()
  expect((await shaken(port)).getProtocol()).toBe('TLSv1.3')
  expect((await shaken(port, { maxVersion: 'TLSv1.2' })).getCipher().name).toMatch(/^ECDHE-ECDSA-.*GCM/)
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
  await expect(shaken(port, old)).rejects.toThrow(/alert|version|protocol/i)
  for (const ciphers of ['ECDHE-ECDSA-AES128-SHA256', 'ECDHE-ECDSA-AES256-SHA', 'AES128-GCM-SHA256'])
    await expect(shaken(port, { maxVersion: 'TLSv1.2', ciphers }), ciphers).rejects.toThrow()
  const plain = await new Promise(resolve => {
    get({ port, host: '127.0.0.1' }, resolve).on('error', error =>
      resolve((error as NodeJS.ErrnoException).code),
    )
  })
  expect(plain).toBe('ECONNRESET')
})

test('[NET8] (F-49) another certificate is for those who come from now on, and who is there stays', async () => {
  const { listeners, port } = await listening()
  const there = await shaken(port)
  const second = pairFor('localhost')
  listeners.use(second)
  expect((await shaken(port, { ca: second.cert })).authorized).toBe(true)
  await expect(shaken(port)).rejects.toThrow(/self.signed/)
  there.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const [answer] = (await once(there, 'data')) as [Buffer]
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 /)
  // Nothing else of the set-up is lost with the exchange.
  await expect(
    shaken(port, { ca: second.cert, maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' }),
  ).rejects.toThrow()
})

test('[NET12] (T-V6) one server on several addresses, v4 and v6, with and without TLS', async () => {
  for (const pair of [null, FIRST]) {
    const { port } = await listening({ pair, addresses: ['127.0.0.1', '::1', '127.0.0.2'] })
    const scheme = pair === null ? 'http' : 'https'
    for (const host of ['127.0.0.1', '[::1]', '127.0.0.2']) {
      const url = `${scheme}://${host}:${port}`
      const asked = pair === null ? get(url) : ask(url, { ca: FIRST.cert, servername: 'localhost' }).end()
      const [{ statusCode }] = (await once(asked, 'response')) as [{ statusCode: number }]
      expect(statusCode, url).toBe(200)
    }
  }
})

test('[NET12] (T-V6) `::` is reached by v4 too, and each is told by its own address', async () => {
  const seen: (string | undefined)[] = []
  const handle: RequestListener = ({ socket }, response) => {
    seen.push(socket.remoteAddress)
    response.end()
  }
  const { port } = await listening({ pair: null, addresses: ['::'], handle })
  for (const host of ['127.0.0.1', '::1']) await once(get({ host, port }), 'response')
  expect(seen).toEqual(['::ffff:127.0.0.1', '::1'])
})

test('[CFG1] an address that is not here, and a port that is taken, are the set-up to mend', async () => {
  await expect(listening({ addresses: ['192.0.2.1'] })).rejects.toThrow(
    'HOST="192.0.2.1" is no address of this machine',
  )
  const { port } = await listening({ pair: null })
  await expect(listening({ pair: null, port })).rejects.toThrow(`PORT="${port}" is taken by another program`)
})

test('[NET13] (T-CSRF-01) over TLS sockets go the same way, and every answer says that it stays so', async () => {
  const certificateFiles = { cert: 'c', key: 'k' }
  const arrivals = createArrivals({
    ...{
      addresses: ['127.0.0.1'],
      certificate: certificateFiles,
      proxies: [],
      origins: ['https://localhost:1'],
    },
  })
  const turnAway = gateOf(arrivals)
  const handle: RequestListener = (request, response) => {
    if (!turnAway(request, response)) response.end('here')
  }
  const { port } = await listening({ handle }, http => {
    const server = openSocketServer(http, everybodyIs(), arrivals)
    endings.push(() => void server.disconnectSockets(true))
  })
  const ca = FIRST.cert.toString()
  const url = `https://localhost:${port}`
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    ca,
    extraHeaders: { origin: url },
  })
  await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject))
  socket.disconnect()
  const foreign = new WebSocket(`wss://localhost:${port}/socket.io/?EIO=4&transport=websocket`, {
    ...{ ca, origin: 'https://evil.example' },
  })
  await expect(once(foreign, 'open')).rejects.toThrow('server response: 4')
  const polled = ask(`${url}/socket.io/?EIO=4&transport=polling`, { ca, servername: 'localhost' }).end()
  const [{ headers: told }] = (await once(polled, 'response')) as [{ headers: Record<string, string> }]
  expect(told['strict-transport-security']).toMatch(/^max-age=63072000/)
  for (const [method, host, status] of [
    ['GET', `localhost:${port}`, 200],
    ['GET', 'evil.example', 421],
    ['TRACE', `localhost:${port}`, 405],
  ] as const) {
    const asked = ask(url, { ca, servername: 'localhost', method, headers: { host } }).end()
    const [{ statusCode, headers }] = (await once(asked, 'response')) as [
      { statusCode: number; headers: Record<string, string> },
    ]
    expect([statusCode, headers['strict-transport-security']]).toEqual([
      status,
      'max-age=63072000; includeSubDomains',
    ])
  }
})

import { once } from 'node:events'
import { get, type RequestListener } from 'node:http'
import { connect, type Socket as TcpSocket } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { everybodyIs } from '../access/routes.fixture.ts'
import { openSocketServer } from '../live/socket-server.ts'
import { createArrivals } from './arrivals.ts'
import { createCrowd } from './crowd.ts'
import { createListeners } from './listeners.ts'
import { createShares } from './shares.ts'

const endings: (() => void)[] = []
afterEach(() =>
  endings
    .splice(0)
    .reverse()
    .forEach(end => end()),
)

const MOST = 5

/** A server whose addresses may hold five each. */
async function crowded({ proxies = [] as string[], handle = undefined as RequestListener | undefined } = {}) {
  const logs: string[] = []
  const time = { ms: 0 }
  const origins = proxies.length === 0 ? [] : ['https://city.example']
  const arrivals = createArrivals({ addresses: ['127.0.0.1'], certificate: null, proxies, origins })
  const log = (_level: string, _about: string, message: string) => void logs.push(message)
  const crowd = createCrowd({ most: MOST, arrivals, log, elapsed: () => time.ms })
  const made = createListeners({
    ...{ pair: null, addresses: ['127.0.0.1'], port: 0, takesConnection: crowd.takesConnection },
    handle(request, response) {
      if (crowd.takesRequest(request, response))
        (handle ?? ((_, answer) => void answer.end('here')))(request, response)
    },
  })
  const sockets = openSocketServer(made.http, everybodyIs(), arrivals, crowd.sockets)
  const { port, http, cut } = await made.listen()
  endings.push(() => {
    sockets.disconnectSockets(true)
    http.close()
    cut()
  })
  return { port, logs, time, crowd }
}

/** Null: it was cut off. */
async function held(port: number, from: string): Promise<TcpSocket | null> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from })
  endings.push(() => void socket.destroy())
  socket.on('error', () => undefined)
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const isHeld = await new Promise<boolean>(resolve => {
    socket.once('data', () => resolve(true)).once('close', () => resolve(false))
  })
  return isHeld ? socket : null
}
const holding = async (port: number, from: string, count: number) => {
  const all: (TcpSocket | null)[] = []
  for (let n = 0; n < count; n++) all.push(await held(port, from))
  return all
}

test('[HTTP10] (T-HTTP-01) one address holds so many connections; another comes in; what is let go of is free', async () => {
  const { port, logs, time, crowd } = await crowded()
  const first = await holding(port, '127.0.0.1', MOST + 3)
  expect(first.map(socket => socket !== null)).toEqual([
    ...Array<boolean>(MOST).fill(true),
    false,
    false,
    false,
  ])
  expect(await held(port, '127.0.0.2')).not.toBeNull()
  expect(logs).toEqual(['127.0.0.1 holds 5 connections and gets no more (CONNECTIONS_PER_ADDRESS)'])
  expect(crowd.figures()).toContain('liaowang_crowded_total{of="connections"} 3')
  time.ms += 10 * 60_000
  await held(port, '127.0.0.1')
  expect(logs).toHaveLength(2)
  first[0]?.destroy()
  // The server hears of the end when it hears of it.
  await expect.poll(async () => (await held(port, '127.0.0.1')) !== null).toBe(true)
})

interface Dialled {
  readonly socket: Socket
  readonly outcome: string
}

async function dial(
  port: number,
  headers: Record<string, string>,
  transport: string,
  from: string,
): Promise<Dialled> {
  const socket = io(`http://127.0.0.1:${port}`, {
    ...{ transports: [transport], forceNew: true, reconnection: false, localAddress: from },
    extraHeaders: headers,
  })
  endings.push(() => void socket.disconnect())
  const outcome = await new Promise<string>(resolve => {
    socket.once('connect', () => resolve('in')).once('connect_error', () => resolve('out'))
  })
  return { socket, outcome }
}
const behind = (address: string) => ({
  ...{ 'x-forwarded-host': 'city.example', 'x-forwarded-for': address, 'x-forwarded-proto': 'https' },
})

test.each(['websocket', 'polling'])(
  '[HTTP10] (T-SOCK-01) behind a proxy of ours sockets count for whom it names, by %s',
  async transport => {
    const { port, logs } = await crowded({ proxies: ['127.0.0.1'] })
    const outcomes: Dialled[] = []
    for (let n = 0; n < MOST + 2; n++)
      outcomes.push(await dial(port, behind('10.1.1.1'), transport, '127.0.0.1'))
    const told = outcomes.map(({ outcome }) => outcome)
    expect(told).toEqual([...Array<string>(MOST).fill('in'), 'out', 'out'])
    expect((await dial(port, behind('10.1.1.2'), transport, '127.0.0.1')).outcome).toBe('in')
    expect(logs).toEqual(['10.1.1.1 holds 5 sockets and gets no more (CONNECTIONS_PER_ADDRESS)'])
    outcomes[0]?.socket.disconnect()
    await expect
      .poll(async () => (await dial(port, behind('10.1.1.1'), transport, '127.0.0.1')).outcome)
      .toBe('in')
  },
)

test('[HTTP10] (T-HTTP-01) behind a proxy of ours requests in hand count for whom it names', async () => {
  const waiting: (() => void)[] = []
  const handle: RequestListener = ({ url }, response) => {
    if (url === '/slow') waiting.push(() => response.end('late'))
    else response.end('here')
  }
  const { port } = await crowded({ proxies: ['127.0.0.1'], handle })
  const ask = (path: string, address: string) =>
    get({ port, host: '127.0.0.1', path, headers: behind(address) })
  const status = async (path: string, address: string) => {
    const [{ statusCode }] = (await once(ask(path, address), 'response')) as [{ statusCode: number }]
    return statusCode
  }
  const slow = Array.from({ length: MOST }, () => ask('/slow', '10.1.1.1'))
  await expect.poll(() => waiting.length).toBe(MOST)
  expect([await status('/', '10.1.1.1'), await status('/', '10.1.1.2')]).toEqual([429, 200])
  const ends = slow.map(request => once(request, 'response'))
  waiting.forEach(answer => answer())
  await Promise.all(ends)
  await expect.poll(() => status('/', '10.1.1.1')).toBe(200)
})

test('[HTTP10] (T-SOCK-01) whoever lets go of everything takes no place, and what is let go of twice is no gift', () => {
  const shares = createShares({ most: 2, group: who => who, onRefused: () => undefined })
  shares.giveBack('a')
  expect([shares.take('a'), shares.take('a'), shares.take('a')]).toEqual([true, true, false])
  expect(shares.refused).toBe(1)
})

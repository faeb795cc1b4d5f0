import { get } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import { io } from 'socket.io-client'
import { areas } from '../../shared/city/ticket.fixture.ts'
import { callerAs } from '../access/callers.ts'
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import { liveTickets, TOPIC } from './live-tickets.fixture.ts'

const endings: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function screen(port: number, transport = 'websocket') {
  const socket = io(`http://127.0.0.1:${port}`, { transports: [transport], upgrade: false, forceNew: true })
  const heard: { event: string; args: unknown[] }[] = []
  socket.onAny((event: string, ...args: unknown[]) => heard.push({ event, args }))
  await new Promise<void>(resolve => socket.on('connect', () => resolve()))
  endings.push(async () => void socket.close())
  return { socket, heard }
}

type Heard = readonly { readonly event: string; readonly args: readonly unknown[] }[]
/** From where to where each message led, in the order in which they came. */
const steps = (heard: Heard) =>
  heard.flatMap(({ event, args }) =>
    event === 'answer' ? [args.slice(3, 5)] : event === 'news' ? [args.slice(1, 3)] : [],
  ) as [from: number, to: number][]
const watch = (cursor: unknown = null) => ({ protocol: PROTOCOL_VERSION, topic: TOPIC, cursor })

const until = async (ready: () => boolean) => {
  for (let turn = 0; turn < 2_000 && !ready(); turn++) await new Promise(resolve => setTimeout(resolve, 5))
  expect(ready()).toBe(true)
}

test('[LIVE2] a screen that watches gets the whole, then news under the line it was told', async () => {
  const { flush, port } = await liveTickets(endings)
  flush('x/1')
  const { socket, heard } = await screen(port)
  socket.emit('watch', watch())
  await until(() => heard.some(({ event }) => event === 'answer'))
  flush('x/2')
  await until(() => heard.some(({ event }) => event === 'news'))
  const answer = heard.find(({ event }) => event === 'answer')?.args ?? []
  const news = heard.find(({ event }) => event === 'news')?.args ?? []
  expect(answer.slice(0, 5)).toEqual([TOPIC, 'j.s', 1, 0, 1])
  expect(news.slice(0, 3)).toEqual([1, 1, 2])
  expect(heard.find(({ event }) => event === 'beat')?.args).toEqual([TOPIC, 'j.s', 1, 5, 1])
})

test('[LIVE18] (F-27, F-28) a screen of the version before is answered through an upgrade, in the words it knows', async () => {
  const { flush, port } = await liveTickets(endings)
  for (const n of [1, 2, 3]) flush(`x/${n}`)
  const { socket, heard } = await screen(port)
  const ask = (protocol: number, cursor: unknown) => socket.emit('watch', { protocol, topic: TOPIC, cursor })
  const answered = async (count: number) => {
    await until(() => heard.filter(({ event }) => event === 'answer').length === count)
    return steps(heard.filter(({ event }) => event === 'answer')).at(-1)
  }
  const before = { epoch: 'i.s', seq: 2 }
  ask(4, before)
  expect(await answered(1)).toEqual([2, 3])
  ask(2, before)
  expect(await answered(2)).toEqual([0, 3])
  ask(2, null)
  expect(await answered(3)).toEqual([0, 3])
  ask(2, { epoch: 'j.s', seq: 2 })
  expect(await answered(4)).toEqual([2, 3])
  // It says nothing of what it shows, and knows of going on.
  ask(3, before)
  expect(await answered(5)).toEqual([2, 3])
  flush('x/4')
  await until(() => heard.some(({ event }) => event === 'news'))
  for (const protocol of [1, 5]) ask(protocol, null)
  await until(() => heard.filter(({ event }) => event === 'refused').length === 2)
  expect(heard.find(({ event }) => event === 'refused')?.args).toEqual([{ topic: TOPIC, reason: 'protocol', protocol: 4 }]) // oxfmt-ignore
})

test('[LIVE2] [LIVE9] a screen that may only poll is told as much, between its questions', async () => {
  const { flush, port, sockets } = await liveTickets(endings)
  flush('x/1')
  const { socket, heard } = await screen(port, 'polling')
  socket.emit('watch', watch())
  for (const seq of [1, 2, 3]) {
    if (seq > 1) flush(`x/${seq}`)
    await until(() => (sockets.beat(), steps(heard).some(([, to]) => to === seq)))
  }
})

test('[LIVE8] what cannot be answered is refused with its reason', async () => {
  const { port, hub } = await liveTickets(endings)
  const { socket, heard } = await screen(port)
  const bad = [null, 7, {}, { protocol: PROTOCOL_VERSION, topic: TOPIC }, watch({ epoch: 1, seq: -1 })]
  for (const question of bad) socket.emit('watch', question)
  socket.emit('watch', { ...watch(), protocol: 99 })
  socket.emit('watch', { ...watch(), topic: 'overview/999999@internal' })
  socket.emit('leave', 'x')
  await until(() => heard.length === bad.length + 3)
  const reasons = heard.map(({ args }) => (args[0] as { reason: string }).reason)
  expect(reasons).toEqual([...bad.map(() => 'malformed'), 'protocol', 'topic', 'malformed'])
  expect(hub.topics).toEqual([])
  for (const { id } of areas.towns.slice(0, 12))
    socket.emit('watch', { ...watch(), topic: `overview/${id}@internal` })
  await until(() => heard.filter(({ event }) => event === 'refused').length === bad.length + 3 + 4)
})

test('[LIVE7] a topic that nobody watches is closed at the next beat', async () => {
  const { sockets, hub, port } = await liveTickets(endings)
  const { socket, heard } = await screen(port)
  socket.emit('watch', watch())
  await until(() => heard.some(({ event }) => event === 'answer'))
  sockets.beat()
  expect(hub.topics).toEqual([TOPIC])
  socket.emit('leave', { topic: TOPIC })
  await until(() => (sockets.beat(), hub.topics.length === 0))
})

test('[LIVE9] a screen that stops reading costs no memory, and is told the rest when it reads again', async () => {
  const { flush, port, sockets } = await liveTickets(endings)
  const { socket, heard } = await screen(port)
  socket.emit('watch', watch())
  await until(() => heard.some(({ event }) => event === 'answer'))
  // The engine's raw socket: paused, it leaves everything in the kernel until that is full.
  const raw = (socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }).ws
  raw.pause()
  for (let i = 0; i < 3_000; i++) {
    flush(`y/${i}`)
    if (i % 100 === 0) await new Promise(resolve => setImmediate(resolve))
  }
  raw.resume()
  await until(() => {
    sockets.beat()
    return Math.max(...steps(heard).map(([, to]) => to)) === 3_000
  })
  const all = steps(heard)
  expect(all.length).toBeLessThan(2_900)
  for (let i = 1; i < all.length; i++)
    expect(all[i]![0]).toBeLessThanOrEqual(Math.max(...all.slice(0, i).map(([, to]) => to)))
})

test('[LIVE9] a screen that asks and does not read is answered once it has drained, and with one answer', async () => {
  const { flush, port, sockets } = await liveTickets(endings)
  // As many questions as are taken at once (LIVE13), and answers so long that no kernel swallows so many.
  for (let i = 0; i < 20; i++) flush(`${'z'.repeat(60_000)}/${i}`)
  const { socket, heard } = await screen(port)
  const raw = (socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }).ws
  raw.pause()
  for (let i = 0; i < 38; i++) {
    socket.emit('watch', watch())
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  raw.resume()
  await until(() => (sockets.beat(), heard.some(({ event }) => event === 'answer')))
  socket.emit('leave', {})
  await until(() => heard.some(({ event }) => event === 'refused'))
  expect(heard.filter(({ event }) => event === 'answer').length).toBeLessThan(35)
})

test('[LIVE13] (T-SOCK-01) a screen that asks without end is cut off, and another one is answered', async () => {
  const { port } = await liveTickets(endings)
  const { socket } = await screen(port)
  const gone = new Promise(resolve => socket.on('disconnect', resolve))
  for (let i = 0; i < 60; i++) socket.emit('watch', 'x')
  // As if the connection broke: the client comes back by itself, after a while.
  expect(await gone).toBe('transport close')
  const other = await screen(port)
  other.socket.emit('watch', watch())
  await until(() => other.heard.some(({ event }) => event === 'answer'))
})

test('[LIVE10] (F-41) screens that ask at once get the same bytes, made once', async () => {
  const { flush, port, hub } = await liveTickets(endings)
  flush('x/1')
  const answer = vi.spyOn(hub, 'answer')
  const screens = await Promise.all(Array.from({ length: 5 }, () => screen(port)))
  for (const { socket } of screens) socket.emit('watch', watch())
  await until(() => screens.every(({ heard }) => steps(heard).length === 1))
  expect(new Set(answer.mock.results.map(({ value }) => value as unknown)).size).toBe(1)
  expect(new Set(screens.map(({ heard }) => JSON.stringify(heard[0]))).size).toBe(1)
})

/** What becomes of a socket that says it comes from there. */
const opened = async (port: number, headers: Record<string, string>, transport: 'websocket' | 'polling') => {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: [transport],
    extraHeaders: headers,
    forceNew: true,
    reconnection: false,
  })
  const outcome = await new Promise<string>(resolve => {
    socket.on('connect', () => resolve('opened'))
    socket.on('connect_error', () => resolve('refused'))
  })
  socket.close()
  return outcome
}

test('[LIVE12] (T-CSRF-01) a page of another origin or under another name opens no socket', async () => {
  const { port } = await liveTickets(endings)
  const ours = `127.0.0.1:${port}`
  for (const transport of ['websocket', 'polling'] as const) {
    for (const headers of [{}, { origin: `http://${ours}` }])
      expect(await opened(port, headers, transport)).toBe('opened')
    for (const headers of [
      { origin: 'http://evil.example' },
      { origin: `http://127.0.0.1:${port + 1}` },
      { origin: 'null' },
    ])
      expect([transport, headers, await opened(port, headers, transport)]).toEqual([
        transport,
        headers,
        'refused',
      ])
  }
  for (const host of ['evil.example', '127.0.0.1.evil.example'])
    expect([host, await statusOf(port, host)]).toEqual([host, 403])
  expect(await statusOf(port, ours)).toBe(200)
})

/** Of the first step of Socket.IO, under a Host that no client would let one set. */
const statusOf = (port: number, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    get(
      { port, host: '127.0.0.1', path: '/socket.io/?EIO=4&transport=polling', headers: { host } },
      response => {
        response.resume()
        resolve(response.statusCode)
      },
    ).on('error', reject)
  })

test('[LIVE19] (T-WALL-03) what a paired screen shows is heard as the wire has it, and of nobody else', async () => {
  const told: unknown[] = []
  const paired = { type: 'screen', id: 's1', audience: 'internal', place: '211000' } as const
  const shown = { scene: { id: 'overview', hash: 'h'.repeat(43) }, version: '0123456789abcdef', refused: [] }
  for (const principal of [paired, undefined]) {
    const { port } = await liveTickets(
      endings,
      principal && (() => callerAs(areas, principal, '')),
      (...said) => told.push([said[0], said[2]]),
    )
    const { socket, heard } = await screen(port)
    for (const wrong of [
      null,
      {},
      { ...shown, more: 1 },
      { ...shown, version: '<b>' },
      { ...shown, refused: Array(41).fill('a') },
    ])
      // oxfmt-ignore
      socket.emit('shown', wrong)
    socket.emit('shown', shown)
    socket.emit('watch', watch())
    await until(() => heard.some(({ event }) => event === 'answer'))
    expect(heard.filter(({ event }) => event === 'refused')).toHaveLength(5)
  }
  expect(told).toEqual([['s1', shown]])
})

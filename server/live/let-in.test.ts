import { io } from 'socket.io-client'
import { afterEach, expect, test } from 'vitest'
import { NOBODY, type Person, type Principal } from '../../shared/access/principal.ts'
import { areas } from '../../shared/city/ticket.fixture.ts'
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import { callerAs, type CallerOf } from '../access/callers.ts'
import { liveTickets } from './live-tickets.fixture.ts'
import { sessionHold } from './sockets.ts'

const endings: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const person = (session: string, over: Partial<Person> = {}): Person => ({
  ...{ type: 'person', id: session, session, account: session, stage: 'full', roles: ['viewer'] },
  scope: { areas: 'all', departments: 'all' },
  ...over,
})
/** Whoever says so in a header is that one. */
const byHeader = (known: { readonly [name: string]: Principal }): CallerOf => {
  return ({ headers }) => callerAs(areas, known[String(headers['x-who'])] ?? NOBODY, '127.0.0.1')
}
const dial = async (port: number, who: string) => {
  const socket = io(`http://127.0.0.1:${port}`, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false },
    extraHeaders: { 'x-who': who },
  })
  endings.push(async () => void socket.disconnect())
  const outcome = await new Promise<string>(resolve => {
    socket.on('connect', () => resolve('connected')).on('connect_error', () => resolve('refused'))
  })
  return { socket, outcome }
}
const answerOf = (socket: ReturnType<typeof io>, topic: string) =>
  new Promise<string>(resolve => {
    socket
      .once('answer', () => resolve('answer'))
      .once('refused', ({ reason }: { reason: string }) => resolve(reason))
    socket.emit('watch', { protocol: PROTOCOL_VERSION, topic, cursor: null })
  })

test('[RTE5] (T-RBAC-03) topics of others are like none, undeclared events are not heard, and nobody gets no socket', async () => {
  const { port, hub } = await liveTickets(
    endings,
    byHeader({
      all: person('all'),
      district: person('district', { scope: { areas: ['211002'], departments: 'all' } }),
      auditor: person('auditor', { roles: ['auditor'] }),
      hall: { type: 'screen', id: 'w', audience: 'public', place: '211000' },
      early: person('early', { stage: 'totp' }),
    }),
  )
  expect((await dial(port, 'nobody')).outcome).toBe('refused')
  const asked = async (who: string, topic: string) => answerOf((await dial(port, who)).socket, topic)
  expect(await asked('all', 'overview/211000@internal')).toBe('answer')
  expect(await asked('all', 'overview/211000@public')).toBe('topic')
  expect(await asked('hall', 'overview/211000@public')).toBe('answer')
  expect(await asked('hall', 'overview/211000@internal')).toBe('topic')
  expect(await asked('district', 'overview/211002@internal')).toBe('answer')
  expect(await asked('district', 'overview/211000@internal')).toBe('topic')
  const { socket } = await dial(port, 'all')
  const rooms = hub.topics.length
  for (const event of ['join', 'room', 'subscribe', 'news', '__proto__', 'constructor'])
    socket.emit(event, 'overview/211000@public')
  expect(await answerOf(socket, 'overview/211000@internal')).toBe('answer')
  expect(hub.topics).toHaveLength(rooms)
  // An administrator sees nothing of the city, and nobody before his second factor.
  for (const who of ['auditor', 'early']) expect((await dial(port, who)).outcome, who).toBe('refused')
})

test('[RTE6] (T-AUTH-03) sockets of what ended are cut off, those of others stay', async () => {
  const { port, sockets } = await liveTickets(
    endings,
    byHeader({ one: person('one'), other: person('other') }),
  )
  const [one, other] = await Promise.all([dial(port, 'one'), dial(port, 'other')])
  const cut = new Promise<string>(resolve => one.socket.on('disconnect', resolve))
  sockets.end(sessionHold('one'))
  expect(await cut).toBe('io server disconnect')
  expect(await answerOf(other.socket, 'overview/211000@internal')).toBe('answer')
  sockets.end(sessionHold('nobody of that name'))
})

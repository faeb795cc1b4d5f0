import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import { setUpHouse, type Page } from './accounts.ts'
import { pairWall } from './paired-wall.ts'
import { openTrustServer } from './trust-server.ts'

const EVERYWHERE = { areas: 'all', departments: 'all' } as const
/** The promise is a second; how long it took is said, and judged by whoever reads it: a busy machine is no fault of the server. */
const PATIENCE_MS = 5_000

let server: Awaited<ReturnType<typeof openTrustServer>>
let house: Awaited<ReturnType<typeof setUpHouse>>
let operator: Page
beforeAll(async () => {
  server = await openTrustServer()
  house = await setUpHouse(server.url, server.house.setUpToken() ?? '')
  operator = (await house.person('operator', ['operator'], EVERYWHERE)).page
})
afterAll(() => server.stop())

const open: Socket[] = []
afterEach(() => open.splice(0).forEach(socket => socket.disconnect()))

/** A socket on which a whole topic was told. */
async function live(cookie: string, audience: 'internal' | 'public'): Promise<Socket> {
  const socket = io(server.url, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie } },
    query: { as: audience === 'public' ? 'wall' : 'desk' },
  })
  open.push(socket)
  await new Promise<void>((resolve, reject) => {
    socket.on('connect_error', reject).on('refused', reject)
    socket.on('connect', () => {
      socket.emit('watch', { protocol: PROTOCOL_VERSION, topic: `overview/211000@${audience}`, cursor: null })
    })
    socket.once('answer', () => resolve())
  })
  return socket
}

/** Does it, and waits until the server has ended the socket; says how long that took from the question on. */
async function endsBy(socket: Socket, what: string, act: () => Promise<unknown>): Promise<void> {
  const ended = new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${what}: the socket lives on`)), PATIENCE_MS)
    socket.once('disconnect', reason => {
      clearTimeout(late)
      resolve(reason)
    })
  })
  const before = performance.now()
  const took = ended.then(reason => ({ reason, ms: performance.now() - before }))
  const [{ reason, ms }] = await Promise.all([took, act()])
  expect(reason, what).toBe('io server disconnect')
  console.log(`${what}: the live socket ended after ${Math.round(ms)} ms`)
}

const statusOf = async (cookie: string) =>
  (await fetch(`${server.url}/api/who`, { headers: { cookie } }).then(answer => answer.json())) as {
    type: string
  }

test('[ENT5] (T-AUTH-03) the security administrator ends the sessions of somebody who watches: that socket ends, others go on', async () => {
  const watching = await house.person('watching', ['leader'], EVERYWHERE)
  const beside = await house.person('beside', ['leader'], EVERYWHERE)
  const socket = await live(watching.page.cookie(), 'internal')
  const other = await live(beside.page.cookie(), 'internal')
  await endsBy(socket, 'sessions ended', () =>
    house.secadmin.ask('POST', `/api/people/${watching.id}/sessions/end`, { session: null }),
  )
  expect((await statusOf(watching.page.cookie())).type).toBe('nobody')
  await expect(live(watching.page.cookie(), 'internal')).rejects.toThrow()
  expect(other.connected).toBe(true)
})

test('[ENT5] (T-AUTH-03) so it is with an account that is disabled, and with one that is given other roles', async () => {
  const disabled = await house.person('disabled', ['leader'], EVERYWHERE)
  await endsBy(await live(disabled.page.cookie(), 'internal'), 'account disabled', () =>
    house.sysadmin.ask('POST', `/api/people/${disabled.id}/disable`, { disabled: true }),
  )
  const moved = await house.person('moved', ['leader'], EVERYWHERE)
  await endsBy(await live(moved.page.cookie(), 'internal'), 'roles changed', () =>
    house.secadmin.ask('PUT', `/api/people/${moved.id}/authorisation`, {
      roles: ['viewer'],
      scope: EVERYWHERE,
    }),
  )
})

test('[ENT5] (T-WALL-01, T-WALL-03) an operator revokes a wall, or covers the public ones: their sockets end', async () => {
  const covered = await pairWall(server.url, operator, 'public', '211000')
  await endsBy(await live(covered, 'public'), 'walls covered', () =>
    operator.ask('PUT', '/api/screens/cover', { on: true }),
  )
  await operator.ask('PUT', '/api/screens/cover', { on: false })
  const revoked = await pairWall(server.url, operator, 'public', '211000')
  const socket = await live(revoked, 'public')
  const { screens } = await operator.ask<{ screens: { id: string; now: unknown }[] }>('GET', '/api/screens')
  const id = screens.find(({ now }) => now !== null)?.id ?? ''
  await endsBy(socket, 'wall revoked', () => operator.ask('DELETE', `/api/screens/${id}`))
  await expect(live(revoked, 'public')).rejects.toThrow()
})

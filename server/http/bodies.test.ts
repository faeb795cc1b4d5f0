import { createServer, request, type ClientRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { JSON_LIMITS } from '../connectors/json.ts'
import { Bodies, type ReadBody } from './bodies.ts'

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

/** A server that only reads; what came of each body, in the order in which they ended. */
async function reading(room: number) {
  const bodies = new Bodies(room)
  const outcomes: ReadBody[] = []
  const heard: (() => void)[] = []
  const server = createServer((incoming, response) => {
    void bodies.read(incoming).then(outcome => {
      outcomes.push(outcome)
      for (const tell of heard.splice(0)) tell()
      response.end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  endings.push(
    () => void server.close(),
    () => server.closeAllConnections(),
  )
  const { port } = server.address() as AddressInfo
  const post = (headers: Record<string, string> = {}): ClientRequest =>
    request({ port, method: 'POST', headers })
      .on('error', () => undefined)
      .on('response', response => response.resume())
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise<void>(resolve => heard.push(resolve))
  }
  return { bodies, outcomes, post, until }
}

const types = (outcomes: readonly ReadBody[]) => outcomes.map(({ type }) => type)

test('[HTTP7] a body is held until it is done, and its room comes back', async () => {
  const { bodies, outcomes, post, until } = await reading(1_000)
  post().end('x'.repeat(600))
  await until(() => outcomes.length === 1)
  const [first] = outcomes
  expect(first?.type === 'whole' ? [first.body.length, bodies.taken] : first).toEqual([600, 600])
  post().end('y'.repeat(600))
  await until(() => outcomes.length === 2)
  expect([types(outcomes)[1], bodies.taken]).toEqual(['no room', 600])
  if (first?.type === 'whole') first.done()
  expect(bodies.taken).toBe(0)
  post().end('z'.repeat(600))
  await until(() => outcomes.length === 3)
  expect(types(outcomes)[2]).toBe('whole')
})

test('[HTTP7] what broke off holds nothing', async () => {
  const { bodies, outcomes, post, until } = await reading(1_000)
  const broken = post({ 'content-length': '900' })
  broken.write('x'.repeat(500))
  while (bodies.taken < 500) await new Promise(resolve => setImmediate(resolve))
  broken.destroy()
  await until(() => outcomes.length === 1)
  expect([types(outcomes), bodies.taken]).toEqual([['broken off'], 0])
})

test('[HTTP8] what says that it is too large is not read at all, and what is too large without a word ends at the limit', async () => {
  const { bodies, outcomes, post, until } = await reading(100 * 2 ** 20)
  const said = post({ 'content-length': String(JSON_LIMITS.bytes + 1) })
  said.flushHeaders()
  await until(() => outcomes.length === 1)
  said.destroy()
  post().end(Buffer.alloc(JSON_LIMITS.bytes + 1))
  await until(() => outcomes.length === 2)
  expect([types(outcomes), bodies.taken]).toEqual([['too large', 'too large'], 0])
})

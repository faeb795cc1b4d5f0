import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { push, SECRET } from './hotline-sender.ts'
import { startServer, type ServerProcess } from './server-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'liaowang-process-'))
const sockets: Socket[] = []
const servers: ServerProcess[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.kill()
  for (const socket of sockets.splice(0)) socket.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const INJECT = new URL('./inject.ts', import.meta.url).href
const AT = Date.now() - 600_000

/** A server in which something happens when it is told to. */
async function faulty(fault: string, more: { readonly [name: string]: string } = {}): Promise<ServerProcess> {
  const server = await startServer(join(folder, fault), {
    ...{ FAULT: fault, HOTLINE_HMAC: SECRET, NODE_OPTIONS: `--import ${INJECT}` },
    ...more,
  })
  servers.push(server)
  return server
}
const happens = ({ pid }: ServerProcess) => process.kill(pid, 'SIGUSR2')
const lines = ({ said }: ServerProcess) => said().split('\n')
const line = (server: ServerProcess, pattern: RegExp) => lines(server).find(each => pattern.test(each)) ?? ''

for (const fault of ['rejection', 'exception'])
  test(`[WTC4] (F-25) after an ${fault} that nobody expected a server says so and ends, and loses nothing`, async () => {
    const server = await faulty(fault)
    expect(await push(server.address, [{ orderNo: 'W1', version: 1, closed: false }], AT)).toBe(true)
    happens(server)
    expect(await server.ended).toEqual({ code: 1, signal: null })
    expect(line(server, /that nobody expected failed|nobody expected/)).toContain('"level":"error"')
    const next = await faulty(fault)
    // What it had acknowledged is there: the same order again changes nothing.
    expect(await push(next.address, [{ orderNo: 'W1', version: 1, closed: false }], AT)).toBe(true)
    expect(await next.stop()).toBe(0)
  })

test('[WTC2] (F-23) a loop that is blocked is told of, with the place where it was; then it goes on', async () => {
  const server = await faulty('blockedLoop', { FAULT_MS: '2500' })
  happens(server)
  await expect
    .poll(() => line(server, /nothing else was done for/), { timeout: 30_000 })
    .toMatch(
      /"level":"(warn|error)".*"nothing else was done for \d+\.\d s, in .*keepBusyFor \(inject\.ts:\d+\)/,
    )
  expect((await fetch(`${server.address}/livez`)).status).toBe(200)
  expect(await server.stop()).toBe(0)
})

test('[WTC3] (F-23) one that does not come back is ended, to be started again', async () => {
  const server = await faulty('blockedLoop', { FAULT_MS: '600000', WATCHDOG: '2s' })
  happens(server)
  expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' })
  expect(line(server, /ending, to be started again/)).toMatch(/keepBusyFor/)
  const next = await faulty('blockedLoop')
  expect(await next.stop()).toBe(0)
})

test('[WTC5] (F-24) one whose memory runs out stops in order before it is ended in no order', async () => {
  const server = await faulty('leak', { NODE_OPTIONS: `--max-old-space-size=160 --import ${INJECT}` })
  happens(server)
  expect(await server.ended, server.said()).toEqual({ code: 1, signal: null })
  expect(line(server, /memory is used up/)).toContain('to be started again')
  const next = await faulty('leak')
  expect(await next.stop()).toBe(0)
})

const isLinux = process.platform === 'linux'

test.runIf(isLinux)(
  '[WTC6] (F-26) without a file to open, who is there goes on, and others come when there are some again',
  async () => {
    const server = await faulty('none')
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const livez = () =>
      new Promise<number>((resolve, reject) => {
        request(`${server.address}/livez`, { agent }, response => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0))
        })
          .on('error', reject)
          .end()
      })
    expect(await livez()).toBe(200)
    expect(await push(server.address, [{ orderNo: 'W1', version: 1, closed: false }], AT)).toBe(true)
    const open = readdirSync(`/proc/${server.pid}/fd`).length
    const most = open + 10
    execFileSync('prlimit', [`--pid=${server.pid}`, `--nofile=${most}:${most}`])
    const { hostname, port } = new URL(server.address)
    for (let n = 0; n < 60; n++) {
      const socket = connect({ host: hostname, port: Number(port) })
      socket.on('error', () => undefined)
      sockets.push(socket)
    }
    await expect.poll(() => readdirSync(`/proc/${server.pid}/fd`).length).toBeGreaterThan(open + 5)
    expect(await livez()).toBe(200)
    for (const socket of sockets.splice(0)) socket.destroy()
    await expect
      .poll(() => push(server.address, [{ orderNo: 'W1', version: 2, closed: true }], AT), {
        timeout: 30_000,
      })
      .toBe(true)
    agent.destroy()
    expect(await server.stop()).toBe(0)
  },
)

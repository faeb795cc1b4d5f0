import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { PASSWORD, setUpHouse } from '../../tests/trust/accounts.ts'
import type { Benchmark } from '../ground/benchmark.ts'
import { freePort } from '../../tests/trust/free-port.ts'
import { startCity } from '../ground/server.ts'

const A_SECOND = 1_000
const SECONDS = 10
const ADDRESSES = 4_000
/** Another address of this machine than the one that people here come from. */
const PROXY = '127.0.0.2'
const EVERYWHERE = { areas: 'all', departments: 'all' } as const

/** T-AUTH-01: whoever has the right password gets in while others try a thousand wrong ones a second. */
export const benchmark: Benchmark = {
  title: 'signing in while a thousand wrong passwords a second are tried from thousands of addresses',
  limitSeconds: [120, 240],
  async run(ground) {
    const folder = join(ground.folder, 'city')
    mkdirSync(folder)
    const port = await freePort()
    // What it prints is how others reach it; from this machine it is reached by this.
    const address = `http://127.0.0.1:${port}`
    const city = await startCity(folder, {
      ...{ PORT: String(port), TRUSTED_PROXIES: PROXY, PUBLIC_ORIGINS: 'https://ioc.example' },
    })
    const house = await setUpHouse(address, await city.setUpToken)
    const { page } = await house.person('leader', ['leader'], EVERYWHERE)
    const cookie = page.cookie()
    const asking = openAsking(address)
    // Not in the queue of those who flood.
    const flooding = openAsking(address)
    const quiet = await signIns(asking, cookie, ground.long ? 40 : 15)
    const flood = startFlood(flooding)
    await sleep(1_000)
    const flooded = await signIns(asking, cookie, ground.long ? 40 : 15)
    const { tried, judged, statuses } = await flood.stop()
    asking.close()
    flooding.close()
    await city.stop()
    ground.row({
      what: 'the right password, p95',
      unit: 'ms',
      ours: [p95(flooded)],
      beside: { what: 'without the flood', values: [p95(quiet)] },
      goal: { of: 'ours', is: 'at most', value: 1_000 },
    })
    ground.row({ what: 'wrong passwords tried a second', unit: 'per second', ours: [tried] })
    ground.row({
      what: 'of these judged',
      unit: 'percent',
      ours: [(100 * judged) / Math.max(1, tried * SECONDS)],
    })
    ground.note(
      `answers to the flood: ${statuses}; each try is of another of ${ADDRESSES} addresses and of one of 500 names`,
    )
    ground.note('the flood comes from the same machine, through the addresses that a trusted proxy tells')
  },
}

type Ask = (from: string, body: object, cookie?: string) => Promise<number>

function openAsking(address: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const { hostname, port } = new URL(address)
  const ask: Ask = (from, body, cookie = '') =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body)
      const headers = {
        ...{ host: 'ioc.example', 'x-forwarded-for': from, 'x-forwarded-proto': 'https' },
        ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), cookie },
      }
      request(
        { agent, hostname, port, localAddress: PROXY, method: 'POST', path: '/api/sign-in', headers },
        response => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0))
        },
      )
        .on('error', reject)
        .end(text)
    })
  return { ask, close: () => agent.destroy() }
}

/** How long each took, on a device that signed in before; who is sent away for the crowd comes again, as a page would. */
async function signIns({ ask }: { ask: Ask }, cookie: string, count: number): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const start = performance.now()
    for (;;) {
      const status = await ask(`198.51.100.${n + 1}`, { account: 'leader', password: PASSWORD }, cookie)
      if (status === 200) break
      if (status !== 503) throw new Error(`the right password was answered with ${status}`)
      await sleep(50)
    }
    times.push(performance.now() - start)
    await sleep(200)
  }
  return times
}

function startFlood({ ask }: { ask: Ask }) {
  const statuses = new Map<number, number>()
  let n = 0
  const open = new Set<Promise<unknown>>()
  const started = performance.now()
  const timer = setInterval(() => {
    const due = ((performance.now() - started) / 1000) * A_SECOND
    // What the server does not take is not piled up here.
    for (; n < due && open.size < 2_000; n++) {
      const from = `10.${(n % ADDRESSES) >> 8}.${n % 256}.7`
      const one = ask(from, { account: `stranger${n % 500}`, password: 'Wrong-Lantern-42' }).then(status => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        open.delete(one)
      })
      open.add(one)
    }
  }, 10)
  return {
    async stop() {
      await sleep(Math.max(0, SECONDS * 1000 - (performance.now() - started)))
      clearInterval(timer)
      const seconds = (performance.now() - started) / 1000
      await Promise.all(open)
      const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
      return { tried: n / seconds, judged: statuses.get(401) ?? 0, statuses: told.join(', ') }
    },
  }
}

const p95 = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0

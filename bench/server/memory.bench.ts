import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { median } from '../ground/figures.ts'
import { ROOT } from '../ground/find.ts'
import { startCity } from '../ground/server.ts'

const SETTLE_MS = 20_000
const SAMPLES = 5

interface Idle {
  readonly pid: number
  stop(): Promise<void>
}

/** What the process takes when nothing happens: it runs on the small machine of a city hall for years. */
export const benchmark: Benchmark = {
  title: 'memory of the idle server process',
  limitSeconds: [120, 240],
  peers: ['node-red'],
  async run(ground) {
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < (ground.long ? 5 : 2); round++) {
      // At the same time: what else runs on the machine then weighs on both.
      const [city, nodeRed] = await Promise.all([idleCity(ground, round), idleNodeRed(ground, round)])
      await sleep(SETTLE_MS)
      const samples = []
      for (let i = 0; i < SAMPLES; i++) {
        samples.push([residentBytes(city.pid), residentBytes(nodeRed.pid)] as const)
        await sleep(1_000)
      }
      ours.push(median(samples.map(([bytes]) => bytes)))
      theirs.push(median(samples.map(([, bytes]) => bytes)))
      await Promise.all([city.stop(), nodeRed.stop()])
    }
    ground.row({
      what: 'resident memory',
      unit: 'bytes',
      ours,
      beside: { what: 'Node-RED, no flows', values: theirs },
      goal: { of: 'ratio', is: 'at most', value: 1 },
    })
    ground.note(
      `ours: the built client served, all shipped feeds, metrics and scenes, upstreams that do not answer and are asked again and again; read ${SETTLE_MS / 1000} s after the start`,
    )
  },
}

async function idleCity(ground: Ground, round: number): Promise<Idle> {
  const folder = join(ground.folder, `city ${round}`)
  mkdirSync(folder)
  const city = await startCity(folder)
  // A wall was opened once: what serving it needs is loaded.
  const page = await fetch(`${city.address}/wall`)
  if (!page.ok) throw new Error(`the wall answered ${page.status}: npm run build first`)
  await page.arrayBuffer()
  return city
}

async function idleNodeRed(ground: Ground, round: number): Promise<Idle> {
  const userDir = join(ground.folder, `node-red ${round}`)
  mkdirSync(userDir)
  // Its settings are a CommonJS file, and the repository's own package says otherwise.
  writeFileSync(join(userDir, 'package.json'), '{ "name": "idle", "type": "commonjs" }')
  const script = join(ROOT, 'bench/node_modules/node-red/red.js')
  const settings = [
    '-D',
    'uiHost=127.0.0.1',
    '-D',
    `uiPort=${await freePort()}`,
    '-D',
    'telemetry.enabled=false',
  ]
  const child = spawn(process.execPath, [script, '--userDir', userDir, ...settings], {
    cwd: ground.folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`Node-RED ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', line => {
      if (line.includes('Started flows')) resolve()
    })
  })
  return {
    pid: child.pid!,
    async stop() {
      child.removeAllListeners('exit')
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Node-RED takes no port of its own choice. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** As the system counts it, of any process. */
const residentBytes = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024

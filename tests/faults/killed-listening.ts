import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { ROOT } from '../../scripts/command.ts'
import type { Fields } from '../../shared/model/value.ts'
import { feedIn, writeDocuments } from '../hostile/feeds.ts'
import { dataOf } from './hotline-sender.ts'
import { startServer, type ServerProcess } from './server-process.ts'
import { LONG } from '../../scripts/check/long-form.ts'

const ROUNDS = LONG ? 100 : 6
/** Of a round before the blow falls. */
const KEPT_OF_A_ROUND = 60
const PATIENCE_TURNS = 2_400

export interface Listening {
  /** Where the upstream is. */
  readonly url: string
  /** `examples/feeds/hotline-by-<connector>.json` is the feed's document. */
  readonly connector: string
  /** What of its settings is another here; null is left out. */
  readonly settings: { readonly [name: string]: Fields[string] | null }
  readonly secrets?: { readonly [variable: string]: string }
  /** Has the upstream tell an order, and keep it as it does for whoever is away. */
  readonly tell: (order: object, n: number) => void | Promise<void>
}

interface City {
  readonly home: string
  readonly dataDir: string
  readonly start: () => Promise<ServerProcess>
}

/**
 * A server that listens is killed again and again while it takes orders, in the middle of pages and of acknowledgements. In the end each
 * order is there, in its newest version, and is counted once.
 */
export async function killAmidOrders(listening: Listening): Promise<void> {
  const city = layOut(listening)
  const at = Date.now()
  let told = 0
  const tellUntil = async (over: { done: boolean }) => {
    while (!over.done) {
      for (let i = 0; i < 5; i++) await listening.tell(orderOf(told, at), told++)
      await sleep(1)
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    const before = round === 0 ? 0 : kept(city)
    const server = await city.start()
    const over = { done: false }
    const telling = tellUntil(over)
    await until(() => kept(city) >= before + KEPT_OF_A_ROUND, server)
    await sleep((round * 37) % 60)
    await server.kill()
    over.done = true
    await telling
  }
  const server = await city.start()
  await until(() => kept(city) >= numberOf(told), server)
  expect(await server.stop()).toBe(0)
  judge(city, told)
  rmSync(city.home, { recursive: true })
}

function layOut({ connector, url, settings, secrets = {} }: Listening): City {
  const home = mkdtempSync(join(tmpdir(), `liaowang-${connector}-`))
  const dataDir = join(home, 'data')
  mkdirSync(dataDir)
  const example = feedIn(join(ROOT, 'examples', 'feeds', `hotline-by-${connector}.json`))
  const all = Object.entries({ ...example.settings, url, ...settings })
  const own: Fields = Object.fromEntries(all.filter(([, value]) => value !== null))
  const { secrets: _named, ...document } = { ...example, settings: own }
  const feed = Object.keys(secrets).length === 0 ? document : example
  writeDocuments(join(home, 'documents'), [
    { id: 'hotline', of: 'hotline', settings: {}, document: { ...feed, settings: own } },
  ])
  const place = new URL(url).host
  const program = ['tests/hostile/hostile-main.ts', join(home, 'documents'), place]
  return { home, dataDir, start: () => startServer(dataDir, secrets, program) }
}

/** Every fourth tells of an earlier one again, in its next version. */
const isAgain = (n: number) => n % 4 === 3
const numberOf = (told: number) => told - Math.floor(told / 4)
const orderOf = (n: number, at: number) =>
  isAgain(n)
    ? dataOf({ orderNo: `k${n - 3}`, version: 2, closed: true }, at)
    : dataOf({ orderNo: `k${n}`, version: 1, closed: false }, at)

async function until(ready: () => boolean, server: ServerProcess): Promise<void> {
  for (let turn = 0; turn < PATIENCE_TURNS; turn++) {
    if (ready()) return
    await sleep(25)
  }
  throw new Error(`it never came to this: ${ready.toString()}\n${server.said()}`)
}

function kept({ dataDir }: City): number {
  const db = new DatabaseSync(join(dataDir, 'city.db'), { readOnly: true })
  const { n } = db.prepare("SELECT count(*) AS n FROM things WHERE kind = 'hotline-order'").get() as {
    n: number
  }
  db.close()
  return n
}

function judge({ dataDir }: City, told: number): void {
  const db = new DatabaseSync(join(dataDir, 'city.db'), { readOnly: true })
  const things = db.prepare("SELECT id, parts FROM things WHERE kind = 'hotline-order'").all() as {
    id: string
    parts: string
  }[]
  const versions = new Map(
    things.map(({ id, parts }) => [id, (JSON.parse(parts) as { main: { version: number } }).main.version]),
  )
  const wanted = Array.from({ length: told }, (_, n) => n).filter(n => !isAgain(n))
  const newest = (n: number) => (n % 4 === 0 && n + 3 < told ? 2 : 1)
  expect(versions).toEqual(new Map(wanted.map(n => [`hotline/k${n}`, newest(n)])))
  const cell = db.prepare("SELECT value FROM cells WHERE key = 'hotline.received.today|211000||'").get() as {
    value: string
  }
  expect(Number(cell.value)).toBe(things.length)
  const { report } = db.prepare("SELECT report FROM feeds WHERE feed = 'hotline'").get() as { report: string }
  const counts = JSON.parse(report) as { [name: string]: number }
  expect(counts['quarantined']).toBe(0)
  expect(counts['received']).toBe(
    (counts['accepted'] ?? 0) + (counts['duplicate'] ?? 0) + (counts['refused'] ?? 0),
  )
  expect(counts['received']).toBeGreaterThanOrEqual(told)
  db.close()
}

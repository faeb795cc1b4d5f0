import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Counts } from '../../shared/model/batch.ts'
import { startServer, type ServerProcess } from '../faults/server-process.ts'
import { setUpHouse, type Page } from '../trust/accounts.ts'
import { writeDocuments, type Borrowed } from './feeds.ts'
import { SECRET } from './pushes.ts'

/** What stands in quarantine, as the server tells it. */
export interface Refused {
  readonly reason: string
  readonly blame: string
  readonly path: string
  readonly record: unknown
}

/** A server in a process of its own, whose upstreams are a test's. */
export interface HostileCity {
  readonly server: ServerProcess
  readonly address: string
  readonly dataDir: string
  /** Of an operator: nobody else may see what the city shows, and what it could not take. */
  readonly cookie: string
  readonly operator: Page
  readonly auditor: Page
  counts(feed: string): Promise<Counts>
  refused(feed: string): Promise<readonly Refused[]>
  /** Why asking it failed last, as it is journaled. */
  failure(feed: string): string
  /** Waits until it is so. */
  until(ready: () => boolean | Promise<boolean>, what: string): Promise<void>
  stop(): Promise<void>
}

const PATIENCE_TURNS = 1_200

/** `prepare` gets the folder of the upstreams' files before the server looks into it. */
export async function startHostileCity(
  feeds: readonly Borrowed[],
  prepare: (upstreams: string) => void = () => undefined,
): Promise<HostileCity> {
  const home = mkdtempSync(join(tmpdir(), 'liaowang-hostile-'))
  const dataDir = join(home, 'data')
  const upstreams = join(dataDir, 'upstreams')
  mkdirSync(upstreams, { recursive: true })
  writeDocuments(join(home, 'documents'), feeds)
  prepare(upstreams)
  const program = ['tests/hostile/hostile-main.ts', join(home, 'documents'), ...placesOf(feeds)]
  const server = await startServer(dataDir, { HOTLINE_HMAC: SECRET }, program)
  const house = await setUpHouse(server.address, /\/set-up#([\w-]{43})/.exec(server.said())?.[1] ?? '')
  const { page: operator } = await house.person('operator', ['operator'], {
    areas: 'all',
    departments: 'all',
  })
  const cookie = operator.cookie()
  const db = new DatabaseSync(join(dataDir, 'city.db'), { readOnly: true })
  const failure = db.prepare(
    "SELECT reason FROM journal WHERE feed = ? AND outcome = 'failed' ORDER BY seq DESC LIMIT 1",
  )
  return {
    server,
    address: server.address,
    dataDir,
    ...{ cookie, operator, auditor: house.auditor },
    counts: async feed => countsIn(await text(`${server.address}/metrics`, cookie), feed),
    refused: async feed => {
      const page = JSON.parse(await text(`${server.address}/api/quarantine?feed=${feed}`, cookie)) as {
        entries: Refused[]
      }
      return page.entries
    },
    failure: feed => (failure.get(feed) as { reason: string } | undefined)?.reason ?? '',
    until,
    async stop() {
      db.close()
      expect(await server.stop(), 'it stops in order').toBe(0)
      rmSync(home, { recursive: true })
    },
  }
}

/** Where they ask. */
const placesOf = (feeds: readonly Borrowed[]): readonly string[] =>
  feeds.flatMap(({ settings: { url } }) => (typeof url === 'string' ? [new URL(url).host] : []))

async function until(ready: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let turn = 0; turn < PATIENCE_TURNS; turn++) {
    if (await ready()) return
    await sleep(50)
  }
  throw new Error(`it never came to this: ${what}`)
}

async function text(url: string, cookie: string): Promise<string> {
  const response = await fetch(url, { headers: { cookie } })
  expect(response.status, url).toBe(200)
  return response.text()
}

const NAMES = ['received', 'accepted', 'duplicate', 'quarantined', 'refused'] as const

function countsIn(metrics: string, feed: string): Counts {
  const of = (name: string) =>
    Number(
      new RegExp(`^liaowang_feed_${name}_total\\{feed="${feed}"\\} (\\d+)$`, 'm').exec(metrics)?.[1] ?? 0,
    )
  return Object.fromEntries(NAMES.map(name => [name, of(name)])) as unknown as Counts
}

/** Peak memory of the server's process, MB. */
export const peakMegabytes = ({ pid }: ServerProcess): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024

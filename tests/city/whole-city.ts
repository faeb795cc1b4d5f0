import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { cityTime, parseClock } from '../../shared/calendar/city-clock.ts'
import { startServer } from '../faults/server-process.ts'
import { freePorts, moveDocuments } from './moved-documents.ts'

/** Of the hall's cases: the numbers are those of a smaller hall, and as exact. */
export const HALL_PERCENT = 20

/** A server with the pretend city as `npm start` would start them, each in a process of its own. */
export interface WholeCity {
  readonly address: string
  readonly dataDir: string
  /** City time, as server and pretend city have it. */
  now(): number
  /** Silences an upstream, or lets it speak again (A15). */
  silence(upstream: string, on: boolean): Promise<void>
  stop(): Promise<void>
}

export async function startWholeCity(clock: string): Promise<WholeCity> {
  const home = mkdtempSync(join(tmpdir(), 'liaowang-city-'))
  const [documents, dataDir] = [join(home, 'documents'), join(home, 'data')]
  const ports = await freePorts()
  moveDocuments(documents, ports)
  const server = await startServer(
    dataDir,
    {
      CITY_CLOCK: clock,
      MOCK_CITY: 'on',
      MOCK_PORT: String(ports),
      MOCK_GOVSVC_PERCENT: String(HALL_PERCENT),
    },
    ['tests/hostile/hostile-main.ts', documents],
  )
  await controlAnswers(ports)
  return {
    address: server.address,
    dataDir,
    now: clockIn(dataDir, clock),
    silence: (upstream, on) => silence(ports, upstream, on),
    stop: async () => {
      expect(await server.stop(), 'it stops in order').toBe(0)
      rmSync(home, { recursive: true })
    },
  }
}

/** The server keeps the machine's instant at which its clock showed its start. */
function clockIn(dataDir: string, text: string): () => number {
  const setting = parseClock(text)
  if (setting === null) throw new Error(`no clock: ${text}`)
  const { anchor } = JSON.parse(readFileSync(join(dataDir, 'clock.json'), 'utf8')) as { anchor: number }
  return () => cityTime(setting, anchor, Date.now())
}

/** It comes last: when it answers, all upstreams are up. */
const controlAnswers = (control: number): Promise<void> =>
  until(
    () =>
      fetch(`http://127.0.0.1:${control}/upstreams`).then(
        ({ ok }) => ok,
        () => false,
      ),
    () => 'the pretend city is up',
    60,
  )

async function silence(control: number, upstream: string, on: boolean): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${control}/upstreams/${upstream}/outage`, {
    method: 'PUT',
    body: JSON.stringify({ on }),
  })
  expect(response.status, `the control of ${upstream}`).toBe(200)
}

/** Waits until it is so; `what` says at the end what is still missing. */
export async function until(
  ready: () => boolean | Promise<boolean>,
  what: () => string,
  seconds: number,
): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (await ready()) return
    await sleep(100)
  }
  throw new Error(`in ${seconds} s it never came to this: ${what()}`)
}

import { join } from 'node:path'
import type { Ground } from '../ground/benchmark.ts'
import { range } from '../ground/city.ts'
import { NOW } from '../ground/flow.ts'
import { requestsOf } from '../ground/load.ts'
import { startPartner, type Partner } from '../ground/partner.ts'
import { pushOf, pushOfOne, type Push } from '../ground/push.ts'
import { letIn } from '../ground/let-in.ts'
import { startCity } from '../ground/server.ts'
import { cellKey } from '../../shared/model/cell.ts'
import { topicName } from '../../shared/sync/topic.ts'
import type { Crowd, Neighbour } from './crowd.ts'
import { startNodeRed } from './node-red.ts'
import { post, type Drive } from './posts.ts'
import { instant } from './wall.ts'

const CITY = '211000'
/** Every report that is taken in adds one to it. */
export const COUNTING_CELL = cellKey('grid.riders.reports.today', CITY, [])
export const OVERVIEW = topicName({ scene: 'overview', place: CITY, audience: 'internal' })

/** A server that takes posted events and shows how many there were. */
export interface Shower {
  readonly name: Neighbour
  readonly address: string
  readonly pid: number
  /** Of a wall that may look; '' where nobody is asked. */
  readonly cookie: string
  /** So many events from a number on, in posts of so many each. */
  requests(first: number, count: number, batch: number): Buffer[]
  /** Whether an answer says that all of so many events were taken. */
  isGood(answer: string, batch: number): boolean
  stop(): Promise<void>
}

/** A new report of a rider, as briefly as an app may tell it. */
function report(n: number) {
  const at = new Date(NOW - 3_600_000).toISOString()
  return {
    reportNo: `WG${n}`,
    version: 1,
    updatedAt: at,
    reportedAt: at,
    kind: 'event',
    reporterType: '骑手',
    category: 'HJ',
    level: 1,
    townCode: '211002016',
    history: [{ status: 'submitted', at }],
  }
}

export async function startOurs({ folder }: Ground, name = 'city'): Promise<Shower> {
  const city = await startCity(join(folder, name))
  const { address, pid, stop } = city
  const { wall: cookie } = await letIn(city)
  const pushes = (first: number, count: number, batch: number): Push[] =>
    range(count / batch, n =>
      batch === 1 ? pushOfOne(report(first + n)) : pushOf(range(batch, i => report(first + n * batch + i))),
    )
  return {
    name: 'ours',
    ...{ address, pid, cookie },
    requests: (...which) => requestsOf(address, '/api/ingest/grid', pushes(...which)),
    isGood: (answer, batch) => answer.includes(`"accepted":${batch},`),
    stop,
  }
}

export async function startTheirs({ folder }: Ground, name = 'node-red'): Promise<Shower> {
  const { address, pid, stop } = await startNodeRed(join(folder, name))
  const headers = { 'content-type': 'application/json' }
  const push = (n: number): Push => ({
    headers,
    body: Buffer.from(
      JSON.stringify({ specversion: '1.0', id: String(n), source: '/bench', data: report(n) }),
    ),
  })
  return {
    name: 'Node-RED',
    ...{ address, pid, cookie: '' },
    requests(first, count, batch) {
      if (batch !== 1) throw new Error('Node-RED is sent one event at a time')
      // Its text shows how many there were, as ours does.
      return requestsOf(
        address,
        '/event',
        range(count, n => push(first + n + 1)),
      )
    },
    isGood: answer => answer.startsWith('HTTP/1.1 200'),
    stop,
  }
}

export async function openCrowd({ name, address, cookie }: Shower, count: number): Promise<Partner> {
  const crowd = startPartner(import.meta.dirname, 'crowd.ts')
  const how: Crowd = { side: name, address, cookie, count, topic: OVERVIEW, cell: COUNTING_CELL }
  await crowd.ask('come', how)
  return crowd
}

export interface Step {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Of what was sent, heard by all. */
  readonly heard: number
}

/** What still counts as having kept up, after the last event was due. */
const GRACE_MS = 250

export interface Rate {
  readonly events: number
  /** Events in a post. */
  readonly batch: number
  readonly seconds: number
}

/** Posts events at a rate for a while, and asks the crowd how late it heard of them. */
export async function drive(shower: Shower, crowd: Partner, { events, batch, seconds }: Rate): Promise<Step> {
  const first = await settled(crowd)
  const count = Math.round((events * seconds) / batch) * batch
  const requests = shower.requests(first, count, batch)
  const perSecond = events / batch
  await crowd.ask('forget')
  const isGood = (answer: string) => shower.isGood(answer, batch)
  const start = await post(shower.address, requests, { perSecond, isGood, patienceMs: GRACE_MS })
  const rest = start + (1000 * requests.length) / perSecond + GRACE_MS - instant()
  await new Promise(resolve => setTimeout(resolve, Math.max(0, rest)))
  const judged: Drive = { start, perSecond, batch, first, count }
  const { told, p50, p99 } = (await crowd.ask('judge', judged)) as { told: number; p50: number; p99: number }
  return { perSecond: events, p50, p99, heard: told / count }
}

/** How many events the crowd knows, once nothing of an earlier drive comes any more. */
async function settled(crowd: Partner): Promise<number> {
  for (let before = -1; ;) {
    const known = (await crowd.ask('known')) as number
    if (known === before) return known
    before = known
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../server/journal/database.ts'
import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { range, shippedDocuments } from '../ground/city.ts'
import { fillThings } from '../ground/fill.ts'
import { hotlineFlow, type Flow } from '../ground/flow.ts'
import { drive, requestsOf } from '../ground/load.ts'
import { pushOf } from '../ground/push.ts'
import { letIn } from '../ground/let-in.ts'
import { startCity, type CityProcess } from '../ground/server.ts'
import { cellSeen } from './screen.ts'

const BATCH = 500
const BEFORE = 40
/** Taken in after the last checkpoint, so that a start has something to fold. */
const TAIL = 4
const TOPIC = 'overview/211000@internal'
const CELL = 'hotline.received.today|211000||'

/** How long a wall stays dark when the server died and is started again. */
export const benchmark: Benchmark = {
  title: 'from the start of the process to the first right number on a screen, after a kill',
  limitSeconds: [300, 1_800],
  async run(ground) {
    const sizes = ground.long ? [10_000, 1_000_000, 10_000_000] : [10_000, 1_000_000]
    for (const size of sizes)
      ground.row({
        what: `${size.toLocaleString('en')} records stored`,
        unit: 'ms',
        ours: await starts(ground, size),
        goal: { of: 'ours', is: 'at most', value: 2_000 },
      })
    ground.note(
      `the server is killed with ${BEFORE * BATCH} orders of today counted and some ${TAIL * BATCH} not yet in a checkpoint, and started again; the cell must say what it said before the kill`,
    )
    ground.note('files are in the cache of the system: reading from the disk itself is not measured')
  },
}

async function starts(ground: Ground, size: number): Promise<number[]> {
  const folder = join(ground.folder, String(size))
  mkdirSync(folder)
  const db = openDatabase(join(folder, 'city.db'))
  fillThings(db, shippedDocuments(), size)
  db.close()
  const flow = hotlineFlow()
  let city = await startCity(folder)
  const { person } = await letIn(city)
  let next = await send(city, flow, 0, BEFORE)
  const times: number[] = []
  for (let round = 0; round < (ground.long ? 7 : 3); round++) {
    await new Promise(resolve => setTimeout(resolve, 1_500))
    next = await send(city, flow, next, TAIL)
    const said = await cellSeen(city.address, person, TOPIC, CELL)
    await city.kill()
    const start = performance.now()
    city = await startCity(folder)
    const says = await cellSeen(city.address, person, TOPIC, CELL)
    times.push(performance.now() - start)
    if (says !== said || typeof says !== 'number')
      throw new Error(`the cell said ${String(said)} before the kill and ${String(says)} after it`)
  }
  await city.stop()
  return times
}

/** Sends batches and waits until a screen would see them; answers where the flow stands. */
async function send(city: CityProcess, flow: Flow, from: number, batches: number): Promise<number> {
  const pushes = range(batches, n => pushOf(range(BATCH, i => flow.record((from + n) * BATCH + i))))
  const requests = requestsOf(city.address, `/api/ingest/${flow.feed}`, pushes)
  await drive(city.address, requests, 2, 60_000, answer => answer.includes(`"accepted":${BATCH},`))
  await new Promise(resolve => setTimeout(resolve, 300))
  return from + batches
}

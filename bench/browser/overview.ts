import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { range } from '../ground/city.ts'
import type { Ground } from '../ground/benchmark.ts'
import { gridFlow, hotlineFlow, type Flow } from '../ground/flow.ts'
import { drive, requestsOf } from '../ground/load.ts'
import { pushOf } from '../ground/push.ts'
import { letIn, type LetIn } from '../ground/let-in.ts'
import { startCity, type CityProcess } from '../ground/server.ts'
import { OVERVIEW } from '../live/neighbour.ts'
import { PROTOCOL_VERSION, type AnswerMessage } from '../../shared/sync/protocol.ts'

const RECORDS = 6_000
const BATCH = 100
const PATIENCE_MS = 60_000

/** A real server that knows a day of the hotline and of the grid. */
export async function startKnowingCity({ folder }: Ground): Promise<CityProcess & LetIn> {
  const dataDir = join(folder, 'city')
  mkdirSync(dataDir)
  const city = await startCity(dataDir)
  for (const flow of [hotlineFlow(), gridFlow()]) await tell(city, flow)
  return { ...city, ...(await letIn(city)) }
}

async function tell({ address }: CityProcess, { feed, record }: Flow): Promise<void> {
  const pushes = range(RECORDS / BATCH, n => pushOf(range(BATCH, i => record(n * BATCH + i))))
  const requests = requestsOf(address, `/api/ingest/${feed}`, pushes)
  await drive(address, requests, 4, PATIENCE_MS, answer => answer.includes('"quarantined":0'))
}

/** All cells of the overview, as the server tells them: [key, value, key, value, …]. */
export async function overviewOf({ address, person }: CityProcess & LetIn): Promise<readonly unknown[]> {
  const socket = io(address, {
    ...{ transports: ['websocket'], forceNew: true, extraHeaders: { cookie: person } },
  })
  const cells = await new Promise<readonly unknown[]>((resolve, reject) => {
    socket.on('connect_error', reject)
    socket.on('answer', (...answer: AnswerMessage) => resolve(answer[5]))
    socket.emit('watch', { protocol: PROTOCOL_VERSION, topic: OVERVIEW, cursor: null })
  })
  socket.close()
  return cells
}

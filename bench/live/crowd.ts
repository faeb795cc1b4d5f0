// A partner of the comparison with Node-RED: a crowd of clients that note when they hear of which event.
import { io, type Socket } from 'socket.io-client'
import { PROTOCOL_VERSION, type AnswerMessage, type NewsMessage } from '../../shared/sync/protocol.ts'
import { takeOrders } from '../ground/partner.ts'
import { NODE_RED_EVENT, NODE_RED_SOCKETS } from './node-red.ts'
import { agesOf, ranksOf, type Heard } from './ages.ts'
import type { Drive } from './posts.ts'
import { instant } from './wall.ts'

export type Neighbour = 'ours' | 'Node-RED'

export interface Crowd {
  readonly side: Neighbour
  readonly address: string
  /** Ours: of a wall that may look. */
  readonly cookie: string
  readonly count: number
  /** Ours: the topic that is watched, and the cell that counts events. */
  readonly topic: string
  readonly cell: string
}

interface Noted extends Heard {
  readonly at: number[]
  readonly events: number[]
  last: number
}

const crowd: { readonly heard: Noted; readonly socket: Socket }[] = []

function note(heard: Noted, known: number): void {
  heard.at.push(instant())
  heard.events.push(known)
  heard.last = known
}

/** Notes every new value of the cell. */
function watchCell(socket: Socket, heard: Noted, { topic, cell }: Crowd): Promise<void> {
  const take = (cells: readonly unknown[]) => {
    const at = cells.indexOf(cell)
    if (at !== -1) note(heard, cells[at + 1] as number)
  }
  return new Promise(resolve => {
    socket.on('answer', (...[, , , , , cells]: AnswerMessage) => {
      take(cells)
      resolve()
    })
    socket.on('news', (...[, , , cells]: NewsMessage) => take(cells))
    socket.emit('watch', { protocol: PROTOCOL_VERSION, topic, cursor: null })
  })
}

async function come(how: Crowd): Promise<void> {
  const heard: Noted = { at: [], events: [], last: 0 }
  // Node-RED's page begins with polling; ours with a WebSocket.
  const options =
    how.side === 'ours'
      ? { transports: ['websocket'], query: { as: 'wall' }, extraHeaders: { cookie: how.cookie } }
      : { path: NODE_RED_SOCKETS }
  const socket = io(how.address, { ...options, forceNew: true, reconnection: false })
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve)
    socket.on('connect_error', reject)
  })
  crowd.push({ heard, socket })
  if (how.side === 'ours') await watchCell(socket, heard, how)
  else socket.on(NODE_RED_EVENT, ({ payload }: { payload: string }) => note(heard, Number(payload)))
}

takeOrders({
  async come(how: Crowd) {
    for (let n = 0; n < how.count; n++) await come(how)
  },
  /** The number of events that all have heard of. */
  known: () => Math.min(...crowd.map(({ heard }) => heard.last)),
  forget() {
    for (const { heard } of crowd) heard.at.length = heard.events.length = 0
  },
  judge(drive: Drive) {
    const ages = crowd.flatMap(({ heard }) => agesOf(drive, heard))
    return { told: ages.length / crowd.length, ...ranksOf(ages) }
  },
  leave() {
    for (const { socket } of crowd) socket.close()
    crowd.length = 0
  },
})

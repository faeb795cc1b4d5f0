// A partner of the benchmarks: screens without a picture, real clients that read every message.
import { io } from 'socket.io-client'
import { WebSocket } from 'ws'
import { PROTOCOL_VERSION, type AnswerMessage, type NewsMessage } from '../../shared/sync/protocol.ts'
import { takeOrders } from '../ground/partner.ts'
import { ranksOf } from './ages.ts'
import type { SideName } from './side.ts'
import { instant, MADE, TOPIC } from './wall.ts'

/** How old news were when they were read, ms. */
let ages: number[] = []
let news = 0

function heard(cells: readonly unknown[]): void {
  news++
  if (cells[0] === MADE) ages.push(instant() - (cells[1] as number))
}

function ours(port: number): Promise<void> {
  const options = { transports: ['websocket'], forceNew: true, reconnection: false }
  const socket = io(`http://127.0.0.1:${port}`, options)
  return new Promise((resolve, reject) => {
    socket.on('connect', () =>
      socket.emit('watch', { protocol: PROTOCOL_VERSION, topic: TOPIC, cursor: null }),
    )
    socket.on('connect_error', reject)
    socket.on('answer', (..._answer: AnswerMessage) => resolve())
    socket.on('news', (...[, , , cells]: NewsMessage) => heard(cells))
  })
}

function bare(port: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send(JSON.stringify(['watch', { topic: TOPIC, cursor: null }])))
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      const [, , from, , cells] = JSON.parse(data.toString()) as ['news', ...NewsMessage]
      if (from === 0) resolve()
      else heard(cells)
    })
  })
}

const SIDES: { readonly [side in SideName]: (port: number) => Promise<void> } = { ours, bare }
const AT_ONCE = 100

takeOrders({
  /** Resolves when all of them have the whole. */
  async connect({ side, port, count }: { side: SideName; port: number; count: number }) {
    for (let done = 0; done < count; done += AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - done) }, () => SIDES[side](port)))
  },
  /** Of the news since the last call. */
  ages() {
    const answer = { news, ...ranksOf(ages) }
    ages = []
    news = 0
    return answer
  },
})

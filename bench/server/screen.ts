import { io } from 'socket.io-client'
import { PROTOCOL_VERSION, type AnswerMessage } from '../../shared/sync/protocol.ts'

/** What a person who has nothing yet learns of a cell: asks for the topic and leaves again. */
export function cellSeen(address: string, cookie: string, topic: string, key: string): Promise<unknown> {
  const socket = io(address, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: { cookie } },
  })
  return new Promise((resolve, reject) => {
    socket.once('connect', () => socket.emit('watch', { protocol: PROTOCOL_VERSION, topic, cursor: null }))
    socket.once('connect_error', reject)
    socket.once('refused', (why: unknown) => reject(new Error(`refused: ${JSON.stringify(why)}`)))
    socket.once('answer', (...[, , , , , flat]: AnswerMessage) => {
      const at = flat.indexOf(key)
      socket.close()
      resolve(at === -1 ? null : flat[at + 1])
    })
  })
}

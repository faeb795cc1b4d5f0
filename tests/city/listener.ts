import { io } from 'socket.io-client'
import { feedKey, type FeedReport } from '../../shared/model/cell.ts'
import {
  PROTOCOL_VERSION,
  type AnswerMessage,
  type NewsMessage,
  type Watch,
} from '../../shared/sync/protocol.ts'

/** A screen without a picture: what the server tells of one scene. */
export interface Listener {
  readonly cells: ReadonlyMap<string, unknown>
  /** Why it was not let in; '' where it was. */
  refusal(): string
  /** Null before the feed was heard of. */
  report(feed: string): FeedReport | null
  close(): void
}

/** `seat` says as what it asks: a wall is known by its own cookie. */
export function listen(address: string, topic: string, cookie = '', seat = 'desk'): Listener {
  const cells = new Map<string, unknown>()
  const put = (flat: readonly unknown[]) => {
    for (let i = 0; i < flat.length; i += 2) cells.set(flat[i] as string, flat[i + 1])
  }
  const socket = io(address, {
    ...{ transports: ['websocket'], forceNew: true, extraHeaders: { cookie }, query: { as: seat } },
  })
  const question: Watch = { protocol: PROTOCOL_VERSION, topic, cursor: null }
  let refusal = ''
  socket.on('connect_error', ({ message }) => (refusal = message))
  socket.on('connect', () => socket.emit('watch', question))
  socket.on('answer', (...[, , , , , flat]: AnswerMessage) => {
    cells.clear()
    put(flat)
  })
  socket.on('news', (...[, , , flat]: NewsMessage) => put(flat))
  return {
    cells,
    refusal: () => refusal,
    report: feed => (cells.get(feedKey(feed)) ?? null) as FeedReport | null,
    close: () => void socket.close(),
  }
}

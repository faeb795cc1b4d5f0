import type { Socket } from 'socket.io'
import type { WebSocket } from 'ws'
import { webSocketOf } from './socket-server.ts'

/** Something to be said, made once however many screens it is for. */
export interface Said {
  readonly event: string
  readonly parts: readonly unknown[]
  /** An event of Socket.IO (2) in a message of Engine.IO (4), as both protocols have it. */
  readonly packet: Buffer
}

export const said = (event: string, parts: readonly unknown[]): Said => ({
  event,
  parts,
  packet: Buffer.from(`42${JSON.stringify([event, ...parts])}`),
})

/** One browser. What is said to it arrives in its order. */
export interface Screen {
  /** What it shows, told of it or not. */
  readonly topics: Set<string>
  /** Nothing that was said before still waits on our side. */
  readonly isDrained: boolean
  say(said: Said): void
}

/**
 * Spoken to straight over its WebSocket where there is one: for thousands of screens, what Socket.IO keeps account of per
 * packet costs as much as the sending (docs/adr/0008).
 */
export function screenOf(socket: Socket): Screen {
  const webSocket = webSocketOf(socket)
  return webSocket === null ? new PollingScreen(socket) : new StraightScreen(webSocket)
}

const AS_TEXT = { binary: false }

class StraightScreen implements Screen {
  readonly topics = new Set<string>()
  readonly #webSocket: WebSocket

  constructor(webSocket: WebSocket) {
    this.#webSocket = webSocket
  }

  get isDrained(): boolean {
    return this.#webSocket.bufferedAmount === 0
  }

  say({ packet }: Said): void {
    this.#webSocket.send(packet, AS_TEXT)
  }
}

class PollingScreen implements Screen {
  readonly topics = new Set<string>()
  readonly #socket: Socket

  constructor(socket: Socket) {
    this.#socket = socket
  }

  get isDrained(): boolean {
    return this.#socket.conn.transport.writable
  }

  say({ event, parts }: Said): void {
    this.#socket.emit(event, ...parts)
  }
}

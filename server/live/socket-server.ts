import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { Server, type Socket } from 'socket.io'
import { WebSocketServer, type WebSocket } from 'ws'
import type { CallerOf } from '../access/callers.ts'
import { ON_LOOPBACK, type Arrivals } from '../http/arrivals.ts'
import { BY_TLS_ONLY } from '../http/gate.ts'
import type { Shares } from '../http/shares.ts'

const webSockets = new WeakMap<IncomingMessage, WebSocket>()

/** Remembers which WebSocket came of which request: Socket.IO knows the one and keeps the other to itself. */
class WebSocketEngine extends WebSocketServer {
  override handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    opened: (webSocket: WebSocket, request: IncomingMessage) => void,
  ): void {
    super.handleUpgrade(request, socket, head, webSocket => {
      webSockets.set(request, webSocket)
      opened(webSocket, request)
    })
  }
}

interface EngineSocket {
  readonly request: IncomingMessage
  once(event: 'close', listener: () => void): void
  close(discard: boolean): void
}

/** Each socket counts for whom it came from until it is closed. */
function countSockets(server: Server, arrivals: Arrivals, shares: Shares): void {
  server.engine.on('connection', (opened: EngineSocket) => {
    const address = arrivals.addressOf(opened.request)
    // Many may have been let in by the same free place.
    if (!shares.take(address)) return opened.close(true)
    opened.once('close', () => shares.giveBack(address))
  })
}

/** null: the screen came by polling. */
export const webSocketOf = ({ conn }: Socket): WebSocket | null => webSockets.get(conn.request) ?? null

/**
 * Socket.IO as a pipe: its acknowledgements, its recovery of sessions and its compression stay off. Questions are small
 * (T-SOCK-01). Screens notice a dead server by missing beats; of a dead screen the server learns by Socket.IO's own
 * pings, and until then only that it does not drain. `shares`: sockets of each address; null: of any number.
 */
export function openSocketServer(
  http: HttpServer | HttpsServer,
  callerOf: CallerOf,
  arrivals: Arrivals = ON_LOOPBACK,
  shares: Shares | null = null,
): Server {
  const isRoomFor = (request: IncomingMessage) => shares === null || shares.has(arrivals.addressOf(request))
  const server = new Server(http, {
    transports: ['websocket', 'polling'],
    serveClient: false,
    maxHttpBufferSize: 65_536,
    // Whoever may see nothing gets no socket at all.
    allowRequest: (request, decide) =>
      decide(
        null,
        arrivals.mayOpenSocket(request) && isRoomFor(request) && callerOf(request).may('city.view'),
      ),
    wsEngine: WebSocketEngine,
  })
  if (shares !== null) countSockets(server, arrivals, shares)
  // It answers beside the gate, which says it of everything else.
  server.engine.on('headers', (headers: Record<string, string>, request: IncomingMessage) => {
    if (arrivals.isTls && arrivals.isSecure(request)) headers['strict-transport-security'] = BY_TLS_ONLY
  })
  return server
}

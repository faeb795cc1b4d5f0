import { WebSocket } from 'ws'
import type { FeedFault } from '../../../shared/model/feed-fault.ts'
import { FeedError, type FeedAccess } from '../connector.ts'
import { statusFault } from '../http-answer.ts'
import { BEAT_SECONDS, type WebsocketSettings } from './settings.ts'

const LONGEST_HANDSHAKE_MS = 30_000
/** Beyond what JSON may have, so that a message that is too large can be refused and passed over; beyond this the connection ends. */
const MOST_BYTES = 16 * 2 ** 20

const PORTS: { readonly [protocol: string]: number } = { 'ws:': 80, 'wss:': 443 }

interface Dialled extends WebsocketSettings {
  /** With what is asked for. */
  readonly address: URL
  readonly token: string | null
}

/** Opens a connection to what was judged, and to nothing else; `signal` breaks it off. It is not read yet. */
export async function openSocket(
  access: FeedAccess,
  { address, token, protocol, beatSeconds = BEAT_SECONDS }: Dialled,
  signal: AbortSignal,
): Promise<WebSocket> {
  const host = address.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = address.port === '' ? PORTS[address.protocol] : Number(address.port)
  const lookup = await access.reach(host, port ?? 0)
  signal.throwIfAborted()
  // What is asked for on the way to the connection, the client hands on to it.
  const dialled = { lookup } as object
  const socket = new WebSocket(address, protocol === undefined ? [] : [protocol], {
    ...dialled,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    followRedirects: false,
    handshakeTimeout: Math.min(LONGEST_HANDSHAKE_MS, 2000 * beatSeconds),
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
    // Bytes that are no UTF-8 spoil their message, not the connection.
    skipUTF8Validation: true,
  })
  const breakOff = () => socket.terminate()
  signal.addEventListener('abort', breakOff, { once: true })
  try {
    await opened(socket)
    return socket
  } finally {
    signal.removeEventListener('abort', breakOff)
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.pause()
      resolve()
    })
    socket.on('error', error => reject(brokenOff(error)))
    socket.once('close', () => reject(brokenOff(new Error('it was closed'))))
    socket.once('unexpected-response', (request, response) => {
      reject(statusFault(response))
      request.destroy()
      response.destroy()
    })
  })
}

/** Why a connection did not come about, or ended. */
export function brokenOff(error: Error): FeedError {
  if (error instanceof FeedError) return error
  const code = 'code' in error ? error.code : null
  const isTooLarge = code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
  const isSlow = error.message.includes('handshake has timed out')
  const words = error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message
  return new FeedError(
    isTooLarge ? `a message is larger than ${MOST_BYTES} bytes` : `no connection: ${words}`,
    {
      blame: 'upstream',
      retry: true,
      fault: isTooLarge ? 'tooLarge' : isSlow ? 'slow' : 'unreachable',
      cause: error,
    },
  )
}

/** By RFC 6455 and its register of codes. */
const CODES: { readonly [code: number]: FeedFault } = {
  1008: 'denied',
  1011: 'down',
  1012: 'down',
  1013: 'busy',
  3000: 'denied',
  3003: 'denied',
}

/** Why the upstream closed it. */
export function closedBy(code: number, reason: string): FeedError {
  const fault = CODES[code] ?? 'unreachable'
  const words = reason === '' ? '' : `: ${reason.slice(0, 120)}`
  return new FeedError(`the upstream closed the connection (${code})${words}`, {
    blame: fault === 'denied' ? 'config' : 'upstream',
    retry: true,
    fault,
  })
}

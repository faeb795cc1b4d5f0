import { createServer, type RequestListener, type Server as HttpServer } from 'node:http'
import { createServer as createTlsServer, Server as TlsServer } from 'node:https'
import { createServer as createNetServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { ConfigError } from '../config-error.ts'
import type { Pair } from '../net/certificate.ts'

/** Limits that let nobody hold a connection open for nothing (T-HTTP-01). */
const HTTP_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
}
/** Of all addresses: twice the screens we measure with; what is more is cut off before it costs anything. */
const MOST_CONNECTIONS = 5_000

/** TLS 1.3, and of 1.2 what encrypts with AEAD and forgets its keys. */
const TLS = {
  handshakeTimeout: 10_000,
  minVersion: 'TLSv1.2',
  honorCipherOrder: true,
  ciphers: [
    ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
    ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
    ...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
    ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
  ].join(':'),
} as const

/** One server of HTTP on several addresses. */
export interface Listeners {
  readonly http: HttpServer | TlsServer
  /** The same on each of them. */
  readonly port: number
  /** Whoever comes from now on is answered with it. */
  use(pair: Pair): void
  /** Nobody is taken on any more at the addresses beside the first, which closes with `http`. */
  close(): void
  /** Cuts off what still holds a connection open, whatever it is doing. */
  cut(): void
}

export interface ListenersParts {
  /** False: its address holds all that it may. */
  readonly takesConnection: (connection: Socket) => boolean
  readonly handle: RequestListener
  /** null: without TLS. */
  readonly pair: Pair | null
  readonly addresses: readonly string[]
  readonly port: number
}

/** Made before it listens: what stands on `http` has to be there when the first request comes. */
export function createListeners({ takesConnection, handle, pair, addresses, port }: ListenersParts): {
  readonly http: Listeners['http']
  listen(): Promise<Listeners>
} {
  const http =
    pair === null
      ? createServer(HTTP_LIMITS, handle)
      : createTlsServer({ ...HTTP_LIMITS, ...TLS, cert: pair.cert, key: pair.key }, handle)
  const connections = new Set<Socket>()
  http.on('connection', (connection: Socket) => {
    if (!takesConnection(connection)) {
      connection.destroy()
      return
    }
    connections.add(connection)
    connection.once('close', () => connections.delete(connection))
  })
  const [first = '127.0.0.1', ...others] = addresses
  const beside: Server[] = []
  const listen = async (): Promise<Listeners> => {
    const at = await bind(http, first, port)
    for (const address of others) {
      const server = createNetServer({ allowHalfOpen: true, noDelay: true }, socket =>
        http.emit('connection', socket),
      )
      beside.push(server)
      await bind(server, address, at)
    }
    return {
      http,
      port: at,
      use({ cert, key }) {
        if (http instanceof TlsServer) http.setSecureContext({ ...TLS, cert, key })
      },
      close: () => beside.forEach(server => server.close()),
      cut: () => connections.forEach(connection => connection.destroy()),
    }
  }
  return { http, listen }
}

function bind(server: Server, host: string, port: number): Promise<number> {
  server.maxConnections = MOST_CONNECTIONS
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(refusalOf(error, host, port))
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** What the machine refuses is mostly the set-up's. */
function refusalOf(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const at = (name: string, value: string | number, why: string) =>
    new ConfigError(`configuration: ${name}="${value}" ${why}`, { cause: error })
  switch (error.code) {
    case 'EADDRINUSE':
      return at('PORT', port, `is taken by another program on ${host}`)
    case 'EACCES':
      return at(
        'PORT',
        port,
        'is not for this user: take one above 1023, or give the service CAP_NET_BIND_SERVICE',
      )
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return at('HOST', host, 'is no address of this machine')
    default:
      return error
  }
}

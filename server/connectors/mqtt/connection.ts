import { connect, isIP, type LookupFunction, type Socket } from 'node:net'
import { checkServerIdentity, connect as connectSecurely } from 'node:tls'
import type { FeedAccess } from '../connector.ts'
import { PacketCap } from './packet-cap.ts'

const PORTS: { readonly [protocol: string]: number } = { 'mqtt:': 1883, 'mqtts:': 8883 }

/** A name that is always looked up, so that addresses are judged too: of those nobody is asked. */
const ASKED_FOR = 'broker.invalid'

/** A connection to a broker, of which the client reads no more of a message than we would take. */
export function openConnection(url: string, reach: FeedAccess['reach']): Socket {
  const { protocol, hostname, port: written } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const port = (written === '' ? PORTS[protocol] : Number(written)) ?? 0
  const where = { host: ASKED_FOR, port, lookup: judging(reach, host, port) }
  const socket = protocol === 'mqtts:' ? connectSecurely({ ...where, ...namedBy(host) }) : connect(where)
  const pipe = socket.pipe.bind(socket)
  // The client knows the socket, and reads it by piping it.
  socket.pipe = (destination, options) => pipe(new PacketCap(), options).pipe(destination)
  return socket
}

/** The client wants a connection at once; whether there may be one is known later. */
const judging =
  (reach: FeedAccess['reach'], host: string, port: number): LookupFunction =>
  (_asked, options, callback) => {
    const refuse = (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), [])
    reach(host, port).then(lookup => lookup(host, options, callback), refuse)
  }

/** The certificate must be for the broker's own name. A server name in the greeting may be no address. */
const namedBy = (host: string) => ({
  ...(isIP(host) === 0 ? { servername: host } : {}),
  checkServerIdentity: (_asked: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
    checkServerIdentity(host, certificate),
})

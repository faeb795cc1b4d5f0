import { connect, type Socket } from 'node:net'
import type { Push } from './push.ts'

/** What came of a drive. */
export interface Driven {
  readonly answered: number
  readonly seconds: number
  /** Per answer, in milliseconds, in the order of the answers. */
  readonly latencies: readonly number[]
}

/** Whole HTTP requests as they go over the wire: made before the clock starts, so that the generator costs little. */
export function requestsOf(address: string, path: string, pushes: readonly Push[]): Buffer[] {
  const { host } = new URL(address)
  return pushes.map(({ headers, body }) => {
    const lines = Object.entries({ host, ...headers, 'content-length': String(body.length) })
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
    return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${head}\r\n`), body])
  })
}

/**
 * Sends requests over so many connections, each with one on its way, until they or the time run out. A plain socket
 * instead of an HTTP client: on two cores a dear generator would be measured instead of the server. Throws when an
 * answer is not the wanted one.
 */
export async function drive(
  address: string,
  requests: readonly Buffer[],
  connections: number,
  limitMs: number,
  isGood: (body: string) => boolean,
): Promise<Driven> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => openConnection(address)))
  const latencies: number[] = []
  let next = 0
  const start = performance.now()
  const lane = async (socket: Socket) => {
    while (next < requests.length && performance.now() - start < limitMs) {
      const sent = performance.now()
      const answer = await ask(socket, requests[next++]!)
      if (!answer.startsWith('HTTP/1.1 200') || !isGood(answer)) throw new Error(`answered: ${answer}`)
      latencies.push(performance.now() - sent)
    }
  }
  await Promise.all(sockets.map(lane))
  const seconds = (performance.now() - start) / 1000
  for (const socket of sockets) socket.destroy()
  return { answered: latencies.length, seconds, latencies }
}

export function openConnection(address: string): Promise<Socket> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    socket.setEncoding('latin1')
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Resolves with the whole answer, head and body. */
export function ask(socket: Socket, request: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const hear = (chunk: string) => {
      text += chunk
      if (!isWhole(text)) return
      socket.removeListener('data', hear)
      socket.removeListener('close', lost)
      resolve(text)
    }
    const lost = () => reject(new Error('the connection broke off'))
    socket.on('data', hear)
    socket.once('close', lost)
    socket.write(request)
  })
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1]
  return length === undefined ? text.endsWith('\r\n0\r\n\r\n') : text.length >= end + 4 + Number(length)
}

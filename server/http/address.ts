import type { IncomingMessage } from 'node:http'
import { plainAddress } from '../net/ip.ts'
import type { Ranges } from '../net/ranges.ts'

type Asked = Pick<IncomingMessage, 'headers' | 'socket'>

/** The address of the other end of the connection. '' when it is gone. */
export const peerOf = ({ socket }: Asked): string => plainAddress(socket.remoteAddress ?? '') ?? ''

/**
 * Who asks: the other end of the connection, or, where that is a proxy of ours, whom it names. Each proxy adds whom it heard from at the
 * end, so it is read from there, and only as far as proxies of ours wrote it: what stands before is the client's own word, and may be a
 * lie (T-HTTP-02).
 */
export function addressOf(request: Asked, proxies: Ranges): string {
  let address = peerOf(request)
  const told = textOf(request.headers['x-forwarded-for']).split(',').reverse()
  for (const text of told) {
    if (!proxies.has(address)) break
    const before = plainAddress(withoutPort(text.trim()))
    if (before === null) break
    address = before
  }
  return address
}

/** The Host that the client named, by a proxy of ours where there is one. */
export function hostOf(request: Asked, proxies: Ranges): string {
  const told = fromProxy(request, proxies, 'x-forwarded-host')
  return (told ?? request.headers.host ?? '').toLowerCase()
}

/** Whether the client came by TLS, to us or to a proxy of ours. */
export function isSecure(request: Asked, proxies: Ranges): boolean {
  const told = fromProxy(request, proxies, 'x-forwarded-proto')
  return told === null ? 'encrypted' in request.socket && request.socket.encrypted === true : told === 'https'
}

/** What the nearest proxy wrote last; null where nobody who may say so did. */
function fromProxy(request: Asked, proxies: Ranges, header: string): string | null {
  const text = textOf(request.headers[header])
  if (text === '' || !proxies.has(peerOf(request))) return null
  return text.split(',').pop()?.trim() ?? null
}

const textOf = (header: string | string[] | undefined): string =>
  Array.isArray(header) ? header.join(',') : (header ?? '')

/** `10.0.0.1:443`, `[fd00::1]:443` and `[fd00::1]` are written too. */
function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(text)
  return bracketed?.[1] ?? text.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
}

import { domainToASCII } from 'node:url'
import { plainAddress } from '../net/ip.ts'
import { parseRange } from '../net/ranges.ts'

/** Where feeds may connect to: a range of addresses or one host by its name, and some of its ports. */
export interface Zone {
  readonly id: number
  /** Why it is there: which system stands behind it. */
  readonly title: string
  /** `10.20.0.0/16`, `10.20.3.4`, `fd00:20::/32` or `api.example.gov`. */
  readonly target: string
  /** `443`, or several: `80,443,8000-8099`. */
  readonly ports: string
}

const MOST_PORT = 65_535

/** In the one form in which targets are compared; null where it is neither a range nor a name. */
export function targetOf(text: string): string | null {
  const range = parseRange(text)
  if (range !== null) return text.toLowerCase()
  const host = hostOf(text)
  return host === null || plainAddress(host) !== null || !/[a-z]/.test(host) ? null : host
}

/**
 * A host as it is asked for and compared: an address in its one form, or a name in ASCII without a last dot. Whatever else can be
 * written for an address (hexadecimal, one number, full width) becomes that address here. null: it is no host, e.g. a path of a socket.
 */
export function hostOf(text: string): string | null {
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  const address = plainAddress(bare)
  if (address !== null) return address
  // The parser of names would pass over them, and over what follows.
  if (/[\s\p{C}/\\#?@:%[\]]/u.test(bare)) return null
  const name = domainToASCII(bare).replace(/\.$/, '').toLowerCase()
  return plainAddress(name) ?? (NAME.test(name) && name.length <= 253 ? name : null)
}

const NAME = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/

type Span = readonly [from: number, to: number]

/** null where it is no list of ports. */
export function portsOf(text: string): readonly Span[] | null {
  const spans = text.split(',').map(part => {
    const [, from = '', to = from] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? []
    return [Number(from), Number(to)] as const
  })
  return spans.length <= 20 && spans.every(([from, to]) => from >= 1 && from <= to && to <= MOST_PORT)
    ? spans
    : null
}

export const hasPort = (ports: string, port: number): boolean =>
  (portsOf(ports) ?? []).some(([from, to]) => port >= from && port <= to)

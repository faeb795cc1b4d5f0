import { isIP, SocketAddress } from 'node:net'

const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/

/** An address in the one form in which addresses are compared: a v4 in v6 as v4, no zone, v6 shortened. null: it is none. */
export function plainAddress(text: string): string | null {
  const bare = text.replace(/%.*$/, '')
  const family = isIP(bare)
  if (family === 4) return bare
  if (family !== 6) return null
  const { address } = new SocketAddress({ address: bare, family: 'ipv6' })
  return MAPPED.exec(address)?.[1] ?? address
}

/** The eight groups of a v6 address. */
export function groupsOf(address: string): readonly number[] {
  const [head = '', tail] = hexOnly(address).split('::')
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map(group => parseInt(group, 16)))
  const [front, back] = [numbers(head), numbers(tail ?? '')]
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back]
}

/** Its last 32 bits may be written as v4. */
const hexOnly = (address: string): string =>
  address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a: string, b: string, c: string, d: string) =>
    [Number(a) * 256 + Number(b), Number(c) * 256 + Number(d)].map(group => group.toString(16)).join(':'),
  )

/**
 * Whom a limit counts as one: a v4 address, or the /64 of a v6 one, since whoever has one address there has all of them. What is no
 * address counts as itself.
 */
export function neighbourhood(address: string): string {
  const plain = plainAddress(address)
  if (plain === null || isIP(plain) === 4) return plain ?? address
  const groups = groupsOf(plain).slice(0, 4)
  return `${groups.map(group => group.toString(16)).join(':')}::/64`
}

/** The v4 addresses that a v6 one may lead to: by NAT64, by 6to4, or in the form nobody uses any more. */
export function embeddedAddresses(address: string): readonly string[] {
  if (isIP(address) !== 6) return []
  const groups = groupsOf(address)
  const v4 = (at: number) => {
    const [high = 0, low = 0] = groups.slice(at, at + 2)
    return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
  }
  const startsWith = (...start: number[]) => start.every((group, i) => groups[i] === group)
  if (startsWith(0x2002)) return [v4(1)]
  return startsWith(0x64, 0xff9b, 0, 0, 0, 0) || startsWith(0, 0, 0, 0, 0, 0) ? [v4(6)] : []
}

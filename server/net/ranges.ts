import { BlockList, isIP } from 'node:net'
import { plainAddress } from './ip.ts'

/** Some addresses, told by addresses and CIDR ranges. */
export interface Ranges {
  has(address: string): boolean
}

const BITS: { readonly [family: number]: number } = { 4: 32, 6: 128 }

interface Range {
  readonly address: string
  readonly family: 'ipv4' | 'ipv6'
  readonly bits: number
}

/** `10.0.0.0/8`, `fd00::/8`, or one address; null where it is neither. A range of v4 in v6 is to be written as v4. */
export function parseRange(text: string): Range | null {
  const [, address = '', suffix] = /^([0-9a-fA-F.:]{2,45})(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const plain = plainAddress(address)
  if (plain === null || isIP(plain) !== isIP(address)) return null
  const most = BITS[isIP(plain)] ?? 0
  const bits = suffix === undefined ? most : Number(suffix)
  return bits > most ? null : { address: plain, family: isIP(plain) === 4 ? 'ipv4' : 'ipv6', bits }
}

/** Throws where one of them is no range: read what people write with parseRange first. */
export function rangesOf(texts: readonly string[]): Ranges {
  const list = new BlockList()
  for (const text of texts) {
    const range = parseRange(text)
    if (range === null) throw new Error(`"${text}" is no address and no range`)
    list.addSubnet(range.address, range.bits, range.family)
  }
  return {
    has: address => {
      const plain = plainAddress(address)
      if (plain === null) return false
      return list.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6')
    },
  }
}

import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { embeddedAddresses, plainAddress } from '../net/ip.ts'
import { rangesOf } from '../net/ranges.ts'

/** What no zone opens, whoever set it up: this machine, its neighbours by cable, and what tells clouds their secrets. */
const NEVER = rangesOf([
  // This machine, whatever it is called.
  ...['0.0.0.0/8', '127.0.0.0/8', '::', '::1'],
  // Link-local, where most clouds also answer for a machine's secrets; then those of clouds that have them elsewhere.
  ...['169.254.0.0/16', 'fe80::/10', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254'],
  // Nobody alone.
  ...['224.0.0.0/4', '240.0.0.0/4', 'ff00::/8'],
])

/** Whether a feed may never be connected to it, and to no v4 address that it leads to. `own`: the addresses of this machine. */
export const isNever = (address: string, own: ReadonlySet<string>): boolean =>
  [address, ...embeddedAddresses(address)].some(each => isIP(each) === 0 || NEVER.has(each) || own.has(each))

/** They change while the machine runs. */
export function ownAddresses(): ReadonlySet<string> {
  const all = Object.values(networkInterfaces()).flatMap(list => list ?? [])
  return new Set(all.map(({ address }) => plainAddress(address) ?? address))
}

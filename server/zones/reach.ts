import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { FeedError } from '../connectors/connector.ts'
import { parseRange, rangesOf } from '../net/ranges.ts'
import type { Names } from './names.ts'
import { isNever } from './never.ts'
import { hasPort, hostOf, type Zone } from './zone.ts'

export interface ReachParts {
  readonly zones: () => readonly Zone[]
  readonly names: Pick<Names, 'resolve'>
  readonly ownAddresses: () => ReadonlySet<string>
  /** `<address>:<port>` of what this server started itself, the pretend city: nothing else of this machine is reached. */
  readonly announced: { has(place: string): boolean }
}

/**
 * Whether feeds may connect to a port of a host, and where that is: all addresses of the name are judged, and who connects uses the
 * answered lookup, which asks nobody again (T-SSRF-01, T-SSRF-02). What is refused is refused before anything is sent, so that open and
 * closed ports look the same (T-SSRF-03).
 */
export type Reach = (host: string, port: number) => Promise<LookupFunction>

export const createReach =
  (parts: ReachParts): Reach =>
  async (text, port) => {
    const host = hostOf(text)
    if (host === null) throw refusal(text, port)
    if (parts.announced.has(`${host}:${port}`)) return lookupOf([addressOf(host)])
    const zones = parts.zones().filter(zone => hasPort(zone.ports, port))
    const isNamed = zones.some(({ target }) => target === host)
    const targets = zones.map(({ target }) => target).filter(target => parseRange(target) !== null)
    // Of a host that no zone could allow not even the name is asked for.
    if (!isNamed && targets.length === 0) throw refusal(text, port)
    const ranges = rangesOf(targets)
    const found = isIP(host) === 0 ? await resolved(parts, host) : [addressOf(host)]
    const own = parts.ownAddresses()
    const mayReach = ({ address }: LookupAddress) =>
      !isNever(address, own) && (isNamed || ranges.has(address))
    if (found.length === 0 || !found.every(mayReach)) throw refusal(text, port)
    return lookupOf(found)
  }

async function resolved({ names }: ReachParts, host: string): Promise<readonly LookupAddress[]> {
  try {
    return await names.resolve(host)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new FeedError(`the name "${host}" cannot be found (${code})`, {
      blame: 'upstream',
      retry: true,
      fault: 'unreachable',
      cause: error,
    })
  }
}

const addressOf = (address: string): LookupAddress => ({ address, family: isIP(address) })

/** Always the same sentence: it tells nothing of what is there. */
const refusal = (host: string, port: number): FeedError =>
  new FeedError(
    `no zone lets feeds connect to ${host.slice(0, 100)} port ${port}: the security administrator (安全管理员) allows it under 接入网段; this machine itself never is`,
    { blame: 'config', retry: true, fault: 'zone' },
  )

/** Says these addresses whatever it is asked, in both ways in which Node asks. */
const lookupOf =
  (found: readonly LookupAddress[]): LookupFunction =>
  (_host, options, callback) => {
    const [first] = found
    if (options.all === true) callback(null, [...found])
    else callback(null, first?.address ?? '', first?.family ?? 4)
  }

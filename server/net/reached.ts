import { isIP } from 'node:net'
import { ConfigError, wrong } from '../config-error.ts'
import type { CertificateFiles } from './certificate.ts'
import { parseRange } from './ranges.ts'

/** How others reach this server. */
export interface Reached {
  /** Listened on, all with the same port; `::` is v4 too. */
  readonly addresses: readonly string[]
  /** null: TLS is not ours. */
  readonly certificate: CertificateFiles | null
  /** Addresses and ranges of what ends TLS before us; what they say of who asks is believed. */
  readonly proxies: readonly string[]
  /** As browsers have them in their address line; loopback has its own names beside them. */
  readonly origins: readonly string[]
}

type Environment = { readonly [name: string]: string | undefined }

const LOOPBACK = /^(localhost|::1|127(\.\d{1,3}){3})$/

/** Nobody but this machine reaches it. */
export const isOnLoopback = ({ addresses, proxies }: Reached): boolean =>
  proxies.length === 0 && addresses.every(address => LOOPBACK.test(address))

/** Browsers come by TLS and not otherwise, but for this machine's own. */
export const isByTlsOnly = ({ certificate, proxies }: Reached): boolean =>
  certificate !== null || proxies.length > 0

const urlOf = (scheme: string, address: string, port: number): string =>
  `${scheme}://${address.includes(':') ? `[${address}]` : address}:${port}`

/** What is listened on, each as an address to ask. */
export const urlsOf = ({ addresses, certificate }: Reached, port: number): readonly string[] =>
  addresses.map(each => urlOf(certificate === null ? 'http' : 'https', each, port))

/** Where people find it. */
export const foundAt = (reached: Reached, port: number): string =>
  (isOnLoopback(reached) ? urlsOf(reached, port)[0] : reached.origins[0]) ?? ''

/** Throws a ConfigError that says what is to be set. */
export function readReached(environment: Environment): Reached {
  const list = (name: string, fallback = '') =>
    (environment[name] ?? fallback)
      .split(',')
      .map(text => text.trim())
      .filter(text => text !== '')
  const reached: Reached = {
    addresses: list('HOST', '127.0.0.1').map(address),
    certificate: certificate(environment),
    proxies: list('TRUSTED_PROXIES').map(proxy),
    origins: list('PUBLIC_ORIGINS').map(origin),
  }
  if (reached.addresses.length === 0) throw wrong('HOST', environment['HOST'] ?? '', 'an address')
  checkTogether(reached, environment['HOST'] ?? '127.0.0.1')
  return reached
}

function checkTogether(reached: Reached, host: string): void {
  if (isOnLoopback(reached)) return
  if (!isByTlsOnly(reached))
    throw new ConfigError(
      `configuration: HOST="${host}" is reached from other machines, so passwords must not travel readable: set TLS_CERT and TLS_KEY to ` +
        'the files of a certificate, or TRUSTED_PROXIES to the addresses of a proxy that ends TLS',
    )
  if (reached.origins.length === 0)
    throw new ConfigError(
      'configuration: PUBLIC_ORIGINS must be set where others reach the server: the addresses that browsers open it by, ' +
        'e.g. https://city.example',
    )
}

function address(text: string): string {
  if (text === 'localhost' || isIP(text) !== 0) return text
  throw wrong('HOST', text, 'an IP address of this machine, 0.0.0.0, :: (IPv6 and IPv4) or localhost')
}

function certificate(environment: Environment): CertificateFiles | null {
  const [cert, key] = [environment['TLS_CERT'] ?? '', environment['TLS_KEY'] ?? '']
  if (cert === '' && key === '') return null
  if (cert === '' || key === '')
    throw new ConfigError('configuration: TLS_CERT and TLS_KEY must be set together')
  return { cert, key }
}

function proxy(text: string): string {
  if (parseRange(text) !== null) return text
  throw wrong('TRUSTED_PROXIES', text, 'addresses and ranges such as 10.1.2.3 or 10.1.0.0/16')
}

function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isWhole = url !== null && url.origin === text.toLowerCase().replace(/\/$/, '')
  if (url !== null && isWhole && url.protocol === 'https:') return url.origin
  throw wrong('PUBLIC_ORIGINS', text, 'https addresses without a path, e.g. https://city.example')
}

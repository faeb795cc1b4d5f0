import { isIP } from 'node:net'
import { ConfigError, wrong } from '../../config-error.ts'

/** Who takes a copy of every record. */
export interface SyslogSetting {
  readonly host: string
  readonly port: number
  /** null: without TLS, for a network that nobody else is in. */
  readonly tls: SyslogTls | null
}

interface SyslogTls {
  /** Who signed the receiver's certificate; null: whom this machine trusts. */
  readonly caFile: string | null
  /** What this server shows of itself; null: nothing. */
  readonly own: { readonly certFile: string; readonly keyFile: string } | null
}

type Environment = { readonly [name: string]: string | undefined }

const TLS_PORT = 6514

/** Throws a ConfigError. null: no copy is wanted. */
export function readSyslog(environment: Environment): SyslogSetting | null {
  const text = environment['AUDIT_SYSLOG'] ?? ''
  const tls = tlsOf(environment)
  const isTlsSet = tls.caFile !== null || tls.own !== null
  if (text === '' && !isTlsSet) return null
  const { host, port, isTls } = placeIn(text)
  if (isTlsSet && !isTls)
    throw wrong('AUDIT_SYSLOG', text, 'tls://… where AUDIT_SYSLOG_CA, _CERT or _KEY is set')
  return { host, port, tls: isTls ? tls : null }
}

/** Nothing but who and where: a path or a password would mean nothing. */
const PLACE = /^(tcp|tls):\/\/(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+))(?::(\d{1,5}))?\/?$/

function placeIn(text: string): { readonly host: string; readonly port: number; readonly isTls: boolean } {
  const [, scheme, v6, name, digits] = PLACE.exec(text) ?? []
  const isTls = scheme === 'tls'
  const port = portOf(digits, isTls)
  const host = v6 ?? name ?? ''
  if (host !== '' && (v6 === undefined || isIP(v6) === 6) && port !== null) return { host, port, isTls }
  throw wrong('AUDIT_SYSLOG', text, 'tls://<host>[:<port>] (RFC 5425) or tcp://<host>:<port> (RFC 6587)')
}

/** Without TLS there is no usual one. */
function portOf(digits: string | undefined, isTls: boolean): number | null {
  const port = digits === undefined && isTls ? TLS_PORT : Number(digits)
  return port > 0 && port < 65_536 ? port : null
}

function tlsOf(environment: Environment): SyslogTls {
  const file = (name: string) => environment[`AUDIT_SYSLOG_${name}`] || null
  const [certFile, keyFile] = [file('CERT'), file('KEY')]
  if ((certFile === null) !== (keyFile === null))
    throw new ConfigError('configuration: AUDIT_SYSLOG_CERT and AUDIT_SYSLOG_KEY must be set together')
  return { caFile: file('CA'), own: certFile === null || keyFile === null ? null : { certFile, keyFile } }
}

/** As it is told to people. */
export const placeOf = ({ host, port, tls }: SyslogSetting): string =>
  `${tls === null ? 'tcp' : 'tls'}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`

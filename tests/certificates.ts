import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { isIPv4 } from 'node:net'

export interface Certificate {
  /** PEM. */
  readonly cert: string
  readonly key: string
}

export interface CertificateWish {
  /** Names and v4 addresses it is for. */
  readonly names: readonly string[]
  readonly from?: Date
  readonly to?: Date
}

const DAY_MS = 86_400_000

/** A certificate that signs itself, so that a test can have one for any name and any time (X.509 v3, P-256). */
export function certificate({
  names,
  from = new Date(Date.now() - DAY_MS),
  to = new Date(Date.now() + 365 * DAY_MS),
}: CertificateWish): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const body = der(
    0x30,
    der(0xa0, integer(2)),
    integer(Date.now()),
    ECDSA_SHA256,
    ISSUER,
    der(0x30, time(from), time(to)),
    ISSUER,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, alternativeNames(names), basicConstraints)),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey))
  return { cert: pem('CERTIFICATE', der(0x30, body, ECDSA_SHA256, signature)), key: pemOf(privateKey) }
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  return Buffer.concat([Buffer.from([tag, ...lengthOf(length)]), content])
}

/** As short as it can be: browsers take nothing else. */
function lengthOf(length: number): readonly number[] {
  if (length < 128) return [length]
  return length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
}

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const integer = (n: number): Buffer => {
  const hex = n.toString(16)
  const even = hex.length % 2 === 0 ? hex : `0${hex}`
  return der(0x02, Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex'))
}
const ECDSA_SHA256 = der(0x30, oid('2a8648ce3d040302'))
const ISSUER = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from('演示证书')))))
const basicConstraints = der(
  0x30,
  oid('551d13'),
  der(0x01, Buffer.from([255])),
  der(0x04, der(0x30, der(0x01, Buffer.from([255])))),
)

const alternativeNames = (names: readonly string[]): Buffer =>
  der(0x30, oid('551d11'), der(0x04, der(0x30, ...names.map(nameOf))))

const nameOf = (name: string): Buffer =>
  isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name))

/** GeneralizedTime: seconds of UTC. */
const time = (at: Date): Buffer => der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]|\.\d+/g, '')}`))

const pem = (title: string, bytes: Buffer): string =>
  `-----BEGIN ${title}-----\n${bytes.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END ${title}-----\n`

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

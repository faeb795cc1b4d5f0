import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'

/** PEM files: the certificate with those that vouch for it behind it, and its key. */
export interface CertificateFiles {
  readonly cert: string
  readonly key: string
}

/** A certificate with its key, which fit each other. */
export interface Pair {
  readonly cert: Buffer
  readonly key: Buffer
  /** Tells one pair from another. */
  readonly digest: string
  readonly from: number
  readonly until: number
}

/** Why a pair cannot be used, in a sentence that names the setting and the file. */
export class CertificateFault extends Error {
  override readonly name = 'CertificateFault'
}

export function readPair(files: CertificateFiles): Pair {
  const cert = content('TLS_CERT', files.cert)
  const key = content('TLS_KEY', files.key)
  const leaf = ours('TLS_CERT', files.cert, 'no certificate in PEM', () => new X509Certificate(cert))
  const secret = ours('TLS_KEY', files.key, 'no private key in PEM, or one behind a passphrase', () =>
    createPrivateKey(key),
  )
  if (!leaf.checkPrivateKey(secret))
    throw new CertificateFault(`TLS_KEY="${files.key}" is not the key of TLS_CERT="${files.cert}"`)
  // A key too small for this time, say.
  ours('TLS_CERT', files.cert, 'a certificate that cannot be used', () => createSecureContext({ cert, key }))
  return {
    ...{ cert, key },
    digest: createHash('sha256').update(cert).update(key).digest('hex'),
    from: leaf.validFromDate.getTime(),
    until: leaf.validToDate.getTime(),
  }
}

function content(setting: string, file: string): Buffer {
  return ours(setting, file, 'a file that cannot be read', () => readFileSync(file))
}

/** What OpenSSL and the file system say is told with whose it is; it quotes neither. */
function ours<T>(setting: string, file: string, what: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const { code } = error as { readonly code?: string }
    throw new CertificateFault(`${setting}="${file}" is ${what}${code === undefined ? '' : ` (${code})`}`)
  }
}

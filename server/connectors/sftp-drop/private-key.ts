import { FeedError } from '../connector.ts'

const PEM = /^\s*-----BEGIN ((?:OPENSSH |RSA |EC )?PRIVATE KEY)-----([\sA-Za-z0-9+/=]+)-----END \1-----\s*$/
const LINE = /.{1,64}/g
/** How OpenSSH's own form begins when nothing locks it: a magic text, the name of a cipher. */
const OPEN = Buffer.from('openssh-key-v1\0\0\0\0\u0004none', 'latin1')

/** A private key as its file has it. Secrets are kept on one line, on which its line breaks are lost. */
export function privateKeyOf(secret: string): string {
  const [, title = '', body = ''] = PEM.exec(secret) ?? []
  if (title === '')
    throw unfit(
      'it must be a private key without a passphrase, as ssh-keygen writes it, on one line or several',
    )
  const base64 = body.replaceAll(/\s/g, '')
  if (title.startsWith('OPENSSH') && !isOpen(base64)) throw unfit('it is behind a passphrase, or cut off')
  return `-----BEGIN ${title}-----\n${(base64.match(LINE) ?? []).join('\n')}\n-----END ${title}-----\n`
}

const isOpen = (base64: string): boolean =>
  Buffer.from(base64.slice(0, 64), 'base64').subarray(0, OPEN.length).equals(OPEN)

const unfit = (why: string): FeedError =>
  new FeedError(`the secret for "key" is of no use: ${why}`, { blame: 'config', retry: false })

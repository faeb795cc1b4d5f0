import { Type, type Static } from 'typebox'
import { FeedError } from '../connector.ts'
import { filesSettings } from '../files/settings.ts'

export const SSH_PORT = 22

export const SftpDropSettings = Type.Object(
  {
    host: Type.String({ pattern: '^[A-Za-z0-9_:][A-Za-z0-9_.:-]{0,252}$' }),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    user: Type.String({ pattern: '^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}$' }),
    /** The server's own key, as its people tell it (`ssh-ed25519 AAAA…`): whoever has another one is not that server. */
    hostKey: Type.String({
      pattern:
        '^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]{40,1400}={0,2}( [ -~]{0,100})?$',
    }),
    /** At the server: from the root that it shows this account, or from where the account begins. */
    directory: Type.String({ pattern: '^[^\\u0000]{1,1000}$' }),
    ...filesSettings,
  },
  { additionalProperties: false },
)
export type SftpDropSettings = Static<typeof SftpDropSettings>

/** The line by which the OpenSSH client knows the server, and nobody else. */
export function knownHostOf({ host, hostKey }: SftpDropSettings): string {
  const [type = '', key = ''] = hostKey.split(' ')
  const bytes = Buffer.from(key, 'base64')
  const length = bytes.length < 4 ? 0 : bytes.readUInt32BE(0)
  // One that the client cannot read it passes over, and then says that it knows none.
  if (bytes.subarray(4, 4 + length).toString('latin1') !== type)
    throw new FeedError(`settings: /hostKey: it is no key of the type ${type}`, {
      blame: 'config',
      retry: false,
    })
  return `${host} ${type} ${key}\n`
}

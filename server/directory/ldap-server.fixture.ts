import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { TLSSocket } from 'node:tls'
import ldapjs from 'ldapjs'
import { CERTIFICATE, KEY } from './certificate.fixture.ts'

export const BASE = 'ou=people,dc=city'
export const SEARCHER = { dn: 'cn=searcher,dc=city', password: 'may search' }
export const MEMBERS = 'cn=liaowang,ou=groups,dc=city'

interface Entry {
  readonly dn: string
  readonly password: string
  readonly attributes: { readonly [name: string]: string | readonly string[] }
}

const entry = (uid: string, id: string, memberOf: readonly string[] = [MEMBERS]): Entry => ({
  dn: `uid=${uid},${BASE}`,
  password: `password of ${uid}`,
  attributes: { objectclass: 'person', uid, entryuuid: id, memberOf },
})

export const ENTRIES: readonly Entry[] = [
  entry('one', 'id-1'),
  entry('two', 'id-2', []),
  { ...entry('twin', 'id-3'), dn: `cn=first,${BASE}` },
  { ...entry('twin', 'id-4'), dn: `cn=second,${BASE}` },
]

export interface RealDirectory {
  readonly port: number
  /** The names that binds came with. */
  readonly binds: readonly string[]
  /** What it was asked for, as it understood it. */
  readonly filters: readonly string[]
  stop(): Promise<void>
}

/** A real LDAP server over the entries above. As many do, it takes a bind without a password for nobody's, and allows it. */
export async function startDirectory(secure = false): Promise<RealDirectory> {
  const binds: string[] = []
  const filters: string[] = []
  const server = ldapjs.createServer(secure ? { certificate: CERTIFICATE, key: KEY } : {})
  const spaceless = (dn: { toString(): string }) => dn.toString().replaceAll(', ', ',')
  server.bind('dc=city', ({ dn, credentials }, answering, next) => {
    const name = spaceless(dn)
    binds.push(name)
    const known = [SEARCHER, ...ENTRIES].find(each => each.dn === name)
    if (credentials !== '' && known?.password !== credentials)
      return next(new ldapjs.InvalidCredentialsError())
    answering.end()
    next()
  })
  server.search(BASE, ({ filter }, answering, next) => {
    // It would leave out what was asked for in capitals.
    answering.attributes.splice(0)
    filters.push(filter.toString())
    for (const { dn, attributes } of ENTRIES)
      if (filter.matches(attributes)) answering.send({ dn, attributes: { ...attributes } })
    answering.end()
    next()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: server.address().port,
    binds,
    filters,
    stop: () => new Promise(resolve => server.close(resolve)),
  }
}

/** The answer to StartTLS: it was done (RFC 4511, 4.14). */
const startedTls = (id: number) =>
  Buffer.from([0x30, 0x0c, 0x02, 0x01, id, 0x78, 0x07, 0x0a, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00])

/** Before a directory: what begins with StartTLS is passed on decrypted; `plain` holds what came before. */
export async function startUpgrading(
  port: number,
): Promise<{ readonly port: number; readonly plain: Buffer[]; stop(): Promise<void> }> {
  const plain: Buffer[] = []
  const server: Server = createServer(socket => {
    socket.on('error', () => undefined)
    socket.once('data', first => {
      plain.push(first as Buffer)
      socket.write(startedTls((first as Buffer)[4] ?? 0))
      const opened = new TLSSocket(socket, { isServer: true, cert: CERTIFICATE, key: KEY })
      const inner = connect(port, '127.0.0.1')
      opened.on('error', () => inner.destroy())
      inner.on('error', () => opened.destroy())
      opened.pipe(inner).pipe(opened)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    plain,
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}

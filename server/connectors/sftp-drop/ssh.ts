import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { FeedAccess, FeedError } from '../connector.ts'
import { SSH_PORT, type SftpDropSettings } from './settings.ts'
import { Sftp } from './sftp.ts'
import { lostFault, sshFault, startFault } from './ssh-fault.ts'

const CLIENT = 'ssh'
/** Where systems have it. Of our own environment, in which secrets may stand, it gets nothing. */
const FOLDERS = '/usr/local/bin:/usr/bin:/bin'
/** What it says beyond is not read. */
const MOST_SAID = 8 * 1024
const FAREWELL_MS = 2_000
const KEY = 'key'
const KNOWN = 'known_hosts'

/** Nothing that stands on this machine is asked or told, and nothing but files goes over the connection. */
const ALWAYS: { readonly [option: string]: string | number } = {
  ...{ BatchMode: 'yes', RequestTTY: 'no', EscapeChar: 'none', LogLevel: 'ERROR' },
  // Who the server is: by the settings alone.
  ...{ StrictHostKeyChecking: 'yes', UserKnownHostsFile: KNOWN, GlobalKnownHostsFile: '/dev/null' },
  ...{ CheckHostIP: 'no', UpdateHostKeys: 'no', VerifyHostKeyDNS: 'no', CanonicalizeHostname: 'no' },
  // Who we are: by the key of this feed alone.
  ...{ IdentityFile: KEY, IdentitiesOnly: 'yes', IdentityAgent: 'none', AddKeysToAgent: 'no' },
  ...{ PreferredAuthentications: 'publickey', PasswordAuthentication: 'no', GSSAPIAuthentication: 'no' },
  ...{ ForwardAgent: 'no', ForwardX11: 'no', ClearAllForwardings: 'yes', Tunnel: 'no' },
  ...{
    PermitLocalCommand: 'no',
    ProxyCommand: 'none',
    ProxyJump: 'none',
    ControlMaster: 'no',
    ControlPath: 'none',
  },
  // Real seconds.
  ...{ ConnectTimeout: 10, ConnectionAttempts: 1, ServerAliveInterval: 15, ServerAliveCountMax: 2 },
}

/** What the client is told; a list, which no shell reads. */
export function argumentsOf({ host, port = SSH_PORT, user }: SftpDropSettings, address: string): string[] {
  const options = { ...ALWAYS, HostName: address, HostKeyAlias: host, Port: port }
  return [
    ...['-F', 'none'],
    ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]),
    ...['-l', user, '-s', '--', host, 'sftp'],
  ]
}

export interface Identity {
  readonly privateKey: string
  readonly knownHost: string
}

/** A connection over which files are asked for. */
export interface Session {
  readonly sftp: Sftp
  /** Resolves when it is of no use any more. */
  readonly ended: Promise<void>
  readonly close: () => Promise<void>
}

/** Connects to what was judged, and to nothing else, with the OpenSSH client of this machine; `signal` breaks it off. */
export async function openSession(
  access: FeedAccess,
  settings: SftpDropSettings,
  identity: Identity,
  signal: AbortSignal,
  program = CLIENT,
): Promise<Session> {
  const { host, port = SSH_PORT } = settings
  const address = await addressOf(await access.reach(host, port), host)
  signal.throwIfAborted()
  const folder = await mkdtemp(join(tmpdir(), 'liaowang-sftp-'))
  let session: ReturnType<typeof sessionIn> | null = null
  const close = () => void session?.close()
  try {
    await writeFile(join(folder, KEY), identity.privateKey, { mode: 0o600 })
    await writeFile(join(folder, KNOWN), identity.knownHost, { mode: 0o600 })
    signal.throwIfAborted()
    session = sessionIn(folder, program, argumentsOf(settings, address))
    signal.addEventListener('abort', close, { once: true })
    await session.greet()
    return session
  } catch (error) {
    await session?.close()
    throw error
  } finally {
    signal.removeEventListener('abort', close)
    // It has read them; what is told to nobody lies nowhere for longer than it must.
    await rm(folder, { recursive: true, force: true })
  }
}

/** The client connects to an address and not by a lookup; of those that were judged it gets the first. */
const addressOf = (lookup: LookupFunction, host: string): Promise<string> =>
  new Promise((resolve, reject) =>
    lookup(host, { all: true }, (error, addresses) => {
      const first = Array.isArray(addresses) ? addresses[0]?.address : addresses
      if (error !== null || first === undefined) reject(error ?? new Error(`${host} has no address`))
      else resolve(first)
    }),
  )

type Client = ChildProcessByStdio<Writable, Readable, Readable>

function sessionIn(
  folder: string,
  program: string,
  args: readonly string[],
): Session & { greet: () => Promise<void> } {
  const client: Client = spawn(program, args, {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: FOLDERS, LC_ALL: 'C' },
  })
  // Once it is gone, its end tells why.
  client.stdin.on('error', () => undefined)
  const sftp = new Sftp({ input: client.stdin, output: client.stdout }, () => void close())
  let isIn = false
  const ended = endOf(client, () => isIn).then(fault => sftp.end(fault))
  const greet = async () => {
    await sftp.greet()
    isIn = true
  }
  const close = async () => {
    client.stdin.end()
    client.kill('SIGTERM')
    const late = setTimeout(() => client.kill('SIGKILL'), FAREWELL_MS)
    await ended
    clearTimeout(late)
  }
  return { sftp, ended, greet, close }
}

async function endOf(client: Client, isIn: () => boolean): Promise<FeedError> {
  let said = ''
  client.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, MOST_SAID)
  })
  return new Promise(resolve => {
    client.on('error', cause => resolve(startFault(cause)))
    client.once('close', () => resolve(isIn() ? lostFault(said) : sshFault(said)))
  })
}

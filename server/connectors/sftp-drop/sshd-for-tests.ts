import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  accessSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A real OpenSSH server with a key of its own, which lets one key in, and that to files only. */
export interface SshdForTests {
  readonly port: number
  readonly user: string
  /** As settings have it. */
  readonly hostKey: string
  /** Of whoever is let in; several lines. */
  readonly privateKey: string
  /** Whose files are asked for. */
  readonly folder: string
  /** Appears whole, as after a renaming. */
  readonly lay: (name: string, content: string | Uint8Array) => void
  /** Nobody can reach it, or can again. */
  readonly away: (on: boolean) => Promise<void>
  /** It lets nobody in, or the one again. */
  readonly lock: (on: boolean) => void
  /** Another one with another key answers in its place, or it does again. */
  readonly answerAs: (isAnother: boolean) => void
  /** Of that one. */
  readonly otherKey: string
  /** Processes that serve somebody now. */
  readonly guests: () => number
  readonly close: () => Promise<void>
}

const run = promisify(execFile)
/** Where the privileged half of it wants a folder to be. */
const PRIVILEGE_FOLDER = '/run/sshd'

/** Its file, or null where this machine has none. */
export function findSshd(): string | null {
  const folders = ['/usr/sbin', '/usr/local/sbin', '/sbin', '/usr/bin']
  const isProgram = (file: string) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  }
  return folders.map(folder => join(folder, 'sshd')).find(isProgram) ?? null
}

async function makeKey(file: string): Promise<string> {
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'pretend', '-f', file])
  return readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ')
}

function configure(config: string, root: string, host: string): void {
  const lines = [
    `HostKey ${join(root, host)}`,
    `AuthorizedKeysFile ${join(root, 'authorized')}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    'Subsystem sftp internal-sftp',
    'ForceCommand internal-sftp',
    'DisableForwarding yes',
  ]
  writeFileSync(config, `${lines.join('\n')}\n`)
}

/** It is started for each guest by whoever listens, which is this test: so each of its processes is known, and ended by its id. */
export async function sshdForTests(sshd = findSshd() ?? 'sshd'): Promise<SshdForTests> {
  if (process.getuid?.() === 0) mkdirSync(PRIVILEGE_FOLDER, { recursive: true, mode: 0o755 })
  const root = mkdtempSync(join(tmpdir(), 'sshd-'))
  const folder = join(root, 'outgoing')
  mkdirSync(folder)
  const keys = ['host', 'other', 'guest'].map(name => makeKey(join(root, name)))
  const [hostKey = '', otherKey = '', ours = ''] = await Promise.all(keys)
  const authorized = join(root, 'authorized')
  const lock = (on: boolean) => writeFileSync(authorized, on ? '' : `${ours}\n`)
  lock(false)
  const config = join(root, 'sshd_config')
  const answerAs = (isAnother: boolean) => configure(config, root, isAnother ? 'other' : 'host')
  answerAs(false)
  const door = await openDoor(sshd, config)
  return {
    ...{
      port: door.port,
      user: userInfo().username,
      hostKey,
      folder,
      lock,
      away: door.away,
      guests: door.guests,
    },
    privateKey: readFileSync(join(root, 'guest'), 'utf8'),
    lay(name, content) {
      writeFileSync(join(root, 'being written'), content)
      renameSync(join(root, 'being written'), join(folder, name))
    },
    ...{ answerAs, otherKey },
    async close() {
      await door.close()
      rmSync(root, { recursive: true })
    },
  }
}

async function openDoor(sshd: string, config: string) {
  const guests = new Set<ChildProcess>()
  let isAway = false
  const server = createServer({ pauseOnConnect: true }, socket => {
    if (isAway) return void socket.destroy()
    const guest = serve(sshd, config, socket)
    guests.add(guest)
    guest.once('close', () => guests.delete(guest))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const hangUp = async () => {
    const gone = [...guests].map(guest => once(guest, 'close'))
    for (const guest of guests) guest.kill('SIGTERM')
    await Promise.all(gone)
  }
  return {
    port: (server.address() as AddressInfo).port,
    guests: () => guests.size,
    async away(on: boolean) {
      isAway = on
      if (on) await hangUp()
    },
    async close() {
      isAway = true
      await hangUp()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function serve(sshd: string, config: string, socket: Socket): ChildProcess {
  const guest = spawn(sshd, ['-i', '-e', '-f', config], { stdio: [socket, socket, 'ignore'] })
  guest.on('error', () => socket.destroy())
  // It has its own hold of it.
  guest.once('spawn', () => socket.destroy())
  return guest
}

/** Starts one and hears it greet. Rejects where there is none, or it does not within so long. */
export async function greetSshd(sshd: string, patienceMs: number): Promise<void> {
  accessSync(sshd, constants.X_OK)
  const server = await sshdForTests(sshd)
  const socket = connect(server.port, '127.0.0.1')
  try {
    const [greeting] = (await once(socket, 'data', { signal: AbortSignal.timeout(patienceMs) })) as [Buffer]
    if (!greeting.toString('latin1').startsWith('SSH-2.0-')) throw new Error('it greets in another way')
  } finally {
    socket.destroy()
    await server.close()
  }
}

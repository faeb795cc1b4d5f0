import { readFileSync } from 'node:fs'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { SyslogSetting } from './setting.ts'

const ANSWER_WITHIN_MS = 10_000
const KEEP_ALIVE_MS = 30_000
/** So long a stop waits for the other side to say that it has everything. */
const LAST_WORD_MS = 2_000
const MOST_WAIT_MS = 60_000

export interface LinkParts {
  readonly setting: SyslogSetting
  readonly onUp: () => void
  /** Each time it is gone, or could not be had; it is tried again by itself. */
  readonly onDown: (why: string) => void
  /** Doubled with each failure. */
  readonly retryMs: number
}

/** The connection to a receiver: had again and again, until it is stopped. */
export interface Link {
  /** Resolves when the machine has taken it; false: the connection went meanwhile. */
  write(bytes: Buffer): Promise<boolean>
  /** Whether the other side had everything when it ended. */
  stop(): Promise<boolean>
}

export function openLink({ setting, onUp, onDown, retryMs }: LinkParts): Link {
  let socket: Socket | null = null
  let failures = 0
  let timer: NodeJS.Timeout | null = null
  let isStopped = false

  function tryIt(): void {
    try {
      socket = dial(setting)
    } catch (error) {
      // A file of a certificate that cannot be read.
      return gone(error instanceof Error ? error.message : String(error))
    }
    watch(socket, {
      isTls: setting.tls !== null,
      onOpen() {
        failures = 0
        onUp()
      },
      onClosed(why) {
        socket = null
        gone(why)
      },
    })
  }

  function gone(why: string): void {
    if (isStopped) return
    timer = setTimeout(tryIt, Math.min(MOST_WAIT_MS, retryMs * 2 ** failures))
    timer.unref()
    failures = Math.min(failures + 1, 10)
    onDown(why)
  }

  tryIt()
  return {
    write: bytes => (socket === null ? Promise.resolve(false) : written(socket, bytes)),
    async stop() {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      return socket === null ? false : ended(socket)
    },
  }
}

interface Watching {
  readonly isTls: boolean
  readonly onOpen: () => void
  readonly onClosed: (why: string) => void
}

function watch(dialled: Socket, { isTls, onOpen, onClosed }: Watching): void {
  let why = 'the other side closed the connection'
  const tooLate = setTimeout(() => dialled.destroy(new Error('no answer in time')), ANSWER_WITHIN_MS)
  dialled.once(isTls ? 'secureConnect' : 'connect', () => {
    clearTimeout(tooLate)
    dialled.setKeepAlive(true, KEEP_ALIVE_MS)
    onOpen()
  })
  dialled.on('error', error => (why = error.message))
  // Nothing is expected from there, and it must not pile up.
  dialled.resume()
  dialled.once('close', () => {
    clearTimeout(tooLate)
    onClosed(why)
  })
}

/** Files are read each time: certificates are renewed. */
function dial({ host, port, tls }: SyslogSetting): Socket {
  if (tls === null) return connect({ host, port, allowHalfOpen: false })
  const { caFile, own } = tls
  return connectTls({
    ...{ host, port, minVersion: 'TLSv1.2' as const, rejectUnauthorized: true },
    ...(isIP(host) === 0 && { servername: host }),
    ...(caFile !== null && { ca: readFileSync(caFile) }),
    ...(own !== null && { cert: readFileSync(own.certFile), key: readFileSync(own.keyFile) }),
  })
}

function written(open: Socket, bytes: Buffer): Promise<boolean> {
  return new Promise(resolve => {
    const isGone = () => resolve(false)
    open.once('close', isGone)
    open.write(bytes, error => {
      open.off('close', isGone)
      resolve(error === null || error === undefined)
    })
  })
}

/** Says that there is no more, and waits for the same word: by then the other side has read all before it. */
function ended(open: Socket): Promise<boolean> {
  return new Promise(resolve => {
    let isTaken = false
    const cut = setTimeout(() => open.destroy(), LAST_WORD_MS)
    open.once('end', () => (isTaken = true))
    open.once('error', () => (isTaken = false))
    open.once('close', () => {
      clearTimeout(cut)
      resolve(isTaken)
    })
    open.end()
  })
}

import type { Lend } from './remote-folder.ts'
import type { Session } from './ssh.ts'

/** A folder that is asked more often than this keeps its connection. */
const IDLE_MS = 10_000

export interface KeptSession {
  readonly lend: Lend
  /** Breaks off what hangs on it. */
  readonly stop: () => Promise<void>
}

/** One connection for as long as it is asked for; one that broke is made anew the next time. */
export function keepSession(open: (signal: AbortSignal) => Promise<Session>, idleMs = IDLE_MS): KeptSession {
  const end = new AbortController()
  let session: Promise<Session> | null = null
  let users = 0
  let idle: ReturnType<typeof setTimeout> | undefined

  const opened = (): Promise<Session> => {
    end.signal.throwIfAborted()
    const opening = open(end.signal)
    const forget = () => {
      if (session === opening) session = null
    }
    opening.then(({ ended }) => ended.then(forget), forget)
    return opening
  }
  const close = async () => {
    clearTimeout(idle)
    const closing = session
    session = null
    const standing = await closing?.catch(() => null)
    await standing?.close()
  }
  return {
    async *lend(work) {
      clearTimeout(idle)
      users++
      try {
        const { sftp } = await (session ??= opened())
        yield* work(sftp)
      } finally {
        users--
        if (users === 0 && !end.signal.aborted) idle = setTimeout(() => void close(), idleMs)
      }
    },
    stop() {
      end.abort()
      return close()
    },
  }
}

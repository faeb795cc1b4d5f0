import type { FeedAccess, Running } from './connector.ts'
import { attempt, delayAfter, rest } from './pace.ts'

/** A connection over which an upstream tells us things by itself. */
export interface Standing {
  /** Rejects with the reason when it stands no longer; never resolves. */
  readonly ended: Promise<never>
  /** Keeps what has come, and closes it; once, also after it ended. */
  readonly close: () => Promise<void>
}

/** Answers once records may come; `signal` breaks it off, and then nothing of it is left open. */
export type Connect = (signal: AbortSignal) => Promise<Standing>

/** What broke sooner is like an attempt that failed: an upstream that hangs up at once is not asked ever faster. */
const STEADY_MS = 10_000

/**
 * Connects, listens, and connects again. Each connection that did not come about, or broke, is a failed report, and after it the
 * wait is as for one that asks. What came over a connection is kept or forgotten before the next: where to go on is known then.
 */
export function keepListening(access: FeedAccess, connect: Connect, random = Math.random): Running {
  const end = new AbortController()
  const running = loop(access, connect, end.signal, random)
  return {
    stop: async () => {
      end.abort()
      await running
    },
  }
}

async function loop(
  access: FeedAccess,
  connect: Connect,
  signal: AbortSignal,
  random: () => number,
): Promise<void> {
  let isReached = false
  for (let failures = 0; !signal.aborted;) {
    let since = Number.POSITIVE_INFINITY
    const failure = await attempt(access, signal, async () => {
      const standing = await connect(signal)
      since = performance.now()
      isReached = true
      await untilEnded(access, standing, signal)
    })
    if (signal.aborted) return
    failures = failuresAfter(failures, performance.now() - since)
    await rest(delayAfter(failure, failures, random, isReached), signal)
  }
}

/** Failures in a row, of which the last is a connection that stood for so long; one that never did stood for less than nothing. */
export const failuresAfter = (failures: number, stoodMs: number): number =>
  stoodMs >= STEADY_MS ? 1 : failures + 1

async function untilEnded(access: FeedAccess, standing: Standing, signal: AbortSignal): Promise<void> {
  const stopped = whenAborted(signal)
  // It may break while it is told that it stands.
  standing.ended.catch(() => undefined)
  try {
    await told(access)
    await Promise.race([standing.ended, stopped.promise])
  } finally {
    stopped.forget()
    await standing.close()
  }
}

async function told(access: FeedAccess): Promise<void> {
  try {
    await access.reached()
  } catch (error) {
    access.log('error', `that it is reached could not be journaled: ${String(error)}`)
  }
}

/** Resolves when it is over; `forget` ends the waiting. */
export function whenAborted(signal: AbortSignal) {
  let forget = () => undefined as void
  const promise = new Promise<void>(resolve => {
    const over = () => resolve()
    if (signal.aborted) over()
    signal.addEventListener('abort', over, { once: true })
    forget = () => signal.removeEventListener('abort', over)
  })
  return { promise, forget }
}

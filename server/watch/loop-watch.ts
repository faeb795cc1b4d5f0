import { Worker } from 'node:worker_threads'
import type { Alarms } from '../alarms/alarms.ts'
import type { Log } from '../log.ts'
import type { Blocked, WatchOrder } from './loop-thread.ts'

const BEAT_MS = 200
/** So long an alarm goes on after the last time: whoever looks once an hour should see it. */
const QUIET_MS = 3_600_000

export interface LoopWatchParts {
  /** From when on a process whose loop does not turn is ended, for its service manager to start again; null: never. */
  readonly endAfterMs: number | null
  readonly alarms: Alarms
  readonly log: Log
  readonly now: () => number
}

export interface LoopWatch {
  figures(): string[]
  stop(): void
}

/**
 * While something keeps the loop of this process busy, no wall hears of anything, and nobody in it can say so: a thread beside it looks whether
 * it still turns, finds out where it is, and ends the process where it does not come back (F-23). It is begun when the server listens: what is
 * counted before that may take its time.
 */
export function watchLoop({ endAfterMs, alarms, log, now }: LoopWatchParts): LoopWatch {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const order: WatchOrder = { beats, endAfterMs }
  const thread = new Worker(new URL('./loop-thread.ts', import.meta.url), { workerData: order })
  let [times, longestMs, lastAt] = [0, 0, Number.NEGATIVE_INFINITY]
  thread.on('message', ({ ms, at }: Blocked) => {
    times++
    longestMs = Math.max(longestMs, ms)
    lastAt = now()
    const message = `nothing else was done for ${(ms / 1000).toFixed(1)} s, in ${at}`
    log('warn', 'loop', message)
    alarms.raise('loop-blocked', message)
  })
  // Without it everything goes on as well.
  thread.on('error', error =>
    log('error', 'loop', `the thread that watches the loop ended: ${String(error)}`),
  )
  thread.unref()
  const timer = setInterval(() => {
    Atomics.add(beats, 0, 1)
    if (now() - lastAt > QUIET_MS) alarms.clear('loop-blocked')
  }, BEAT_MS)
  timer.unref()
  return {
    figures: () => [
      '# HELP liaowang_loop_blocked_total times that the loop did not turn for a second',
      '# TYPE liaowang_loop_blocked_total counter',
      `liaowang_loop_blocked_total ${times}`,
      '# HELP liaowang_loop_blocked_longest_seconds the longest of them',
      '# TYPE liaowang_loop_blocked_longest_seconds gauge',
      `liaowang_loop_blocked_longest_seconds ${longestMs / 1000}`,
    ],
    stop() {
      clearInterval(timer)
      void thread.terminate()
    },
  }
}

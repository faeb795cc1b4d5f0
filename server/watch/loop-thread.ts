/** The thread that looks whether the loop of the main one still turns (loop-watch.ts). */
import { writeSync } from 'node:fs'
import { Session, type Debugger } from 'node:inspector'
import { parentPort, workerData } from 'node:worker_threads'

export interface WatchOrder {
  /** The main thread adds to it at each turn. */
  readonly beats: Int32Array
  readonly endAfterMs: number | null
}

/** Told once the loop turns again. */
export interface Blocked {
  readonly ms: number
  /** The functions it was in, the innermost first. */
  readonly at: string
}

const LOOK_MS = 250
const BLOCKED_MS = 1_000
const FRAMES = 8
/** Standard error: the log is written by the thread that does not answer. */
const STDERR = 2

const { beats, endAfterMs } = workerData as WatchOrder
let seen = Atomics.load(beats, 0)
let turnedAt = performance.now()
let where: string | null = null

setInterval(() => {
  const beat = Atomics.load(beats, 0)
  const ms = performance.now() - turnedAt
  if (beat === seen) return stands(ms)
  if (where !== null) parentPort?.postMessage({ ms, at: where } satisfies Blocked)
  seen = beat
  turnedAt = performance.now()
  where = null
}, LOOK_MS)

function stands(ms: number): void {
  if (ms >= BLOCKED_MS && where === null) {
    where = 'a place that is not known'
    lookWhere()
  }
  if (endAfterMs === null || ms < endAfterMs) return
  const message = `nothing was done for ${Math.round(ms / 1000)} s, in ${where}; ending, to be started again`
  writeSync(STDERR, `${JSON.stringify({ at: new Date(), level: 'error', about: 'loop', message })}\n`)
  // It does not turn, so it cannot stop in order; what was acknowledged is on the disk.
  process.kill(process.pid, 'SIGKILL')
}

/** Stops the main thread for a moment, wherever it is. */
function lookWhere(): void {
  const session = new Session()
  session.connectToMainThread()
  const files = new Map<string, string>()
  session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => {
    files.set(scriptId, url.slice(url.lastIndexOf('/') + 1))
  })
  session.once('Debugger.paused', ({ params }) => {
    where = toldOf(params.callFrames, files)
    session.post('Debugger.resume')
    session.post('Debugger.disable')
    session.disconnect()
  })
  session.post('Debugger.enable')
  session.post('Debugger.pause')
}

function toldOf(frames: readonly Debugger.CallFrame[], files: ReadonlyMap<string, string>): string {
  const told = frames.slice(0, FRAMES).map(({ functionName, location }) => {
    const name = functionName === '' ? 'a function' : functionName
    return `${name} (${files.get(location.scriptId) ?? ''}:${location.lineNumber + 1})`
  })
  return told.join(' ← ')
}

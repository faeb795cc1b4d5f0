import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '../../shared/mapping/expressions.ts'
import { FeedError } from '../connectors/connector.ts'
import { lineReader } from './lines.ts'

const PROGRAM = fileURLToPath(new URL('evaluate-records.ts', import.meta.url))
export const MEMORY_MB = 64
const LIMITS = [`--max-old-space-size=${MEMORY_MB}`, '--max-semi-space-size=4']
const RIGHTS = ['--permission', '--allow-fs-read=*']
/** To start takes a tenth of a second, and much longer where a machine is busy. */
const START_MS = 20_000

export interface Answered {
  /** Of the records in their order, as far as it came. */
  readonly outcomes: readonly (readonly Outcome[])[]
  /** What it was ended by while it was at the next one; null: all are answered. */
  readonly endedBy: 'time' | 'memory' | null
}

export interface Program {
  /**
   * `records` as JSON. Each has `patience` milliseconds; the program is ended by the first that takes longer, and started again by the next
   * call. One call at a time. Throws a FeedError of blame `ours` when no program can be started.
   */
  evaluate(texts: readonly string[], records: readonly string[], patience: number): Promise<Answered>
  /** The process, as long as one runs. */
  readonly pid: number | undefined
  /** Until the next call. */
  rest(): Promise<void>
  /** No call starts it again. */
  stop(): Promise<void>
}

export function createProgram(): Program {
  let running: Running | null = null
  let isStopped = false
  async function rest(): Promise<void> {
    const ending = running
    running = null
    ending?.child.kill('SIGKILL')
    await ending?.ended
  }
  return {
    get pid() {
      return running?.hasEnded === false ? running.child.pid : undefined
    },
    async evaluate(texts, records, patience) {
      if (isStopped) throw new FeedError('the server is stopping', { blame: 'ours', retry: true })
      // It may have ended while nobody asked it anything.
      if (running === null || running.hasEnded) running = await startProgram()
      const answered = await ask(running, { texts, records, patience })
      if (answered.endedBy !== null) running = null
      return answered
    },
    rest,
    stop() {
      isStopped = true
      return rest()
    },
  }
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams
  readonly ended: Promise<void>
  hasEnded: boolean
  /** Who hears the next lines, and that it has ended: one at a time, since it runs for months and would gather them. */
  hear: (line: string) => void
  gone: () => void
}

const UNHEARD: Pick<Running, 'hear' | 'gone'> = { hear: () => undefined, gone: () => undefined }

async function startProgram(): Promise<Running> {
  const child = spawn(process.execPath, [...LIMITS, ...RIGHTS, PROGRAM], { env: {}, stdio: 'pipe' })
  const ended = new Promise<void>(resolve => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
  const running: Running = { ...{ child, ended, hasEnded: false }, ...UNHEARD }
  void ended.then(() => {
    running.hasEnded = true
    running.gone()
  })
  child.stdout.setEncoding('utf8').on(
    'data',
    lineReader(line => running.hear(line)),
  )
  child.stderr.resume()
  // It may end while it is told something; that it ended is what counts.
  child.stdin.on('error', () => undefined)
  let late: ReturnType<typeof setTimeout> | undefined
  const outcome = await Promise.race([
    new Promise<string>(resolve => (running.hear = () => resolve('ready'))),
    ended.then(() => 'ended'),
    new Promise<string>(resolve => (late = setTimeout(resolve, START_MS, 'late'))),
  ])
  clearTimeout(late)
  if (outcome === 'ready') return firstToGo(running)
  child.kill('SIGKILL')
  const why = outcome === 'late' ? `did not start within ${START_MS / 1000} s` : 'did not start'
  throw new FeedError(`the program that evaluates expressions ${why}`, { blame: 'ours', retry: true })
}

/** Where the whole machine has no memory left, this is what it gives up. Only Linux asks, and only it has such a file. */
function firstToGo(running: Running): Running {
  try {
    writeFileSync(`/proc/${running.child.pid}/oom_score_adj`, '1000')
  } catch {
    // Elsewhere its own limits are all there is.
  }
  return running
}

interface Asked {
  readonly texts: readonly string[]
  readonly records: readonly string[]
  readonly patience: number
}

function ask(running: Running, { texts, records, patience }: Asked): Promise<Answered> {
  const { child } = running
  const outcomes: (readonly Outcome[])[] = []
  return new Promise(resolve => {
    let deadline: ReturnType<typeof setTimeout> | undefined
    let wasLate = false
    const settle = (endedBy: Answered['endedBy']) => {
      clearTimeout(deadline)
      Object.assign(running, UNHEARD)
      resolve({ outcomes, endedBy })
    }
    const wait = () => {
      const known = outcomes.length
      deadline = setTimeout(() => {
        // This process may be the late one: what has been said meanwhile is heard first.
        setImmediate(() => {
          if (outcomes.length > known) return
          wasLate = true
          child.kill('SIGKILL')
        })
      }, patience)
    }
    running.hear = line => {
      clearTimeout(deadline)
      outcomes.push(JSON.parse(line) as readonly Outcome[])
      if (outcomes.length === records.length) settle(null)
      else wait()
    }
    running.gone = () => settle(wasLate ? 'time' : 'memory')
    wait()
    child.stdin.write(`${JSON.stringify({ texts })}\n${records.map(asLine).join('')}`)
  })
}

const asLine = (record: string): string => `{"record":${record}}\n`

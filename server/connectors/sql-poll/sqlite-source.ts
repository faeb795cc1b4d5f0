import { access } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { STATEMENT_TIMEOUT_MS, type SqlRow, type SqlSource, type SqlValue } from './source.ts'
import type { Question, Reply } from './sqlite-thread.ts'

/** A thread takes ten megabytes and is there again in some hundredths of a second: between two questions of a slow rhythm there is none. */
const IDLE_MS = 10_000
const PROGRAM = new URL('./sqlite-thread.ts', import.meta.url)

interface Waiting {
  readonly asker: object
  readonly resolve: (rows: readonly SqlRow[]) => void
  readonly reject: (error: Error) => void
  readonly deadline: ReturnType<typeof setTimeout>
}

/** Feeds that read one file share its thread; a file that is slow to read holds up its own feeds only. */
const threads = new Map<string, FileThread>()

export function sqliteSource(file: string): SqlSource {
  const asker = {}
  let isClosed = false
  return {
    async query(sql, values) {
      // No thread for an upstream that is not there, however often it is asked.
      await access(file).catch((cause: unknown) => {
        throw new Error('unable to open database file', { cause })
      })
      if (isClosed) throw new Error('broken off')
      return threadOf(file).ask(asker, sql, values)
    },
    // Any value may stand in any column here, and numbers and blobs have another order than times written out.
    placed: (time, key) => `typeof(${time}) = 'text' AND typeof(${key}) IN ('text', 'integer')`,
    async close() {
      isClosed = true
      await threads.get(file)?.forget(asker)
    },
  }
}

function threadOf(file: string): FileThread {
  const known = threads.get(file)
  if (known !== undefined) return known
  const thread = new FileThread(file)
  threads.set(file, thread)
  return thread
}

class FileThread {
  readonly #file: string
  readonly #askers = new Set<object>()
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #idle: ReturnType<typeof setTimeout> | undefined
  #ids = 0

  constructor(file: string) {
    this.#file = file
  }

  ask(asker: object, sql: string, values: readonly SqlValue[]): Promise<readonly SqlRow[]> {
    this.#askers.add(asker)
    clearTimeout(this.#idle)
    const id = ++this.#ids
    return new Promise((resolve, reject) => {
      const late = `no answer within ${STATEMENT_TIMEOUT_MS / 1000} s`
      const deadline = setTimeout(() => void this.#end(new Error(late)), STATEMENT_TIMEOUT_MS)
      this.#waiting.set(id, { asker, resolve, reject, deadline })
      this.#running().postMessage({ id, sql, values } satisfies Question)
    })
  }

  /** What it asked is broken off; the last one to go takes the thread with it. */
  async forget(asker: object): Promise<void> {
    this.#askers.delete(asker)
    for (const [id, waiting] of this.#waiting)
      if (waiting.asker === asker) this.#settle(id)?.reject(new Error('broken off'))
    if (this.#askers.size > 0) return
    threads.delete(this.#file)
    await this.#end(new Error('broken off'))
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(PROGRAM, { workerData: { file: this.#file } })
    worker.on('message', (reply: Reply) => {
      const waiting = this.#settle(reply.id)
      if ('rows' in reply) waiting?.resolve(reply.rows)
      else waiting?.reject(new Error(reply.fault))
    })
    worker.on('error', error => void this.#end(error instanceof Error ? error : new Error(String(error))))
    // Reading must never keep a stopping process alive.
    worker.unref()
    return (this.#worker = worker)
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    if (waiting !== undefined) clearTimeout(waiting.deadline)
    this.#waiting.delete(id)
    clearTimeout(this.#idle)
    if (this.#waiting.size === 0)
      this.#idle = setTimeout(() => void this.#end(new Error('broken off')), IDLE_MS).unref()
    return waiting
  }

  /** Who waits hears why; the next question starts another thread. */
  async #end(why: Error): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(why)
    clearTimeout(this.#idle)
    await worker?.terminate()
  }
}

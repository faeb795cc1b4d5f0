import { Worker } from 'node:worker_threads'
import type { Kind } from '../../shared/kinds/kind.ts'
import { rolledMeasures } from '../store/rolled-rows.ts'
import type { Question, Reply, Told } from './reader-thread.ts'

export type Queries = Question['queries']

export interface Answer {
  /** The entry of which the answer speaks. */
  readonly applied: number
  readonly results: readonly (readonly object[])[]
}

/** No question may take longer: the thread is ended and the next question gets a new one. */
const DEADLINE_MS = 10_000
/** Questions that may wait; one more is refused, so that curiosity cannot fill the memory. */
const MOST_WAITING = 50

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
  readonly deadline: ReturnType<typeof setTimeout>
}

/** Lists and explanations are read in a thread of their own: nothing slow may freeze a wall. */
export class Reader {
  readonly #told: Told
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #ids = 0

  /** `kinds`: those whose rollups may be asked about. */
  constructor(file: string, kinds: readonly Kind[] = []) {
    this.#told = { file, measures: rolledMeasures(kinds) }
  }

  ask(queries: Queries): Promise<Answer> {
    if (this.#waiting.size >= MOST_WAITING) return Promise.reject(new Error('too many questions at once'))
    const id = ++this.#ids
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(
        () => this.#restart(`no answer within ${DEADLINE_MS / 1000} s`),
        DEADLINE_MS,
      )
      this.#waiting.set(id, { resolve, reject, deadline })
      this.#thread().postMessage({ id, queries } satisfies Question)
    })
  }

  async stop(): Promise<void> {
    const worker = this.#worker
    this.#restart('the server is stopping')
    await worker?.terminate()
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(new URL('./reader-thread.ts', import.meta.url), {
      workerData: this.#told,
    })
    worker.on('message', (reply: Reply) => this.#settle(reply))
    worker.on('error', error => this.#restart(error instanceof Error ? error.message : String(error)))
    // Reading must never keep a stopping process alive.
    worker.unref()
    return (this.#worker = worker)
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)
    if (waiting === undefined) return
    this.#waiting.delete(reply.id)
    clearTimeout(waiting.deadline)
    if (reply.ok) waiting.resolve(reply)
    else waiting.reject(new Error(reply.message))
  }

  /** Who waits hears why; the next question starts a new thread. */
  #restart(why: string): void {
    const worker = this.#worker
    this.#worker = null
    for (const { reject, deadline } of this.#waiting.values()) {
      clearTimeout(deadline)
      reject(new Error(why))
    }
    this.#waiting.clear()
    void worker?.terminate()
  }
}

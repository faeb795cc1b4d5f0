import { Worker } from 'node:worker_threads'
import type { AuditAnswers, AuditQuestion } from './reading.ts'
import type { Answered, Asked } from './reading-thread.ts'

/** Questions that may wait; one more is refused. */
const MOST_WAITING = 50

interface Waiting {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
}

/** Lists, exports and copies are read in a thread of their own: however much is asked for, no wall and no record waits. */
export class AuditReader {
  readonly #file: string
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #ids = 0

  constructor(file: string) {
    this.#file = file
  }

  ask<Type extends AuditQuestion['type']>(
    question: AuditQuestion & { readonly type: Type },
  ): Promise<AuditAnswers[Type]> {
    if (this.#waiting.size >= MOST_WAITING) return Promise.reject(new Error('too many questions at once'))
    const id = ++this.#ids
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#thread().postMessage({ id, question } satisfies Asked)
    })
  }

  async stop(): Promise<void> {
    const worker = this.#worker
    this.#end('the server is stopping')
    await worker?.terminate()
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), { workerData: this.#file })
    worker.on('message', (answered: Answered) => this.#settle(answered))
    worker.on('error', error => this.#end(error instanceof Error ? error.message : String(error)))
    // Reading must never keep a stopping process alive.
    worker.unref()
    return (this.#worker = worker)
  }

  #settle(answered: Answered): void {
    const waiting = this.#waiting.get(answered.id)
    this.#waiting.delete(answered.id)
    if (answered.ok) waiting?.resolve(answered.answer as never)
    else waiting?.reject(new Error(answered.message))
  }

  /** Who waits hears why; the next question starts a new thread. */
  #end(why: string): void {
    this.#worker = null
    for (const { reject } of this.#waiting.values()) reject(new Error(why))
    this.#waiting.clear()
  }
}

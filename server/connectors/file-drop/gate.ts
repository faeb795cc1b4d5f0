import { FeedError } from '../connector.ts'

/**
 * A disk that does not answer holds a thread, of which the whole server has four: passwords, names and pages wait for the same ones. So few
 * are ever held for folders, all of them together.
 */
const AT_ONCE = 2
/** Real time, for one question. */
const PATIENCE_MS = 30_000

export interface Gate {
  /**
   * Asks the disk that a folder lies on. Rejects when it does not answer in time, has not answered since before, or nobody waits any
   * more.
   */
  ask<T>(folder: string, work: () => Promise<T>, signal: AbortSignal): Promise<T>
  /** What is to be done in any case, once the disk answers; nobody waits for it. */
  finish(folder: string, work: () => Promise<void>): void
}

interface GateOptions {
  readonly atOnce?: number
  readonly patienceMs?: number
}

interface Question {
  readonly folder: string
  readonly start: () => void
}

interface Turn<T> {
  readonly answer: Promise<T>
  /** Nobody waits for it any more; false where it has begun. */
  readonly leave: () => boolean
}

/** So many questions at a time, and of one folder one: its disk must not hold every thread that there is. */
function createTurns(atOnce: number): <T>(folder: string, work: () => Promise<T>) => Turn<T> {
  const waiting: Question[] = []
  const asked = new Set<string>()

  function next(): void {
    while (asked.size < atOnce) {
      const question = waiting.find(({ folder }) => !asked.has(folder))
      if (question === undefined) return
      leave(question)
      asked.add(question.folder)
      question.start()
    }
  }

  function leave(question: Question): boolean {
    const place = waiting.indexOf(question)
    if (place === -1) return false
    waiting.splice(place, 1)
    return true
  }

  return (folder, work) => {
    let start: () => void = () => undefined
    const begun = new Promise<void>(resolve => (start = resolve))
    const question = { folder, start }
    waiting.push(question)
    const answer = begun.then(work).finally(() => {
      asked.delete(folder)
      next()
    })
    next()
    return { answer, leave: () => leave(question) }
  }
}

export function createGate({ atOnce = AT_ONCE, patienceMs = PATIENCE_MS }: GateOptions = {}): Gate {
  const turnOf = createTurns(atOnce)
  /** Folders of whose disks nobody waits for the answer any more. */
  const hanging = new Set<string>()

  async function ask<T>(folder: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    if (hanging.has(folder)) throw silent(folder)
    const turn = turnOf(folder, work)
    const patience = patienceFor(patienceMs, () => silent(folder), signal)
    let isAnswered = false
    const answer = turn.answer.finally(() => {
      isAnswered = true
      hanging.delete(folder)
    })
    try {
      return await Promise.race([answer, patience.over])
    } finally {
      patience.end()
      // Whoever was stopped says nothing of the disk.
      if (!isAnswered && !turn.leave() && !signal.aborted) hanging.add(folder)
    }
  }

  return {
    ask,
    finish: (folder, work) => void turnOf(folder, work).answer.catch(() => undefined),
  }
}

const silent = (folder: string): FeedError =>
  new FeedError(`the disk of the folder ${folder} does not answer`, {
    blame: 'upstream',
    retry: true,
    fault: 'slow',
  })

interface Patience {
  readonly over: Promise<never>
  readonly end: () => void
}

function patienceFor(ms: number, fault: () => Error, signal: AbortSignal): Patience {
  let end: () => void = () => undefined
  const over = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    const timer = setTimeout(() => reject(fault()), ms)
    signal.addEventListener('abort', stop, { once: true })
    end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
  })
  return { over, end }
}

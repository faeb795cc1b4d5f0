import { ask, openConnection } from '../ground/load.ts'
import { instant } from './wall.ts'

/** Events posted at a steady rate, whether the server keeps up or not. */
export interface Drive {
  /** When the first was due (`instant`). */
  readonly start: number
  /** Posts in a second. */
  readonly perSecond: number
  /** Events in a post. */
  readonly batch: number
  /** Events that were sent before. */
  readonly first: number
  readonly count: number
}

export interface Pace {
  readonly perSecond: number
  /** How long answers are waited for after the last post was due. */
  readonly patienceMs: number
  readonly isGood: (answer: string) => boolean
}

const CONNECTIONS = 32

/**
 * Posts whole requests, each when it is due; where no connection is free it waits for one, and is late. Resolves with the
 * start when all are answered, or so long after the last was due. Throws when an answer is not a good one.
 */
export async function post(
  address: string,
  requests: readonly Buffer[],
  { perSecond, patienceMs, isGood }: Pace,
): Promise<number> {
  const free = await Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(address)))
  const connections = [...free]
  const start = instant() + 20
  const dueAt = (n: number) => start + (1000 * n) / perSecond
  let next = 0
  let answered = 0
  let fault: unknown = null
  async function send(request: Buffer) {
    const connection = free.pop()!
    const answer = await ask(connection, request)
    if (!isGood(answer)) throw new Error(`answered: ${answer}`)
    answered++
    free.push(connection)
  }
  const giveUpAt = dueAt(requests.length) + patienceMs
  while (answered < requests.length && fault === null && instant() < giveUpAt) {
    while (next < requests.length && free.length > 0 && dueAt(next) <= instant())
      send(requests[next++]!).catch((error: unknown) => (fault ??= error))
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  const broken = fault
  for (const connection of connections) connection.destroy()
  if (broken !== null) throw broken
  return start
}

import type { Response } from 'express'

/** Nothing was done: what was asked for does not fit how it stands. Answered with 409 and how it stands. */
export class Stale<T> extends Error {
  override readonly name = 'Stale'
  readonly code: string
  readonly current: T | null

  constructor(code: string, message: string, current: T | null) {
    super(message)
    this.code = code
    this.current = current
  }
}

/** What does not fit how it stands is answered with how it stands. */
export async function orStale<T>(response: Response, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Stale)) throw error
    const { code, message, current } = error as Stale<unknown>
    response.status(409).set('cache-control', 'no-store').json({ error: message, code, current })
    return undefined
  }
}

const MESSAGES = {
  stale: 'it has changed since you saw it; look at it again',
  notNow: 'this cannot be done as it stands now',
} as const

/** A step that does not fit how the thing stands. */
export const staleStep = <T>(code: keyof typeof MESSAGES, current: T): Stale<T> =>
  new Stale(code, MESSAGES[code], current)

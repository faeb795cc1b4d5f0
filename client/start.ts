import type { Start } from '../shared/sync/start.ts'

/** A wall asks as a screen, whoever sits at its browser; a desk asks as the person who is signed in. */
export type Seat = 'wall' | 'desk'

export const seatOf = (path: string): Seat => (/^\/wall(\/|$)/.test(path) ? 'wall' : 'desk')

interface Parts {
  readonly later: (ms: number, run: () => void) => () => void
  readonly chance: () => number
  readonly seat: Seat
  /** The server lets nobody in from here: resolves once it might. */
  readonly onDenied: () => Promise<void>
}

const LONGEST_WAIT_MS = 15_000

/** Asks until the server answers: a wall that was switched on before its server must not stay dark. */
export async function askStart({ later, chance, seat, onDenied }: Parts): Promise<Start> {
  for (let attempt = 0; ; attempt++) {
    const answer = await askOnce(seat)
    if (answer === 'denied') {
      await onDenied()
      continue
    }
    if (answer !== null) return answer
    const most = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** Math.min(attempt, 10))
    await new Promise<void>(resolve => void later(chance() * most, resolve))
  }
}

/** null: the server does not answer. */
export async function askOnce(seat: Seat): Promise<Start | 'denied' | null> {
  try {
    const response = await fetch(`/api/start?as=${seat}`, { cache: 'no-store' })
    if (response.status === 401 || response.status === 403) return 'denied'
    return response.ok ? ((await response.json()) as Start) : null
  } catch (error) {
    console.warn('the server does not answer yet', error)
    return null
  }
}

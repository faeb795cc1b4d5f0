import type { Left } from '../../shared/people/wire.ts'

const AT_MOST_MS = 60_000

const listeners = new Set<(left: Left) => void>()

/** Calls `hear` with how long the session lasts each time that the server was told of a hand; returns the stop. */
export function onLeft(hear: (left: Left) => void): () => void {
  listeners.add(hear)
  return () => void listeners.delete(hear)
}

/** Says that there is a hand. The status tells whether it was still a session's. */
export async function tellNow(): Promise<number> {
  const answer = await fetch('/api/activity', { method: 'POST' })
  if (answer.ok) {
    const left = (await answer.json()) as Left
    for (const hear of listeners) hear(left)
  }
  return answer.status
}

/**
 * Tells the server that there is a hand at this desk, once a minute at most: sessions end without one, and what comes over the socket
 * by itself is none (T-AUTH-04). Who has no session is asked no more.
 */
export function tellOfHands(now: () => number): void {
  let toldAt = Number.NEGATIVE_INFINITY
  let isOver = false
  const tell = () => {
    if (isOver || now() - toldAt < AT_MOST_MS) return
    toldAt = now()
    tellNow().then(
      status => (isOver = status === 401 || status === 403),
      (error: unknown) => console.warn('the server could not be told of a hand', error),
    )
  }
  for (const hand of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])
    addEventListener(hand, tell, { passive: true })
}

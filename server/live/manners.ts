import type { Socket } from 'socket.io'

/** A screen asks a few times when it opens, and then when it fell behind. */
const AT_ONCE = 40
const A_SECOND = 10

/**
 * Cuts off a socket that asks without end: each question is answered, and somebody who does not even read the answers would
 * have them queue (T-SOCK-01). The connection is closed as if it broke, so that a screen comes back by itself, after a while.
 * `clock`: monotonic milliseconds.
 */
export function expectManners(socket: Pick<Socket, 'use' | 'conn'>, clock: () => number): void {
  let left = AT_ONCE
  let at = clock()
  socket.use((_event, next) => {
    const now = clock()
    left = Math.min(AT_ONCE, left + ((now - at) / 1000) * A_SECOND) - 1
    at = now
    if (left < 0) socket.conn.close()
    else next()
  })
}

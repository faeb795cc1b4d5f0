import { io } from 'socket.io-client'
import type { Seat } from '../start.ts'
import type { Wire } from './link.ts'

const HIDDEN_FRAME_MS = 250
/** A page that is hidden after it asked for a frame gets none either. */
const LATEST_FRAME_MS = 1_000

export const now = () => performance.now()
export const chance = () => Math.random()

export function later(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** A hidden page gets no frames, and must not pile up what comes meanwhile. */
export function frame(run: () => void): void {
  if (document.hidden) {
    later(HIDDEN_FRAME_MS, run)
    return
  }
  let isDue = true
  const draw = () => {
    if (isDue) run()
    isDue = false
    drop()
  }
  const drop = later(LATEST_FRAME_MS, draw)
  requestAnimationFrame(draw)
}

export const openWire = (seat: Seat): Wire =>
  io({
    query: { as: seat },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    // The machine in live/connection.ts decides when to come back.
    reconnection: false,
    forceNew: true,
  })

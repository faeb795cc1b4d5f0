import type { Wire } from './link.ts'

/** A socket whose other end is the test. */
export interface FakeWire extends Wire {
  readonly closed: boolean
  /** Something comes over it. */
  hear(event: string, ...parts: unknown[]): void
  /** What was sent under a name. */
  sent(event: string): unknown[]
}

type Listener = (...parts: unknown[]) => void

export function createFakeWire(): FakeWire {
  const listeners = new Map<string, Listener>()
  const messages: (readonly [string, unknown])[] = []
  let closed = false
  return {
    emit: (event, message) => void messages.push([event, message]),
    on: (event, listener) => void listeners.set(event, listener),
    close: () => void (closed = true),
    get closed() {
      return closed
    },
    hear: (event, ...parts) => listeners.get(event)?.(...parts),
    sent: event => messages.filter(([name]) => name === event).map(([, message]) => message),
  }
}

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** Sockets, time and pictures that move when the test says so. */
export function bench() {
  const wires: FakeWire[] = []
  let now = 0
  let timers: Timer[] = []
  let frames: (() => void)[] = []

  return {
    wires,
    parts: {
      open: () => {
        const wire = createFakeWire()
        wires.push(wire)
        return wire
      },
      now: () => now,
      chance: () => 0.5,
      later: (ms: number, run: () => void) => {
        const timer = { at: now + ms, run }
        timers.push(timer)
        return () => void (timers = timers.filter(other => other !== timer))
      },
      frame: (run: () => void) => void frames.push(run),
    },
    /** Draws what waits to be drawn. */
    picture() {
      const due = frames
      frames = []
      for (const run of due) run()
    },
    /** Time passes, timer by timer. */
    pass(ms: number) {
      const end = now + ms
      for (;;) {
        const due = timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        timers = timers.filter(timer => timer !== due)
        now = Math.max(now, due.at)
        due.run()
      }
      now = end
    },
  }
}

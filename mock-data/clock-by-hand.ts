import type { Cancel, Clock, Window } from './clock.ts'

/** A clock that stands until it is moved: for tests, and for computing what an upstream would have done. */
export interface ClockByHand extends Clock {
  /** Moves on, running what falls due in order and waiting for each. */
  advance(to: number): Promise<void>
}

interface Due {
  readonly at: number
  readonly order: number
  readonly run: () => void | Promise<void>
}

export function clockByHand(start: number): ClockByHand {
  let time = start
  let order = 0
  const waiting = new Set<Due>()
  const at = (instant: number, run: () => void | Promise<void>): Cancel => {
    const due = { at: Math.max(instant, time), order: order++, run }
    waiting.add(due)
    return () => void waiting.delete(due)
  }
  const every = (period: number, run: Window, since = time): Cancel => {
    let from = since
    let cancel: Cancel = () => {}
    const next = () => {
      cancel = at((Math.floor(time / period) + 1) * period, turn)
    }
    const turn = async () => {
      next()
      if (time <= from) return
      await run(from, time)
      from = time
    }
    next()
    return () => cancel()
  }
  const advance = async (to: number): Promise<void> => {
    for (let due = first(waiting, to); due !== null; due = first(waiting, to)) {
      waiting.delete(due)
      time = due.at
      await due.run()
    }
    time = Math.max(time, to)
  }
  return { speed: 1, now: () => time, at, every, advance }
}

function first(waiting: ReadonlySet<Due>, to: number): Due | null {
  let earliest: Due | null = null
  for (const due of waiting) {
    const sooner =
      earliest === null || due.at < earliest.at || (due.at === earliest.at && due.order < earliest.order)
    if (due.at <= to && sooner) earliest = due
  }
  return earliest
}

import { cityTime, type ClockSetting } from '../shared/calendar/city-clock.ts'

/** Ends what was started; never fails, may be called twice. */
export type Cancel = () => void

/** A stretch of city time whose end has passed: events with from < at <= to are due. Windows follow one another without gap. */
export type Window = (from: number, to: number) => void | Promise<void>

/** The time of the city, epoch ms. Everything the pretend city does hangs on it, so that it can run at any speed. */
export interface Clock {
  /** City seconds per real second. */
  readonly speed: number
  readonly now: () => number
  /** Runs once the city's time has reached the instant (at once when it has passed). */
  at(instant: number, run: () => void | Promise<void>): Cancel
  /** Runs for each passed window, about every `period` ms of city time, never twice at once: a slow run makes the next window wider. */
  every(period: number, run: Window, since?: number): Cancel
}

/** What a clock needs of the machine: its time and its timers. */
export interface Machine {
  now(): number
  wait(ms: number, run: () => void): Cancel
}

export const machine: Machine = {
  now: () => Date.now(),
  wait: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Long waits are cut, so that a stepped machine clock and the 24.8-day limit of timers do no harm. */
const LONGEST_WAIT = 60_000
/** At high speed a short period would be shorter than a timer's own grain. */
const SHORTEST_WAIT = 20

export interface ClockOptions {
  /** The machine instant at which a moved clock shows its start: processes that share it show the same time. */
  readonly anchor: number
  /** Told of every scheduled step that failed. */
  readonly report: (fault: unknown) => void
  readonly on?: Machine
}

export function createClock(setting: ClockSetting, { anchor, report, on = machine }: ClockOptions): Clock {
  const speed = setting.type === 'real' ? 1 : setting.speed
  const now = () => cityTime(setting, anchor, on.now())
  const at = (instant: number, run: () => void | Promise<void>): Cancel => {
    let cancel: Cancel = () => {}
    const look = () => {
      const left = (instant - now()) / speed
      if (left > 0) cancel = on.wait(Math.min(Math.ceil(left), LONGEST_WAIT), look)
      else Promise.resolve().then(run).catch(report)
    }
    look()
    return () => cancel()
  }
  return {
    speed,
    now,
    at,
    every: (period, run, since = now()) => repeat({ now, at, speed, report }, period, run, since),
  }
}

interface Ticking {
  readonly speed: number
  readonly now: () => number
  readonly at: Clock['at']
  readonly report: (fault: unknown) => void
}

function repeat(clock: Ticking, period: number, run: Window, since: number): Cancel {
  const grain = Math.max(period, SHORTEST_WAIT * clock.speed)
  let from = since
  let stopped = false
  let cancel: Cancel = () => {}
  const next = () => {
    if (!stopped) cancel = clock.at((Math.floor(clock.now() / grain) + 1) * grain, turn)
  }
  const turn = async () => {
    const to = clock.now()
    if (stopped || to <= from) return next()
    try {
      await run(from, to)
      from = to
    } catch (fault) {
      clock.report(fault)
    }
    next()
  }
  next()
  return () => {
    stopped = true
    cancel()
  }
}

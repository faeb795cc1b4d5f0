import { NO_PAUSES, stopsOf, type Pause } from '../calendar/pauses.ts'

/** Whether the clock of a limit stands, and when that changes by itself. */
export interface ClockState {
  readonly stands: boolean
  readonly nextAt: number | null
}

const STANDS: ClockState = { stands: true, nextAt: null }
const RUNS: ClockState = { stands: false, nextAt: null }

export function clockAt(now: number, paused: boolean, pauses: readonly Pause[] = NO_PAUSES): ClockState {
  if (paused) return STANDS
  const stop = stopsOf(pauses).find(({ to }) => to > now)
  if (stop === undefined) return RUNS
  if (stop.from > now) return { stands: false, nextAt: stop.from }
  return stop.to === Infinity ? STANDS : { stands: true, nextAt: stop.to }
}

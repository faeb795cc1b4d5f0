export interface AlarmParts {
  readonly now: () => number
  /** Runs later, once; returns how to call it off. */
  readonly later: (ms: number, run: () => void) => () => void
}

/** Rings once at an instant that may be moved any time. A timer that comes early is set again. */
export interface Alarm {
  set(at: number): void
  stop(): void
}

export function createAlarm({ now, later }: AlarmParts, ring: () => void): Alarm {
  let due = 0
  let cancel = () => {}

  function check(): void {
    if (now() >= due) ring()
    else set(due)
  }

  function set(at: number): void {
    cancel()
    due = at
    cancel = later(Math.max(0, at - now()), check)
  }

  return { set, stop: () => cancel() }
}

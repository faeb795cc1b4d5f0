/** Less is the clock being kept right, and what is kept by it may be off by so much. */
const STEP_MS = 1_000

/**
 * The machine's time as it was at the start and what has passed since. Somebody who sets the machine's clock, or a time service that finds
 * it wrong, makes no session older and no lock-out shorter (F-47). While a machine sleeps nothing passes.
 */
export interface SteadyClock {
  now(): number
  /** ms by which the machine's clock was set since this clock last followed it, else 0. */
  step(): number
  /**
   * From here on `now` is the machine's again. Whoever keeps instants moves them by as much first: until that is written, what is kept and
   * this clock go on together (PPL37).
   */
  follow(step: number): void
}

export function createSteadyClock(world: () => number, elapsed: () => number): SteadyClock {
  let ahead = world() - elapsed()
  return {
    // Instants are whole ms wherever they are kept.
    now: () => Math.round(elapsed() + ahead),
    step() {
      const step = Math.round(world() - elapsed() - ahead)
      return Math.abs(step) < STEP_MS ? 0 : step
    },
    follow(step) {
      ahead += step
    },
  }
}

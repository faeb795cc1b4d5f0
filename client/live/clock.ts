/**
 * The city's clock, as far as the server told of it. Readings come over a network: each is late by an unknown span and
 * never early, so the one that says the most was the fastest. `at` is the screen's own monotonic clock.
 */
export interface CityClock {
  /** The server says what time it is in the city, and how fast it passes. */
  heard(now: number, speed: number, at: number): void
  /** null before the server said anything. Never goes back by little: a clock that twitches cannot be read. */
  now(at: number): number | null
  /** What time it was in the city at an instant that is past. */
  then(at: number): number | null
  readonly speed: number
}

/** Further off than this is no delay of the network: the city's clock was set, or this machine slept. */
const JUMP_MS = 5_000
/** How much of a slower reading is taken over: a network that became slower must not drag the clock at once. */
const EASE = 0.1

export function createCityClock(): CityClock {
  let base: { readonly now: number; readonly at: number } | null = null
  let speed = 1
  let shown = Number.NEGATIVE_INFINITY

  const estimate = (at: number): number | null => (base === null ? null : base.now + (at - base.at) * speed)

  return {
    heard(now, newSpeed, at) {
      const expected = estimate(at)
      const off = expected === null ? 0 : now - expected
      const jumped = expected === null || newSpeed !== speed || Math.abs(off) > JUMP_MS * newSpeed
      if (jumped) shown = Number.NEGATIVE_INFINITY
      base = { now: jumped ? now : expected + off * (off > 0 ? 1 : EASE), at }
      speed = newSpeed
    },
    now(at) {
      const now = estimate(at)
      if (now === null) return null
      shown = Math.max(shown, now)
      return Math.floor(shown)
    },
    then: at => {
      const time = estimate(at)
      return time === null ? null : Math.floor(time)
    },
    get speed() {
      return speed
    },
  }
}

/** A bucket of requests that fills up again with real time, however fast the city's runs. */
export interface Throttle {
  /** 0 when the request may pass, otherwise the seconds to wait. */
  ask(): number
}

const MOST = 60
const PER_SECOND = 10

/** `now` is city time, of which `speed` seconds pass in a real one. */
export function createThrottle(now: () => number, speed: number): Throttle {
  let left = MOST
  let filledAt = now()
  return {
    ask: () => {
      const at = now()
      left = Math.min(MOST, left + (Math.max(0, at - filledAt) / 1000 / speed) * PER_SECOND)
      filledAt = at
      if (left < 1) return Math.max(1, Math.ceil((1 - left) / PER_SECOND))
      left--
      return 0
    },
  }
}

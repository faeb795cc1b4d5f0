/** One or two pictures of a screen: nobody sees more. */
const LEAST_GAP_MS = 25
/** However many screens there are, each sees a change within this. */
const LONGEST_GAP_MS = 250
/** The gap is this many times what the last flush took: telling the screens may take a ninth of the time. */
const GAP_FACTOR = 8

export interface FlushParts {
  readonly flush: () => void
  /** Monotonic milliseconds. */
  readonly clock: () => number
}

/** When the screens are told. */
export interface Flushes {
  /** Something changed: it is told at once after a quiet time, with the rest where much changes. */
  changed(): void
  stop(): void
}

/**
 * A change after a quiet time is told at once; what comes in the gap after a flush is told together at its end. The gap
 * grows with what a flush costs, so that a hundred screens hear of things sooner and two thousand do not take the server's
 * time. Where nothing changes nothing runs.
 */
export function startFlushes({ flush, clock }: FlushParts): Flushes {
  let timer: ReturnType<typeof setTimeout> | null = null
  let next = Number.NEGATIVE_INFINITY

  function run(): void {
    timer = null
    const start = clock()
    flush()
    const end = clock()
    next = end + Math.min(LONGEST_GAP_MS, Math.max(LEAST_GAP_MS, GAP_FACTOR * (end - start)))
  }

  return {
    changed() {
      timer ??= setTimeout(run, Math.max(0, next - clock()))
    },
    stop() {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

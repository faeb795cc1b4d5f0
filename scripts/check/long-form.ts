/** `LONG=1`: faults are repeated hundreds of times, and what is searched at random is searched ten times as far. */
export const LONG = process.env['LONG'] === '1'

/** The long form repeats at most some seventeen times what the short one does, and the short limits leave room for a busy machine. */
const LONGER = 10
const LEAST_LONG_MS = 20 * 60_000

/**
 * How many milliseconds a test may take that is done within `seconds` in the short form. In the long form it has ten times as
 * long, and twenty minutes at least.
 */
export const timeLimit = (seconds: number, long = LONG): number =>
  long ? Math.max(LEAST_LONG_MS, LONGER * seconds * 1000) : seconds * 1000

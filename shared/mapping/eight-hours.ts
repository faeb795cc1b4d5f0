import { HOUR, MINUTE } from '../calendar/civil.ts'

/** Of China to UTC: by so much an upstream is wrong that takes the one for the other (A10). */
export const EIGHT_HOURS = 8 * HOUR

/** How far from eight hours ahead of now still looks like them: it took some time to come here, and clocks are a little wrong. */
const ABOUT = 30 * MINUTE

/** Local time sent as if it were UTC. */
export const isEightAhead = (at: number, now: number): boolean => Math.abs(at - now - EIGHT_HOURS) <= ABOUT

/**
 * UTC sent as if it were local time, of records that are always written within `most` of their event: as if it had lain there for
 * eight hours. It only looks like it, since a record may have been forgotten for just so long.
 */
export const isEightBehind = (event: number, writtenAt: number, most: number): boolean =>
  writtenAt - event >= EIGHT_HOURS && writtenAt - event <= EIGHT_HOURS + most

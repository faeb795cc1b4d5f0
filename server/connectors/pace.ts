import { setTimeout as sleep } from 'node:timers/promises'
import { FeedError, type FeedAccess, type Running } from './connector.ts'
import { nextDaily, type Schedule } from './schedule.ts'

const FIRST_DELAY_MS = 1_000
const SHORTEST_DELAY_MS = 250
const LONGEST_DELAY_MS = 60_000
/** Two seconds apart at most: about a minute. */
const EARLY_TRIES = 60
/** Real time until one is asked again of which more may be coming. */
const SOON_MS = 1_000
/** However fast the city's time goes. */
const SHORTEST_REST_MS = 100
/** A daily turn looks at the city's clock so often: clocks step, and a timer of hours does not hear of it. */
const LONGEST_REST_MS = 60_000

export interface Pace {
  readonly schedule: Schedule
  /**
   * One turn; `signal` ends it early when the feed stops. Throws when the upstream could not be asked. True: more may be
   * coming up just now, so the next turn comes soon.
   */
  readonly turn: (signal: AbortSignal) => Promise<boolean | void>
  /** Reads one piece of the past; false when there is none left. Called while no turn is due. */
  readonly past?: (signal: AbortSignal) => Promise<boolean>
  readonly random?: () => number
}

/**
 * Asks again and again. After a failure it waits a random part of a growing delay (full jitter), so that a thousand
 * feeds that failed together do not come back together; an upstream that names a delay gets that one.
 */
export function keepAsking(access: FeedAccess, pace: Pace): Running {
  const end = new AbortController()
  const running = loop(access, pace, end.signal)
  return {
    stop: async () => {
      end.abort()
      await running
    },
  }
}

async function loop(access: FeedAccess, pace: Pace, signal: AbortSignal): Promise<void> {
  const { schedule, turn, past, random = Math.random } = pace
  let isReached = false
  let early = 0
  for (let failures = 0; !signal.aborted;) {
    let isMoreComing = false
    const failure = await attempt(access, signal, async () => {
      isMoreComing = (await turn(signal)) === true
    })
    failures = failure === null ? 0 : failures + 1
    isReached ||= failure === null
    if (failure !== null) await rest(delayAfter(failure, failures, random, isReached), signal)
    else {
      early = isMoreComing ? early + 1 : 0
      const due = restUntilDue(access, schedule, early, signal)
      if (past !== undefined) await catchUp(access, pace, due, signal)
      await due
    }
  }
}

/** Piece by piece until nothing is left or the next turn is due, which then goes first. */
async function catchUp(
  access: FeedAccess,
  pace: Pace,
  due: Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { past = async () => false, random = Math.random } = pace
  let isDue = false
  void due.then(() => (isDue = true))
  let isLeft = true
  for (let failures = 0; isLeft && !isDue && !signal.aborted;) {
    const failure = await attempt(access, signal, async () => {
      isLeft = await access.aside(() => past(signal))
    })
    failures = failure === null ? 0 : failures + 1
    if (failure !== null) await Promise.race([due, rest(delayAfter(failure, failures, random), signal)])
  }
}

/** null: it went well, or the feed stops. */
export async function attempt(
  access: FeedAccess,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<unknown> {
  try {
    await work()
    return null
  } catch (error) {
    if (signal.aborted) return null
    await report(access, error)
    return error
  }
}

/** A failed report must not end the loop: the journal may be full for a while too. */
async function report(access: FeedAccess, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error)
  try {
    await access.fail(reason, error instanceof FeedError ? error.fault : 'other')
  } catch (journal) {
    access.log('error', `the failure could not be journaled: ${String(journal)}`)
  }
}

/**
 * Real milliseconds to wait after so many failures in a row, of which `error` is the last. One that was never reached
 * since the start may be coming up just now: for about a minute its delay does not grow.
 */
export function delayAfter(error: unknown, failures: number, random: () => number, isReached = true): number {
  const early = isReached ? 0 : EARLY_TRIES
  const growing = Math.max(Math.min(failures - 1, 1), failures - 1 - early)
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(growing, 10))
  const named = error instanceof FeedError ? error.retryAfterMs : null
  return Math.max(SHORTEST_DELAY_MS, named ?? random() * ceiling)
}

/** Real milliseconds between two turns; `early` turns in a row, the last among them, said that more is coming. */
export function restBetween(seconds: number, speed: number, early: number): number {
  const ordinary = Math.max(SHORTEST_REST_MS, (seconds * 1000) / speed)
  return early > 0 && early <= EARLY_TRIES ? Math.min(SOON_MS, ordinary) : ordinary
}

async function restUntilDue(
  access: FeedAccess,
  schedule: Schedule,
  early: number,
  signal: AbortSignal,
): Promise<void> {
  if (schedule.type === 'every') return rest(restBetween(schedule.seconds, access.speed, early), signal)
  const due = nextDaily(schedule.time, access.now())
  for (let left = due - access.now(); left > 0 && !signal.aborted; left = due - access.now())
    await rest(Math.min(LONGEST_REST_MS, Math.max(SHORTEST_REST_MS, left / access.speed)), signal)
}

/** Ends early when the feed stops. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

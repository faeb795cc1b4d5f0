import { dueAt as dueFrom, type Due } from '../../calendar/due.ts'
import { netWork } from '../../calendar/elapsed.ts'
import type { Limit } from '../../calendar/limit.ts'
import { stopsOf, type Pause, type Stop } from '../../calendar/pauses.ts'
import { daysLeftAt } from '../days-left.ts'
import type { Env } from '../kind.ts'
import { earlier } from '../next-at.ts'
import { usedShareAt, workedBetween } from '../used-share.ts'
import type { CaseFields } from './fields.ts'
import { stationShareOf, type Whereabouts } from './whereabouts.ts'

export const limitOf = ({ promisedLimit = null, promisedUnit }: CaseFields): Limit | null =>
  promisedLimit === null ? null : { n: promisedLimit, unit: promisedUnit ?? 'workday' }

const UNLIMITED: Due = { at: null, provisional: false, paused: false }

export const dueOf = (
  acceptedAt: number | null,
  limit: Limit | null,
  pauses: readonly Pause[],
  env: Env,
): Due =>
  acceptedAt === null || limit === null ? UNLIMITED : dueFrom(acceptedAt, limit, env.calendar, pauses)

/** How far an open case is within its limit. */
export interface Progress {
  /** Per cent of the limit, by working time, in steps of two. */
  readonly share: number | null
  readonly stationShare: number | null
  readonly daysLeft: number | null
  readonly overdueDays: number | null
  /** Since when its clock stands; null while it runs. */
  readonly pausedSince: number | null
  readonly nextAt: number | null
}

export const NO_PROGRESS: Progress = {
  share: null,
  stationShare: null,
  daysLeft: null,
  overdueDays: null,
  pausedSince: null,
  nextAt: null,
}

const SHARE_STEP = 2

export interface Running {
  readonly acceptedAt: number
  readonly limit: Limit | null
  readonly due: Due
  readonly pauses: readonly Pause[]
  readonly whereabouts: Whereabouts
}

export function progressOf(running: Running, env: Env): Progress {
  const stops = stopsOf(running.pauses)
  const shares = sharesOf(running, stops, env)
  const left = leftOf(running, env)
  return {
    share: shares.share,
    stationShare: shares.stationShare,
    daysLeft: left.days,
    overdueDays: left.overdue,
    pausedSince: standsSince(stops, env.now),
    nextAt: earlier(left.nextAt, shares.nextAt),
  }
}

const NO_SHARES = { share: null, stationShare: null, nextAt: null }

const hasEnd = (pause: Pause): boolean => pause.kind === 'extension' || pause.to !== null

/** While a stop without an end stands, shares are measured as if it were over at once: they stand where they were. */
function sharesOf(
  { acceptedAt, limit, due, pauses, whereabouts }: Running,
  stops: readonly Stop[],
  env: Env,
): Pick<Progress, 'share' | 'stationShare' | 'nextAt'> {
  const { calendar, now } = env
  const ended = pauses.filter(hasEnd)
  const end = due.at ?? dueOf(acceptedAt, limit, ended, env).at
  if (end === null) return NO_SHARES
  const total = workedBetween(calendar, acceptedAt, end, stopsOf(ended))
  const share = usedShareAt({ calendar, from: acceptedAt, total, stops, step: SHARE_STEP, most: 100 }, now)
  const station = stationShareOf(whereabouts, total, calendar, stops, now)
  const over = due.at !== null && now > due.at
  return {
    share: over ? 100 : share.percent,
    stationShare: station.percent,
    nextAt: earlier(share.nextAt, station.nextAt),
  }
}

const NOTHING_LEFT = { days: null, overdue: null, nextAt: null }

function leftOf({ due, pauses }: Running, { now, calendar }: Env) {
  if (due.at === null) return NOTHING_LEFT
  const { days, nextAt } = daysLeftAt(now, due.at, calendar, pauses)
  return { days, overdue: now > due.at ? 0 - days : null, nextAt }
}

const standsSince = (stops: readonly Stop[], now: number): number | null =>
  stops.find(({ from, to }) => from <= now && now < to)?.from ?? null

/** Working days it took; null when it ended before it was accepted, or nobody knows when (A14). */
export function netDaysOf(
  acceptedAt: number | null,
  doneAt: number | null,
  pauses: readonly Pause[],
  env: Env,
): number | null {
  if (acceptedAt === null || doneAt === null) return null
  return netWork(acceptedAt, doneAt, 'workday', env.calendar, pauses)?.n ?? null
}

import type { Calendar } from '../../calendar/calendar.ts'
import type { Stop } from '../../calendar/pauses.ts'
import { usedShareAt, type UsedShare } from '../used-share.ts'
import type { Step } from './case-file.ts'
import { endOf, isOver } from './standing.ts'
import { stationAfter, STATION_PERCENT, type Station } from './stations.ts'

/** At which step an open case lies, and since when. */
export interface Whereabouts {
  readonly station: Station
  readonly since: number
}

/**
 * The step that was begun last and is not over. Between two steps a case lies at the one that follows, from the moment
 * the one before was over; without any it waits for its first.
 */
export function whereaboutsOf(steps: readonly Step[], acceptedAt: number): Whereabouts {
  let running: Step | null = null
  let finished: Step | null = null
  for (const step of steps) {
    if (isOver(step.fields)) finished = step
    else running = step
  }
  if (running !== null) return { station: running.fields.station ?? 'other', since: running.fields.startAt }
  if (finished === null) return { station: 'accept', since: acceptedAt }
  const { station, startAt } = finished.fields
  const since = Math.max(acceptedAt, endOf(finished.fields) ?? startAt)
  return { station: stationAfter(station ?? 'other'), since }
}

/** In steps of ten per cent, up to thrice what is usual: enough to see where cases get stuck. */
const STEP = 10
const MOST = 300

/** How much of the station's part of the limit the case has used there. */
export function stationShareOf(
  { station, since }: Whereabouts,
  limitWorktime: number,
  calendar: Calendar,
  stops: readonly Stop[],
  now: number,
): UsedShare {
  const total = Math.round((limitWorktime * STATION_PERCENT[station]) / 100)
  return usedShareAt({ calendar, from: since, total, stops, step: STEP, most: MOST }, now)
}

import { HOUR, dayNumber } from '../calendar/civil.ts'
import type { Limit, Unit } from '../calendar/limit.ts'
import { addMonths } from '../calendar/months.ts'
import type { Lead } from '../calendar/notice.ts'

/** How near is near: whichever of a fixed span and a share of the limit is longer. */
export interface Threshold {
  readonly least: Lead
  readonly percent: number
}

export interface RiskPolicy {
  /** 临期: no more than this remains. */
  readonly soon: Threshold
  /** 严重超时: overdue by more than this. */
  readonly severe: Threshold
}

const BY_DAYS: RiskPolicy = {
  soon: { least: { n: 1, unit: 'workday' }, percent: 20 },
  severe: { least: { n: 5, unit: 'workday' }, percent: 50 },
}

/**
 * DOMAIN 2.5. A working day before due would mark a four-hour limit from its first minute, so limits in hours have
 * spans of their own size: half a working hour and a working day, an hour and a day.
 */
export const RISK_POLICY: { readonly [unit in Unit]: RiskPolicy } = {
  workday: BY_DAYS,
  day: BY_DAYS,
  month: BY_DAYS,
  workhour: {
    soon: { least: { n: 0.5, unit: 'workhour' }, percent: 20 },
    severe: { least: { n: 8, unit: 'workhour' }, percent: 50 },
  },
  hour: {
    soon: { least: { n: 1, unit: 'hour' }, percent: 20 },
    severe: { least: { n: 24, unit: 'hour' }, percent: 50 },
  },
}

/** So many percent of a limit; days that are counted whole are rounded as told. A month's share is counted in days. */
export function shareOf(limit: Limit, percent: number, startAt: number, whole: (n: number) => number): Lead {
  const of = (n: number) => (n * percent) / 100
  switch (limit.unit) {
    case 'workday':
    case 'day':
      return { n: whole(of(limit.n)), unit: limit.unit }
    case 'month': {
      const day = dayNumber(startAt)
      return { n: whole(of(addMonths(day, limit.n) - day)), unit: 'day' }
    }
    case 'workhour':
    case 'hour':
      return { n: Math.round(of(limit.n) * HOUR) / HOUR, unit: limit.unit }
  }
}

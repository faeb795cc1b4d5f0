import { dayNumber, minuteOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw } from '../random.ts'
import type { SiteMinute } from './model.ts'
import type { Site } from './sites.ts'

/**
 * A16: what the gates of a site do wrong in a minute. They count down for an hour, begin at 0 again within one minute, or
 * missed some who came in, so that at night less than nobody is inside.
 */
export type GateFault = 'backwards' | 'reset' | 'missed'

/** The minute of a day's fault, while the site is open. */
function faultMinute({ seed }: PretendCity, { code, opens, closes }: Site, day: number): number {
  const minutes = (closes - opens - 2) * 60
  return (opens + 1) * 60 + Math.floor(minutes * draw(seed, 'tour fault minute', code, day))
}

export function gateFault(city: PretendCity, { site, at }: SiteMinute): GateFault | null {
  const day = dayNumber(at)
  if (!city.anomalies.hits('A16', ['tour', site.code, day])) return null
  const [minute, begins] = [minuteOfDay(at), faultMinute(city, site, day)]
  const sort = draw(city.seed, 'tour fault', site.code, day)
  if (sort < 1 / 3) return minute === begins ? 'reset' : null
  if (sort < 2 / 3) return minute >= begins && minute < begins + 60 ? 'backwards' : null
  return minute >= site.closes * 60 + 10 ? 'missed' : null
}

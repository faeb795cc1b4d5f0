import { HOUR, MINUTE, dayNumber, dayOfDate, startOfDay } from '../shared/calendar/civil.ts'
import type { PretendCity } from './city.ts'
import { stream } from './random.ts'

const WEEK = 7
/** Everything breaks on this day, one system after another: the scenario `upstream outages`. */
const OUTAGE_DAY = dayOfDate('2026-11-25')

interface Outage {
  readonly from: number
  readonly to: number
}

/** A15: about once a week of a source, 20 minutes mostly, now and then some hours. */
function outageOfWeek(city: PretendCity, name: string, week: number): Outage | null {
  if (!city.anomalies.hits('A15', [name, week])) return null
  const chance = planned(city, name, week)
  const day = week * WEEK + chance.int(WEEK)
  const from = startOfDay(day) + Math.floor(chance.between(0, 24) * HOUR)
  return { from, to: from + Math.max(20 * MINUTE, Math.floor(chance.logNormal(22, 0.8) * MINUTE)) }
}

const planned = (city: PretendCity, name: string, week: number) => stream(city.seed, 'outage', name, week)

function outageOfTheDay(city: PretendCity, name: string): Outage | null {
  if (city.anomalies.rate('A15') === 0) return null
  const from = startOfDay(OUTAGE_DAY) + 9 * HOUR + stream(city.seed, 'outage day', name).int(8 * 60) * MINUTE
  return { from, to: from + 40 * MINUTE }
}

/** Whether this source is out of order by itself at an instant: part of the truth, so a restart changes nothing. */
export function plannedOutages(city: PretendCity, name: string): (at: number) => boolean {
  const inside = (outage: Outage | null, at: number) => outage !== null && outage.from <= at && at < outage.to
  const special = outageOfTheDay(city, name)
  return at => {
    const week = Math.floor(dayNumber(at) / WEEK)
    return [outageOfWeek(city, name, week - 1), outageOfWeek(city, name, week), special].some(o =>
      inside(o, at),
    )
  }
}

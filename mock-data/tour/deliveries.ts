import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw } from '../random.ts'
import { remembered } from '../remembered.ts'
import type { TourModel } from './model.ts'
import type { Site } from './sites.ts'
import { minuteId, minuteJson, type MinuteJson } from './wire.ts'

const SECOND = 1000
/** No minute is told later than this after it began, unless nobody listens. */
const LONGEST_DELAY = 4 * HOUR

/** A minute of a site on its way to whoever listens. */
export interface Delivery {
  /** When it is told. */
  readonly at: number
  readonly id: string
  readonly json: MinuteJson
}

/** That a minute will be told, before its content is made. */
interface Plan {
  readonly at: number
  readonly site: Site
  readonly minute: number
}

/** A4: the line of a site was down for an hour, and what it kept comes up to three hours later. */
function heldUp({ seed, anomalies }: PretendCity, { code }: Site, minute: number): number {
  const hour = Math.floor(minute / HOUR)
  if (!anomalies.hits('A4', ['tour', code, hour])) return 0
  return Math.floor((1 + 2 * draw(seed, 'tour late', code, hour)) * HOUR)
}

function plansOf(city: PretendCity, site: Site, minute: number): Plan[] {
  const { seed, anomalies } = city
  const key = [site.code, minute / MINUTE]
  const soon = Math.floor((2 + 10 * draw(seed, 'tour delivery', ...key)) * SECOND)
  const plan = { at: minute + MINUTE + soon + heldUp(city, site, minute), site, minute }
  if (!anomalies.hits('A1', ['tour', ...key])) return [plan]
  // Now and then the platform tells the same minute again.
  return [plan, { ...plan, at: plan.at + Math.floor((5 + 40 * draw(seed, 'tour again', ...key)) * SECOND) }]
}

const byTime = (a: Delivery, b: Delivery) => a.at - b.at || (a.id < b.id ? -1 : 1)

/** What the sites tell with from < at <= to, in the order in which they do. */
export function createDeliveries(city: PretendCity, model: TourModel) {
  // By the hour of the minutes: it is asked every second.
  const plansOfHour = remembered(hour => {
    const minutes = Array.from({ length: 60 }, (_, i) => hour * HOUR + i * MINUTE)
    return minutes.flatMap(minute => model.sites.flatMap(site => plansOf(city, site, minute)))
  }, 8)
  return (from: number, to: number): Delivery[] => {
    const first = Math.floor((from - LONGEST_DELAY) / HOUR)
    const hours = Array.from({ length: Math.floor(to / HOUR) - first + 1 }, (_, i) => first + i)
    return hours
      .flatMap(hour => plansOfHour(hour).filter(({ at }) => at > from && at <= to))
      .map(({ at, site, minute }): Delivery => {
        const told = model.minute(site, minute)
        return { at, id: minuteId(told), json: minuteJson(city, told) }
      })
      .sort(byTime)
  }
}

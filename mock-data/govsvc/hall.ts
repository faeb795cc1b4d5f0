import { MINUTE, dayNumber, minuteOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { HOURLY } from '../day-shape.ts'
import { stream, type Chance } from '../random.ts'
import { localTime } from './rows.ts'
import type { Row } from '../sql/table.ts'

/** A zone of the hall (LYX-11). */
export interface Zone {
  readonly code: string
  readonly name: string
  readonly windows: number
  /** People of an ordinary working day. */
  readonly visitors: number
  /** At a window. */
  readonly minutes: number
  readonly waitLimit: number
}

export const ZONES: readonly Zone[] = [
  { code: 'Z1', name: '工改专区', windows: 6, visitors: 90, minutes: 26, waitLimit: 15 },
  { code: 'Z2', name: '不动产专区', windows: 14, visitors: 380, minutes: 15, waitLimit: 20 },
  { code: 'Z3', name: '公安专区', windows: 10, visitors: 420, minutes: 10, waitLimit: 15 },
  { code: 'Z4', name: '社保专区', windows: 12, visitors: 460, minutes: 11, waitLimit: 20 },
  { code: 'Z5', name: '婚登专区', windows: 3, visitors: 40, minutes: 22, waitLimit: 15 },
  { code: 'Z6', name: '车辆服务专区', windows: 8, visitors: 240, minutes: 14, waitLimit: 20 },
]

export interface Queue {
  readonly zone: Zone
  readonly windowsOpen: number
  readonly waiting: number
  readonly called: number
  readonly served: number
  /** Of those called in the last hour; null when there were none. */
  readonly averageWait: number | null
}

const OPENS = 8.5 * 60
const CLOSES = 17 * 60
const NOON = { from: 12 * 60, to: 13 * 60 }

const windowsAt = ({ windows }: Zone, minute: number): number => {
  if (minute < OPENS || minute >= CLOSES) return 0
  return minute >= NOON.from && minute < NOON.to ? Math.ceil(windows / 3) : windows
}

interface Person {
  readonly arrived: number
  called: number
  left: number
}

/** Everyone of the day: first come, first served, at the windows that are open then. */
function peopleOf(zone: Zone, chance: Chance): Person[] {
  const arrivals = Array.from({ length: chance.poisson(zone.visitors) }, () => arrival(chance)).sort(
    (a, b) => a - b,
  )
  const freeAt = Array.from({ length: zone.windows }, () => OPENS)
  return arrivals.map(arrived => {
    const window = earliest(freeAt)
    let called = Math.max(arrived, freeAt[window]!)
    // At noon only the first windows stay open; the others go on after lunch.
    if (window >= windowsAt(zone, called) && called >= NOON.from && called < NOON.to) called = NOON.to
    const left = called + Math.max(2, chance.logNormal(zone.minutes * 0.85, 0.55))
    freeAt[window] = left
    return { arrived, called, left }
  })
}

function arrival(chance: Chance): number {
  const weights = HOURLY.govsvc.map((w, hour) => (hour * 60 >= OPENS - 60 && hour * 60 < CLOSES - 30 ? w : 0))
  const hour = chance.weighted(
    weights.map((_, i) => i),
    weights,
  )
  return Math.max(OPENS, Math.min(CLOSES - 10, (hour + chance.next()) * 60))
}

const earliest = (times: readonly number[]) =>
  times.reduce((best, time, i) => (time < times[best]! ? i : best), 0)

const count = <T>(items: readonly T[], test: (item: T) => boolean) => items.filter(test).length

/** The six queues at an instant: on rest days the hall is closed and they are empty. */
export function queuesAt(city: PretendCity, at: number): Queue[] {
  const day = dayNumber(at)
  const minute = minuteOfDay(at)
  const works = city.calendar.isWorkday(day)
  return ZONES.map(zone => {
    const people = works ? peopleOf(zone, stream(city.seed, 'govsvc', 'hall', day, zone.code)) : []
    const recent = people.filter(p => p.called <= minute && p.called > minute - 60)
    const waits = recent.reduce((sum, p) => sum + p.called - p.arrived, 0)
    return {
      zone,
      windowsOpen: works ? windowsAt(zone, minute) : 0,
      waiting: count(people, p => p.arrived <= minute && p.called > minute),
      called: count(people, p => p.called <= minute),
      served: count(people, p => p.left <= minute),
      averageWait: recent.length === 0 ? null : Math.round(waits / recent.length),
    }
  })
}

export const hallRows = (city: PretendCity, at: number): Row[] =>
  queuesAt(city, at).map(({ zone, windowsOpen, waiting, called, served, averageWait }) => ({
    zone_code: zone.code,
    zone_name: zone.name,
    snapshot_time: localTime(Math.floor(at / MINUTE) * MINUTE),
    windows_open: windowsOpen,
    waiting,
    called_today: called,
    served_today: served,
    avg_wait_minutes: averageWait,
    wait_limit_minutes: zone.waitLimit,
  }))

import { HOUR, MINUTE, startOfDay, dayNumber } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'

/** HW-18: riders of 宏伟区 who carry the grid's app beside their meals. */
export const RIDERS = 200
export const RIDERS_DISTRICT = '211004'
const ON_DUTY_BY_DAY = 187

export const riderNo = (index: number): string => `QS-${String(index + 1).padStart(3, '0')}`

/** From 9 to 21 o'clock 187 are out; fewer before and after, a handful at night. */
function onDutyAt(at: number): number {
  const hour = (at - startOfDay(dayNumber(at))) / HOUR
  if (hour >= 9 && hour < 21) return ON_DUTY_BY_DAY
  if (hour >= 7 && hour < 9) return 92 + Math.floor((hour - 7) * 40)
  return hour >= 21 && hour < 23 ? 148 - Math.floor((hour - 21) * 50) : 21
}

export interface Duty {
  readonly at: number
  readonly total: number
  readonly onDuty: number
  readonly towns: readonly { readonly code: string; readonly name: string; readonly onDuty: number }[]
}

const SNAPSHOT_EVERY = 10 * MINUTE

/** The duty at an instant, by the towns of the district. */
export function dutyAt({ seed, places }: PretendCity, at: number): Duty {
  const towns = places.townsOf(RIDERS_DISTRICT)
  const chance = stream(seed, 'grid duty', at)
  const onDuty = onDutyAt(at)
  const shares = apportion(
    onDuty,
    towns.map(({ code }) => places.weightOf(code) * chance.between(0.9, 1.1)),
  )
  return {
    at,
    total: RIDERS,
    onDuty,
    towns: towns.map(({ code, name }, i) => ({ code, name, onDuty: shares[i]! })),
  }
}

/** The instants of snapshots with from < at <= to. */
export function dutyTimes(from: number, to: number): number[] {
  const times: number[] = []
  for (let at = (Math.floor(from / SNAPSHOT_EVERY) + 1) * SNAPSHOT_EVERY; at <= to; at += SNAPSHOT_EVERY)
    times.push(at)
  return times
}

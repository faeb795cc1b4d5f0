import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { fleetOf, type Device } from './devices.ts'
import { createFaults } from './faults.ts'
import { ORDINARY_RATE, paceFor } from './model.ts'
import { createTags, lastTurn, readingAt } from './readings.ts'

/** What whoever listens to the car parks knows of them. */
export interface CarParks {
  readonly lots: readonly Device[]
  /** The free bays that one reported last up to an instant; null: it was not heard for a quarter of an hour, or said what cannot be. */
  readonly free: (lot: Device, at: number) => number | null
}

const HEARD = 15 * MINUTE

/** Says the same as the gateways do, which report at the same rate. */
export function createCarParks(city: PretendCity, rate = ORDINARY_RATE): CarParks {
  const lots = fleetOf(city, 'parking')
  const faults = createFaults(city, lots)
  const tags = createTags(city, lots, paceFor(rate, city.clock.speed))
  const tagOf = new Map(
    tags.filter(({ measure }) => measure.name === 'free').map(tag => [tag.device.id, tag]),
  )
  const free = (lot: Device, at: number): number | null => {
    const tag = tagOf.get(lot.id)!
    for (let turn = lastTurn(tag, at); turn > at - HEARD; turn -= tag.period) {
      if (!faults.speaks(lot, turn)) continue
      const { value } = readingAt(city, faults, tag, turn)
      return value < 0 || value > lot.bays ? null : value
    }
    return null
  }
  return { lots, free }
}

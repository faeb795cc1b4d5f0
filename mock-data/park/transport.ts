import { MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { between, heading } from '../gps/path.ts'
import type { Message } from '../mqtt/link.ts'
import { cellCentre, near, spotIn, type Position } from '../positions.ts'
import { stream, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import type { Vehicles } from './vehicles.ts'

/** The park lends so many: whoever comes while all are out is not told of. */
export const TERMINALS = 64
/** Minutes from the border of the city's districts to the park, and back. */
const RIDE = [22, 48] as const
const ACCURACY_METRES = 6
const YARD_METRES = 1_200
const PARK_TOWN = '211004101'

/** A vehicle with dangerous goods, as its terminal tells of it. */
export interface TransportFix {
  readonly terminal: string
  readonly at: number
  readonly position: Position
  /** km/h */
  readonly speed: number
  readonly heading: number
}

interface Trip {
  readonly terminal: string
  /** In minutes of the day: it sets out, drives in, drives out, has left. */
  readonly legs: readonly [start: number, came: number, went: number, end: number]
  readonly origin: Position
  readonly bay: Position
}

export interface Transport {
  /** Of all that are on their way or inside. */
  readonly fixes: (at: number) => readonly TransportFix[]
}

/** Somewhere in another district: where it loads or unloads. */
function originOf({ places }: PretendCity, chance: Chance): Position {
  const others = places.townsOf(chance.pick(places.districts.filter(({ code }) => code !== '211004')).code)
  return spotIn(places, chance.pick(chance.pick(others).cells), chance)
}

/** Each visit takes the first terminal that is back. */
function tripsOf(city: PretendCity, vehicles: Vehicles, gate: Position, day: number): readonly Trip[] {
  const chance = stream(city.seed, 'park transport', day)
  const back = new Array<number>(TERMINALS).fill(0)
  return vehicles.visits(day).flatMap(({ came, went }): Trip[] => {
    const [origin, bay] = [originOf(city, chance), near(gate, YARD_METRES, chance)]
    const ride = chance.between(...RIDE)
    const free = back.findIndex(until => until <= came - ride)
    if (free < 0) return []
    back[free] = went + ride
    const terminal = `WY-${String(free + 1).padStart(2, '0')}`
    return [{ terminal, legs: [came - ride, came, went, went + ride], origin, bay }]
  })
}

function fixOf(
  { seed }: PretendCity,
  { terminal, legs, origin, bay }: Trip,
  at: number,
): TransportFix | null {
  const [start, came, went, end] = legs
  const minute = (at - startOfDay(dayNumber(at))) / MINUTE
  if (minute < start || minute >= end) return null
  const chance = stream(seed, 'park transport fix', terminal, at)
  const isIn = minute >= came && minute < went
  const [from, to] = minute < came ? [origin, bay] : [bay, origin]
  const share = minute < came ? (minute - start) / (came - start) : (minute - went) / (end - went)
  const { lon, lat } = near(isIn ? bay : between(from, to, share), ACCURACY_METRES, chance)
  const digits = (value: number) => Math.round(value * 1e6) / 1e6
  return {
    ...{ terminal, at, position: { lon: digits(lon), lat: digits(lat) } },
    speed: isIn ? 0 : Math.round(chance.between(32, 58) * 10) / 10,
    heading: isIn ? 0 : heading(from, to),
  }
}

export function createTransport(city: PretendCity, vehicles: Vehicles): Transport {
  const { cells } = city.places.townsOf('211004').find(({ code }) => code === PARK_TOWN)!
  const gate = cellCentre(city.places, cells[0]!)
  const trips = remembered(day => tripsOf(city, vehicles, gate, day), 3)
  return { fixes: at => trips(dayNumber(at)).flatMap(trip => fixOf(city, trip, at) ?? []) }
}

/** `park/transport/terminals/batch`: an array, of nobody when none is out. */
export const transportMessage = ({ fixes }: Transport, at: number): Message => ({
  topic: 'park/transport/terminals/batch',
  payload: JSON.stringify(
    fixes(at).map(({ terminal, position, speed, heading: course }) => ({
      ...{ terminal, ...position, speed, heading: course, t: at },
    })),
  ),
  qos: 0,
})

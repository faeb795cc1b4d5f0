import { HOUR, MINUTE, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { spotIn, type Position } from '../positions.ts'
import { apportion, stream, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import { districtWeights, type Fleet, type Vehicle } from './fleet.ts'
import { createPath, type Path } from './path.ts'

export const ROUTES = 142

/** What is swept or collected, always the same way. */
export interface Route {
  readonly id: string
  readonly name: string
  readonly district: string
  readonly path: Path
  /** Planned, ms after midnight. */
  readonly start: number
  readonly end: number
}

/** A route's turn of one day. */
export interface Turn {
  readonly route: Route
  readonly vehicle: Vehicle
  readonly startedAt: number
  readonly endedAt: number
  /** Share of its length that is really done when it is over. */
  readonly coverage: number
}

/** Before the traffic, in the morning, after noon, in the evening. */
const SHIFTS = [4.5, 7.5, 13, 18] as const
const SHIFT_WEIGHTS = [34, 30, 24, 12]
const CORNERS = 9

function createRoute(city: PretendCity, district: string, index: number, ofDistrict: number): Route {
  const chance = stream(city.seed, 'gps route', index)
  const town = chance.weighted(
    city.places.townsOf(district),
    city.places.townsOf(district).map(({ code }) => city.places.weightOf(code)),
  )
  const cell = chance.pick(town.cells)
  const corners: Position[] = Array.from({ length: CORNERS }, () => spotIn(city.places, cell, chance))
  const start = chance.weighted(SHIFTS, SHIFT_WEIGHTS) * HOUR + Math.floor(chance.between(0, 50)) * MINUTE
  const { name } = city.places.districtOf(district)
  return {
    id: `R-${String(index + 1).padStart(3, '0')}`,
    name: `${name}${ofDistrict + 1}号线(${town.name})`,
    district,
    path: createPath(corners),
    start,
    end: start + Math.floor(chance.between(120, 210)) * MINUTE,
  }
}

export function createRoutes(city: PretendCity): readonly Route[] {
  const shares = apportion(ROUTES, districtWeights(city))
  const districts = city.places.districts.flatMap(({ code }, i) =>
    Array.from({ length: shares[i]! }, (_, n) => [code, n] as const),
  )
  return districts.map(([code, n], index) => createRoute(city, code, index, n))
}

/** A few minutes late, rarely more. */
const late = (chance: Chance) => Math.floor(chance.logNormal(4, 0.9)) * MINUTE

function turnsOf(city: PretendCity, fleet: Fleet, routes: readonly Route[], day: number): Turn[] {
  const chance = stream(city.seed, 'gps turns', day)
  const repair = fleet.inRepair(day)
  const free = new Map(
    city.places.districts.map(({ code }) => [
      code,
      chance.shuffled(fleet.vehicles.filter(({ id, district }) => district === code && !repair.has(id))),
    ]),
  )
  return routes.map(route => {
    const vehicle = free.get(route.district)!.pop()!
    const startedAt = startOfDay(day) + route.start + Math.min(late(chance), HOUR)
    const endedAt = startedAt + (route.end - route.start) + Math.min(late(chance), HOUR)
    return {
      route,
      vehicle,
      startedAt,
      endedAt,
      coverage: Math.round(chance.between(0.955, 1) * 1000) / 1000,
    }
  })
}

export const createTurns = (city: PretendCity, fleet: Fleet, routes: readonly Route[]) =>
  remembered(day => turnsOf(city, fleet, routes, day), 3)

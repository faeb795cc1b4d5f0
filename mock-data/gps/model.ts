import { HOUR, dayNumber } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { near, type Position } from '../positions.ts'
import { stream } from '../random.ts'
import { createFleet, type Fleet, type Vehicle } from './fleet.ts'
import { between, distance, heading } from './path.ts'
import { createRoutes, createTurns, type Turn } from './routes.ts'

/** Where a vehicle is. */
export interface Fix {
  readonly vehicle: Vehicle
  readonly at: number
  readonly position: Position
  /** km/h */
  readonly speed: number
  readonly heading: number
  /** The route it is on. */
  readonly route: string | null
}

export type RouteStage = 'waiting' | 'running' | 'done'

export interface RouteState {
  readonly turn: Turn
  readonly stage: RouteStage
  /** 0 to 1 of the turn. */
  readonly progress: number
}

export interface GpsModel {
  readonly fleet: Fleet
  /** Every vehicle that is on the air, in the order of the fleet. */
  readonly fixes: (at: number) => Fix[]
  readonly routes: (at: number) => RouteState[]
  /** Kilometres that a vehicle has worked on the day so far. */
  readonly worked: (vehicle: string, at: number) => number
}

/** km/h while it works, and on the way from and to the depot. */
const WORKING_SPEED = 8.5
const TRANSFER_SPEED = 38
const ACCURACY_METRES = 5

const clamped = (share: number) => Math.min(1, Math.max(0, share))

const progressOf = ({ startedAt, endedAt }: Turn, at: number) =>
  clamped((at - startedAt) / (endedAt - startedAt))

const workedMetres = (startedAt: number, endedAt: number, at: number): number =>
  (Math.max(0, Math.min(at, endedAt) - startedAt) / HOUR) * WORKING_SPEED * 1000

interface Motion {
  readonly position: Position
  readonly speed: number
  readonly heading: number
  readonly route: string | null
}

const standing = ({ depot }: Vehicle): Motion => ({ position: depot, speed: 0, heading: 0, route: null })

function transfer(from: Position, to: Position, share: number): Motion {
  return {
    position: between(from, to, share),
    speed: TRANSFER_SPEED,
    heading: heading(from, to),
    route: null,
  }
}

/** ms that the way takes. */
const transferTime = (from: Position, to: Position) => (distance(from, to) / 1000 / TRANSFER_SPEED) * HOUR

/** Before and after its turn: on the way, or in the depot. */
function offDuty(vehicle: Vehicle, { startedAt, endedAt, route }: Turn, at: number): Motion {
  const { depot } = vehicle
  const { first } = route.path
  const before = (startedAt - at) / transferTime(depot, first)
  if (before > 0) return before < 1 ? transfer(depot, first, 1 - before) : standing(vehicle)
  const last = route.path.at(workedMetres(startedAt, endedAt, endedAt)).position
  const after = (at - endedAt) / transferTime(last, depot)
  return after < 1 ? transfer(last, depot, after) : standing(vehicle)
}

function motionOf(vehicle: Vehicle, turn: Turn | undefined, at: number): Motion {
  if (turn === undefined) return standing(vehicle)
  const { startedAt, endedAt, route } = turn
  if (at < startedAt || at >= endedAt) return offDuty(vehicle, turn, at)
  return { ...route.path.at(workedMetres(startedAt, endedAt, at)), speed: WORKING_SPEED, route: route.id }
}

/** Receivers scatter; a standing one less. */
function measured(city: PretendCity, vehicle: Vehicle, motion: Motion, at: number): Fix {
  const chance = stream(city.seed, 'gps fix', vehicle.id, at)
  const moving = motion.speed > 0
  const { lon, lat } = near(motion.position, moving ? ACCURACY_METRES : ACCURACY_METRES / 2, chance)
  const digits = (value: number) => Math.round(value * 1e6) / 1e6
  const speed = moving ? motion.speed * chance.between(0.85, 1.15) : 0
  const position = { lon: digits(lon), lat: digits(lat) }
  return {
    vehicle,
    at,
    position,
    speed: Math.round(speed * 10) / 10,
    heading: motion.heading,
    route: motion.route,
  }
}

const stageOf = ({ startedAt, endedAt }: Turn, at: number): RouteStage =>
  at < startedAt ? 'waiting' : at < endedAt ? 'running' : 'done'

export function createGpsModel(city: PretendCity): GpsModel {
  const fleet = createFleet(city)
  const turnsOfDay = createTurns(city, fleet, createRoutes(city))
  const turnOf = (day: number) => new Map(turnsOfDay(day).map(turn => [turn.vehicle.id, turn]))
  return {
    fleet,
    fixes: at => {
      const day = dayNumber(at)
      const turns = turnOf(day)
      const repair = fleet.inRepair(day)
      return fleet.vehicles
        .filter(({ id }) => !repair.has(id))
        .map(vehicle => measured(city, vehicle, motionOf(vehicle, turns.get(vehicle.id), at), at))
    },
    routes: at =>
      turnsOfDay(dayNumber(at)).map(turn => ({
        turn,
        stage: stageOf(turn, at),
        progress: progressOf(turn, at),
      })),
    worked: (vehicle, at) => {
      const turn = turnOf(dayNumber(at)).get(vehicle)
      return turn === undefined ? 0 : workedMetres(turn.startedAt, turn.endedAt, at) / 1000
    },
  }
}

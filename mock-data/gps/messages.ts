import { dayNumber } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import type { Message } from '../mqtt/link.ts'
import { isoSeconds } from '../time-text.ts'
import { flawed, terminalTime } from './flaws.ts'
import type { Fix, GpsModel } from './model.ts'

export const gatewayOf = (district: string): string => `GW-gps-${district}`

const three = (value: number) => Math.round(value * 1000) / 1000

const fixJson = (city: PretendCity, { vehicle, at, position, speed, heading, route }: Fix) => ({
  id: vehicle.id,
  lon: position.lon,
  lat: position.lat,
  speed,
  heading,
  t: terminalTime(city, vehicle.id, at),
  route,
})

/** Positions of a district as one array; a bad line cuts it short (A7) or brings it twice (A1). */
export function batchMessages(
  city: PretendCity,
  model: GpsModel,
  district: string,
  at: number,
  standingToo: boolean,
) {
  const fixes = model
    .fixes(at)
    .filter(({ vehicle, speed }) => vehicle.district === district && (standingToo || speed > 0))
    .flatMap(fix => flawed(city, fix, model.fixes) ?? [])
  const text = JSON.stringify(fixes.map(fix => fixJson(city, fix)))
  const key = ['gps', district, at]
  const message: Message = {
    topic: `gps/${district}/${gatewayOf(district)}/batch`,
    payload: city.anomalies.hits('A7', key) ? text.slice(0, Math.floor(text.length * 0.6)) : text,
    qos: 1,
  }
  return city.anomalies.hits('A1', key) ? [message, { ...message, again: true }] : [message]
}

export function fleetMessage(city: PretendCity, model: GpsModel, at: number): Message {
  const repair = model.fleet.inRepair(dayNumber(at))
  const vehicles = model.fleet.vehicles.map(({ id, kind, district }) => ({
    id,
    kind,
    district,
    state: repair.has(id) ? 'repair' : 'online',
    km: three(model.worked(id, at)),
  }))
  return retained('vehicles', { t: at, vehicles })
}

export function routesMessage(model: GpsModel, at: number): Message {
  const routes = model.routes(at).map(({ turn, stage, progress }) => ({
    id: turn.route.id,
    name: turn.route.name,
    district: turn.route.district,
    vehicle: turn.vehicle.id,
    state: stage,
    progress: three(progress),
    startedAt: stage === 'waiting' ? null : isoSeconds(turn.startedAt),
    endedAt: stage === 'done' ? isoSeconds(turn.endedAt) : null,
    coverage: stage === 'done' ? turn.coverage : null,
  }))
  return retained('routes', { t: at, routes })
}

const retained = (name: string, content: object): Message => ({
  topic: `gps/211000/fleet/${name}`,
  payload: JSON.stringify(content),
  qos: 1,
  retain: true,
})

export const gatewayWill = (gateway: string) => ({
  topic: `gateway/${gateway.slice(-6)}/${gateway}/status`,
  payload: JSON.stringify({ v: 'offline' }),
})

export const gatewayOnline = (gateway: string, at: number): Message => ({
  ...gatewayWill(gateway),
  payload: JSON.stringify({ v: 'online', t: at }),
  qos: 1,
  retain: true,
})

import { DAY, HOUR, MINUTE, dayNumber, timeOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { HOURLY } from '../day-shape.ts'
import { heating } from '../weather.ts'
import { outdoorTemperature } from './air-temperature.ts'
import type { Device, Domain } from './devices.ts'
import { trait, wander } from './noise.ts'

const SECOND = 1000

/** One quantity that a kind of device reports. */
export interface Measure {
  readonly name: string
  readonly unit: string
  readonly digits: number
  readonly qos: 0 | 1
  readonly retain: boolean
  /** Between two reports of one device. */
  readonly period: number
  /** Whether the period follows the rate asked for (`MOCK_IOT_RATE`). */
  readonly paced: boolean
  /** Only rises, as a meter does: a reset starts it from 0 again (A16). */
  readonly counter: boolean
  /** What the device measures at an instant, unless something is wrong with it. */
  readonly value: (city: PretendCity, device: Device, at: number) => number
}

const usual = { qos: 0, retain: false, paced: true, counter: false } as const
const slow = { qos: 1, retain: false, paced: false, counter: false } as const

const hourOf = (at: number) => timeOfDay(at) / HOUR
/** 0 at night, 1 in the middle of the day. */
const daylight = (at: number) => Math.max(0, Math.sin((Math.PI * (hourOf(at) - 6)) / 14))
const isHeating = (at: number) => heating(dayNumber(at)) !== 'off'

/** Secondary side of a heat station: the colder outside, the warmer the supply. */
function supply(city: PretendCity, { id }: Device, at: number): number {
  const outside = outdoorTemperature(city.weather, at)
  if (!isHeating(at)) return Math.max(4, outside) + 1
  const own = trait(city.seed, id, 'supply', -2.5, 2.5)
  return 46 - 0.42 * outside + own + 0.8 * wander(city.seed, `${id} supply`, at, 20 * MINUTE)
}

function returned(city: PretendCity, device: Device, at: number): number {
  const spread = isHeating(at) ? trait(city.seed, device.id, 'spread', 6, 10) : 0.5
  return (
    supply(city, device, at - 8 * MINUTE) -
    spread +
    0.3 * wander(city.seed, `${device.id} return`, at, 15 * MINUTE)
  )
}

function flow(city: PretendCity, { id }: Device, at: number): number {
  if (!isHeating(at)) return 0
  return trait(city.seed, id, 'flow', 35, 110) * (1 + 0.03 * wander(city.seed, `${id} flow`, at, 10 * MINUTE))
}

const pressure =
  (low: number, high: number, swing: number) =>
  (city: PretendCity, { id }: Device, at: number) =>
    trait(city.seed, id, 'pressure', low, high) + swing * wander(city.seed, `${id} pressure`, at, 12 * MINUTE)

const HEATING_STARTS = Date.parse('2020-01-01T00:00:00+08:00')

/** GJ that the meter shows: what it has counted since it was built in. */
const energy = (city: PretendCity, { id }: Device, at: number) =>
  (trait(city.seed, id, 'energy', 20, 60) * (at - HEATING_STARTS)) / DAY

/** °C in a flat; about one in thirty is colder than the 18 that were promised. */
function room(city: PretendCity, { id }: Device, at: number): number {
  const outside = outdoorTemperature(city.weather, at)
  const own = 20.6 + 1.7 * (trait(city.seed, id, 'room a', -1, 1) + trait(city.seed, id, 'room b', -1, 1))
  const wandering = 0.4 * wander(city.seed, `${id} room`, at, 3 * HOUR)
  return isHeating(at) ? own + 0.03 * (outside + 5) + wandering : Math.max(12, 0.6 * outside + 9) + wandering
}

/** µg/m³ of total suspended particles at a site: dusty by day and with wind, three sites always worse. */
function dust(city: PretendCity, { id }: Device, at: number): number {
  const own = trait(city.seed, id, 'dust', 60, 180) * (/-0[123]$/.test(id) ? 3.5 : 1)
  const windy = 0.7 + 0.12 * city.weather(dayNumber(at)).wind
  return (
    own * windy * (0.5 + 0.8 * daylight(at)) * (1 + 0.35 * wander(city.seed, `${id} dust`, at, 25 * MINUTE))
  )
}

const total = (_city: PretendCity, { bays }: Device) => bays

/** Half of the car parks fill by day, at offices and shops, the others by night, at homes. */
function free(city: PretendCity, { id, bays }: Device, at: number): number {
  const byDay = trait(city.seed, id, 'parking', 0, 1) < 0.5
  const hour = HOURLY.parking[Math.floor(hourOf(at))]! / Math.max(...HOURLY.parking)
  const fill = byDay ? 0.18 + 0.72 * Math.max(daylight(at), 0.35 * hour) : 0.92 - 0.55 * daylight(at)
  const wandering = 0.06 * wander(city.seed, `${id} cars`, at, 7 * MINUTE)
  return Math.min(bays, Math.max(0, bays * (1 - fill - wandering)))
}

/** mm of water under the cover; rain stays in it for hours. */
function waterLevel(city: PretendCity, { id }: Device, at: number): number {
  const { rain, rainHour } = city.weather(dayNumber(at))
  const since = hourOf(at) - rainHour
  const flood = since < 0 ? 0 : rain * 14 * Math.exp(-since / 3)
  return (
    trait(city.seed, id, 'water level', 30, 260) + flood + 25 * wander(city.seed, `${id} water`, at, 4 * HOUR)
  )
}

const tilt = (city: PretendCity, { id }: Device, at: number) =>
  Math.abs(trait(city.seed, id, 'tilt', 0, 1.6) + 0.2 * wander(city.seed, `${id} tilt`, at, DAY))

const BATTERY_DAYS = 900

/** Per cent, falling to 8 over two and a half years, then new. */
function battery(city: PretendCity, { id }: Device, at: number): number {
  const age = (dayNumber(at) + trait(city.seed, id, 'battery', 0, BATTERY_DAYS)) % BATTERY_DAYS
  return 100 - (92 * age) / BATTERY_DAYS
}

/** Per cent of the alarm threshold: cooking makes it rise a little. */
const density = (city: PretendCity, { id }: Device, at: number) =>
  Math.max(0, 4 + 4 * wander(city.seed, `${id} smoke`, at, 2 * HOUR) + 3 * daylight(at))

const reservoirLevel = (city: PretendCity, { id }: Device, at: number) =>
  (id === 'RV-1' ? 108.4 : 94.2) + 0.6 * wander(city.seed, `${id} level`, at, 20 * DAY)

/** MW: the first device is the city as a whole, the others its substations. */
function load(city: PretendCity, { id }: Device, at: number): number {
  const base = id === 'PW-1' ? 1180 : trait(city.seed, id, 'load', 70, 170)
  const day = 0.78 + 0.2 * daylight(at) + 0.08 * Math.exp(-((hourOf(at) - 19) ** 2) / 4)
  const cold = 1 + 0.12 * city.weather(dayNumber(at)).coldness
  return base * day * cold * (1 + 0.015 * wander(city.seed, `${id} load`, at, 10 * MINUTE))
}

/** What each kind of device says, how often and how surely. */
export const MEASURES: { readonly [domain in Domain]: readonly Measure[] } = {
  heat: [
    { ...usual, qos: 1, name: 'supplyT', unit: '°C', digits: 1, period: 45 * SECOND, value: supply },
    { ...usual, qos: 1, name: 'returnT', unit: '°C', digits: 1, period: 45 * SECOND, value: returned },
    { ...usual, name: 'flow', unit: 't/h', digits: 1, period: 45 * SECOND, value: flow },
    {
      ...usual,
      name: 'pressure',
      unit: 'MPa',
      digits: 3,
      period: 45 * SECOND,
      value: pressure(0.34, 0.5, 0.01),
    },
    { ...slow, name: 'energy', unit: 'GJ', digits: 2, period: HOUR, counter: true, value: energy },
  ],
  room: [{ ...slow, name: 'temperature', unit: '°C', digits: 1, period: HOUR, value: room }],
  dust: [{ ...usual, qos: 1, name: 'tsp', unit: 'µg/m³', digits: 0, period: MINUTE, value: dust }],
  parking: [
    { ...slow, retain: true, name: 'total', unit: '个', digits: 0, period: HOUR, value: total },
    { ...usual, qos: 1, retain: true, name: 'free', unit: '个', digits: 0, period: 30 * SECOND, value: free },
  ],
  manhole: [
    { ...slow, name: 'level', unit: 'mm', digits: 0, period: DAY, value: waterLevel },
    { ...slow, name: 'tilt', unit: '°', digits: 1, period: DAY, value: tilt },
    { ...slow, name: 'battery', unit: '%', digits: 0, period: DAY, value: battery },
  ],
  smoke: [{ ...slow, name: 'density', unit: '%', digits: 0, period: HOUR, value: density }],
  water: [
    { ...usual, name: 'pressure', unit: 'MPa', digits: 3, period: MINUTE, value: pressure(0.26, 0.44, 0.02) },
  ],
  gas: [
    { ...usual, name: 'pressure', unit: 'kPa', digits: 2, period: MINUTE, value: pressure(2.05, 2.55, 0.12) },
  ],
  reservoir: [{ ...slow, name: 'level', unit: 'm', digits: 2, period: 5 * MINUTE, value: reservoirLevel }],
  power: [{ ...usual, name: 'load', unit: 'MW', digits: 1, period: MINUTE, value: load }],
}

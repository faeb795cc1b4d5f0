import { HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import type { Message } from '../mqtt/link.ts'
import { stream } from '../random.ts'
import { createAlarms } from './alarms.ts'
import { createDevices, type Device, type Domain } from './devices.ts'
import { createFaults } from './faults.ts'
import { alarmMessage, deviceStatus, gatewayOnline, readingMessages } from './payload.ts'
import { createTags, lastTurn, readingAt, readings, type Pace, type Reading } from './readings.ts'

/** A message and the gateway that brings it. */
export interface Said {
  readonly gateway: string
  readonly message: Message
}

export interface IotModel {
  readonly devices: readonly Device[]
  readonly gateways: readonly string[]
  /** Everything said with from < at <= to. */
  readonly said: (from: number, to: number) => Said[]
  /** What a gateway says when its line is up again. */
  readonly greeting: (gateway: string, at: number) => Message[]
  /** Whether a gateway's line is broken by itself (A16). */
  readonly isCut: (gateway: string, at: number) => boolean
  /** The last reading of every device and measure up to an instant; those that do not speak are left out. */
  readonly truth: (at: number) => Reading[]
  /** Messages of readings in an ordinary second. */
  readonly rate: number
}

/** The ordinary number of messages a second of city time. */
export const ORDINARY_RATE = 70
/** Faster, and a reading would be old before it was drawn: only alarms and states go on. */
export const FASTEST = 60
/** These say themselves whether they are there; the others are silent for most of the day anyway. */
const WITH_STATUS: ReadonlySet<Domain> = new Set(['heat', 'dust', 'parking', 'reservoir'])

function cutOf(city: PretendCity, gateway: string, at: number): boolean {
  const day = dayNumber(at)
  if (!city.anomalies.hits('A16', ['iot gateway', gateway, day])) return false
  const chance = stream(city.seed, 'iot gateway', gateway, day)
  const times = chance.happens(0.4) ? 4 : 1
  const first = startOfDay(day) + chance.between(0, 23) * HOUR
  const length = Math.ceil(times === 1 ? chance.between(2, 12) : 1.5) * MINUTE
  return Array.from({ length: times }, (_, i) => first + 2 * i * length).some(
    from => from <= at && at < from + length,
  )
}

/** How much faster the paced measures must be for so many messages a second. */
export function paceFor(rate: number, speed: number): Pace {
  const unpaced = 5
  return { factor: (rate - unpaced) / (ORDINARY_RATE - unpaced), speed }
}

export interface IotPace {
  /** Messages a second. */
  readonly rate: number
  /** City seconds per second. */
  readonly speed: number
}

export function createIotModel(city: PretendCity, { rate, speed }: IotPace): IotModel {
  const devices = createDevices(city)
  const tags = createTags(city, devices, paceFor(rate, speed))
  const faults = createFaults(city, devices)
  const alarms = createAlarms(city, devices)
  const present = devices.filter(({ domain }) => WITH_STATUS.has(domain))
  const presence = (device: Device, at: number) => (faults.speaks(device, at) ? 'online' : 'offline')
  const changes = (from: number, to: number) =>
    present.filter(device => presence(device, from) !== presence(device, to))
  const said = (from: number, to: number): Said[] => [
    ...changes(from, to).map(d => ({ gateway: d.gateway, message: deviceStatus(d, presence(d, to), to) })),
    ...alarms.between(from, to).map(a => ({ gateway: a.device.gateway, message: alarmMessage(city, a) })),
    ...(speed > FASTEST ? [] : readings(city, faults, tags, from, to)).flatMap(reading =>
      readingMessages(city, reading).map(message => ({ gateway: reading.device.gateway, message })),
    ),
  ]
  return {
    devices,
    gateways: [...new Set(devices.map(({ gateway }) => gateway))],
    said,
    greeting: (gateway, at) => [
      gatewayOnline(gateway, at),
      ...present.filter(d => d.gateway === gateway).map(d => deviceStatus(d, presence(d, at), at)),
    ],
    isCut: (gateway, at) => cutOf(city, gateway, at),
    truth: at =>
      tags
        .map(tag => readingAt(city, faults, tag, lastTurn(tag, at)))
        .filter(reading => faults.speaks(reading.device, reading.at)),
    rate: tags.reduce((sum, { period }) => sum + 1000 / period, 0),
  }
}

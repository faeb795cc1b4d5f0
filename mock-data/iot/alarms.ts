import { HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import type { Device } from './devices.ts'

/** What an `alarm` says: 0 over, 1 cover open or smoke, 2 water up to the cover. */
export type AlarmValue = 0 | 1 | 2

export interface Alarm {
  readonly device: Device
  readonly at: number
  readonly value: AlarmValue
}

const MANHOLE_ALARMS_PER_DAY = 6
const FLOODING_RAIN = 25
/** Covers that float up or stand under water in a flood. */
const FLOOD_ALARMS = 240
/** False alarms of kitchens and cigarettes, mostly. */
const SMOKE_ALARMS_PER_DAY = 9

export interface Alarms {
  /** With from < at <= to, in order of time. */
  readonly between: (from: number, to: number) => Alarm[]
}

/** It rises and is over again some minutes or hours later, on the same day. */
function raised(device: Device, at: number, value: AlarmValue, minutes: number): Alarm[] {
  const end = Math.min(at + Math.ceil(minutes) * MINUTE, startOfDay(dayNumber(at) + 1) - 1)
  return [
    { device, at, value },
    { device, at: end, value: 0 },
  ]
}

const wholeSecond = (at: number) => Math.floor(at / 1000) * 1000

function manholes(city: PretendCity, day: number, devices: readonly Device[], chance: Chance): Alarm[] {
  const { rain, rainHour } = city.weather(day)
  const open = Array.from({ length: chance.poisson(MANHOLE_ALARMS_PER_DAY) }, () => {
    const at = wholeSecond(startOfDay(day) + chance.between(5, 22) * HOUR)
    return raised(chance.pick(devices), at, 1, chance.logNormal(90, 0.7))
  })
  const flooded = rain > FLOODING_RAIN ? Math.round((FLOOD_ALARMS * rain) / 46) : 0
  const under = Array.from({ length: flooded }, () => {
    const at = wholeSecond(startOfDay(day) + (rainHour + chance.between(0, 2.5)) * HOUR)
    return raised(chance.pick(devices), at, 2, chance.logNormal(120, 0.5))
  })
  return [...open, ...under].flat()
}

function smoke(day: number, devices: readonly Device[], chance: Chance): Alarm[] {
  return Array.from({ length: chance.poisson(SMOKE_ALARMS_PER_DAY) }, () => {
    const at = wholeSecond(startOfDay(day) + chance.between(6, 23) * HOUR)
    return raised(chance.pick(devices), at, 1, chance.logNormal(6, 0.6))
  }).flat()
}

export function createAlarms(city: PretendCity, devices: readonly Device[]): Alarms {
  const covers = devices.filter(({ domain }) => domain === 'manhole')
  const detectors = devices.filter(({ domain }) => domain === 'smoke')
  const ofDay = remembered(day => {
    const chance = stream(city.seed, 'iot alarms', day)
    return [...manholes(city, day, covers, chance), ...smoke(day, detectors, chance)].sort(
      (a, b) => a.at - b.at,
    )
  }, 3)
  const between = (from: number, to: number): Alarm[] => {
    const found: Alarm[] = []
    for (let day = dayNumber(from); day <= dayNumber(to); day++)
      found.push(...ofDay(day).filter(({ at }) => at > from && at <= to))
    return found
  }
  return { between }
}

import { DAY, HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw, stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import type { Device } from './devices.ts'

/** What goes wrong with a device for some time (A16). */
export type FaultKind = 'offline' | 'flapping' | 'stuck' | 'spike' | 'drift' | 'reset'

export interface Fault {
  readonly kind: FaultKind
  readonly from: number
  readonly to: number
}

const KINDS = ['offline', 'flapping', 'stuck', 'spike', 'drift', 'reset'] as const
const WEIGHTS = [28, 12, 22, 16, 12, 10]

function faultOfDay(city: PretendCity, id: string, day: number): Fault | null {
  if (!city.anomalies.hits('A16', ['iot', id, day])) return null
  const chance = stream(city.seed, 'iot fault', id, day)
  const from = startOfDay(day) + Math.floor(chance.between(0, 22) * HOUR)
  const to = Math.min(from + Math.ceil(chance.logNormal(80, 0.8) * MINUTE), startOfDay(day) + DAY)
  return { kind: chance.weighted(KINDS, WEIGHTS), from, to }
}

function faultsOfDay(city: PretendCity, devices: readonly Device[], day: number): ReadonlyMap<string, Fault> {
  const found = new Map<string, Fault>()
  for (const { id } of devices) {
    const fault = faultOfDay(city, id, day)
    if (fault !== null) found.set(id, fault)
  }
  return found
}

/** A meter is never looked up further back than this: what it counted before stays counted. */
const RESET_MEMORY_DAYS = 15
const FLAP = 90_000

export interface Faults {
  /** The fault a device has at an instant, or null. */
  readonly at: (device: Device, at: number) => Fault | null
  /** Whether it reports at all at an instant. */
  readonly speaks: (device: Device, at: number) => boolean
  /** When its counter last started from 0 again; null when not lately. */
  readonly resetBefore: (device: Device, at: number) => number | null
}

/** On or off for 20 to 90 seconds at a time. */
const flapsOff = (seed: string, id: string, at: number) => draw(seed, 'flap', id, Math.floor(at / FLAP)) < 0.5

export function createFaults(city: PretendCity, devices: readonly Device[]): Faults {
  const ofDay = remembered(day => faultsOfDay(city, devices, day), 3)
  const faultAt = ({ id }: Device, at: number): Fault | null => {
    const fault = ofDay(dayNumber(at)).get(id) ?? null
    return fault !== null && fault.from <= at && at < fault.to ? fault : null
  }
  const speaks = (device: Device, at: number): boolean => {
    const fault = faultAt(device, at)
    if (fault?.kind === 'offline') return false
    return fault?.kind !== 'flapping' || !flapsOff(city.seed, device.id, at)
  }
  const resetBefore = ({ id }: Device, at: number): number | null => {
    const today = dayNumber(at)
    for (let day = today; day > today - RESET_MEMORY_DAYS; day--) {
      const fault = faultOfDay(city, id, day)
      if (fault?.kind === 'reset' && fault.from <= at) return fault.from
    }
    return null
  }
  return { at: faultAt, speaks, resetBefore }
}

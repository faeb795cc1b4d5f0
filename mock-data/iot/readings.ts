import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw } from '../random.ts'
import type { Device } from './devices.ts'
import type { Fault, Faults } from './faults.ts'
import { MEASURES, type Measure } from './measures.ts'

/** What a device says at an instant. */
export interface Reading {
  readonly device: Device
  readonly measure: Measure
  /** In truth. */
  readonly at: number
  readonly value: number
  /** 0 good (left out on the wire), 1 doubtful: the device noticed that it is not well. */
  readonly quality: 0 | 1
}

/** One thing that is asked for its value again and again. */
export interface Tag {
  readonly device: Device
  readonly measure: Measure
  readonly period: number
  /** Its turns are at phase, phase + period, … */
  readonly phase: number
}

export interface Pace {
  /** Messages a second of city time beside the ordinary 70; paced measures only. */
  readonly factor: number
  /** City seconds per second: paced measures are thinned, so that the machine has the same to do at any speed. */
  readonly speed: number
}

const SHORTEST_PERIOD = 1000

export function createTags(
  { seed }: PretendCity,
  devices: readonly Device[],
  { factor, speed }: Pace,
): Tag[] {
  return devices.flatMap(device =>
    MEASURES[device.domain].map(measure => {
      const wanted = measure.paced ? (measure.period / factor) * speed : measure.period
      const period = Math.max(SHORTEST_PERIOD, Math.round(wanted))
      const phase = Math.floor(draw(seed, 'iot phase', device.id, measure.name) * period)
      return { device, measure, period, phase }
    }),
  )
}

const SPIKES = [(value: number) => value * 12 + 50, () => -999, (value: number) => -value]

function spiked(seed: string, { id }: Device, value: number, at: number): number {
  const chance = draw(seed, 'spike', id, at)
  return chance < 0.3 ? SPIKES[Math.floor((chance / 0.3) * SPIKES.length)]!(value) : value
}

/** How far a drifting sensor is off after a time: as much as it measures in about six hours. */
const drifted = (value: number, { from }: Fault, at: number) =>
  value + ((at - from) / (6 * HOUR)) * (Math.abs(value) + 1)

function counted(city: PretendCity, faults: Faults, { device, measure }: Tag, at: number): number {
  const reset = faults.resetBefore(device, at)
  const now = measure.value(city, device, at)
  return reset === null ? now : now - measure.value(city, device, reset)
}

/** Without its faults, as whatever is wrong with the device makes it. */
function valueAt(city: PretendCity, faults: Faults, tag: Tag, at: number): number {
  const { device, measure } = tag
  const fault = faults.at(device, at)
  if (measure.counter) return counted(city, faults, tag, at)
  if (fault?.kind === 'stuck') return measure.value(city, device, fault.from)
  const value = measure.value(city, device, at)
  if (fault?.kind === 'spike') return spiked(city.seed, device, value, at)
  return fault?.kind === 'drift' ? drifted(value, fault, at) : value
}

const DOUBT_AFTER = 20 * MINUTE

export function readingAt(city: PretendCity, faults: Faults, tag: Tag, at: number): Reading {
  const { device, measure } = tag
  const fault = faults.at(device, at)
  const power = 10 ** measure.digits
  const value = Math.round(valueAt(city, faults, tag, at) * power) / power
  const doubtful = fault?.kind === 'drift' && at - fault.from > DOUBT_AFTER
  return { device, measure, at, value, quality: doubtful ? 1 : 0 }
}

/** The last turn of a tag up to an instant. */
export const lastTurn = ({ period, phase }: Tag, at: number): number =>
  Math.floor((at - phase) / period) * period + phase

/** What is said with from < at <= to; of several turns of one tag the last, since nobody kept the others. */
export function readings(
  city: PretendCity,
  faults: Faults,
  tags: readonly Tag[],
  from: number,
  to: number,
): Reading[] {
  const found: Reading[] = []
  for (const tag of tags) {
    const at = lastTurn(tag, to)
    if (at > from && faults.speaks(tag.device, at)) found.push(readingAt(city, faults, tag, at))
  }
  return found.sort((a, b) => a.at - b.at)
}

import { DAY, MINUTE, timeOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw } from '../random.ts'
import { createLinkage, type Linkage } from './linkage.ts'
import { GATES, TAGS, YARD, phaseOf, type System, type Tag } from './tags.ts'
import { createTroubles, type ParkTroubles } from './troubles.ts'
import { createTransport, type Transport } from './transport.ts'
import { createVehicles, type Vehicles } from './vehicles.ts'

export type Quality = 'good' | 'bad'

/** What the gateway forwards of one tag. */
export interface TagSaid {
  readonly system: System
  readonly tag: string
  readonly measure: string
  readonly at: number
  readonly value: number
  readonly quality: Quality
}

export interface ParkModel {
  readonly vehicles: Vehicles
  readonly linkage: Linkage
  readonly transport: Transport
  /** Forwarded with from < at <= to, in order: what changed, and everything once a minute. */
  readonly said: (from: number, to: number) => TagSaid[]
  /** What a tag measures at an instant; null while it is silent. */
  readonly tagAt: (tag: Tag, at: number) => TagSaid | null
}

/** So often a tag is forwarded though it does not change. */
export const HEARTBEAT = MINUTE
const FLAP = 30_000

function usualValue({ seed }: PretendCity, { id, usual, swing, noise, period }: Tag, at: number): number {
  const own = 0.9 + 0.2 * draw(seed, 'park tag', id)
  const turn = 2 * Math.PI * (timeOfDay(at) / DAY + draw(seed, 'park phase', id))
  const shaken = 2 * draw(seed, 'park noise', id, Math.floor(at / period)) - 1
  return Math.max(0, usual * (usual > 0 ? own : 1) + swing * Math.sin(turn) + noise * shaken)
}

function trueValue(city: PretendCity, troubles: ParkTroubles, tag: Tag, at: number): number {
  const excursion = troubles.excursion(tag, at)
  const power = 10 ** tag.digits
  const rounded = (value: number) => Math.round(value * power) / power
  if (excursion === null || tag.wrong === null) return rounded(usualValue(city, tag, at))
  const [least, most] = tag.wrong
  return rounded(least + (most - least) * excursion.part)
}

function tagOf(city: PretendCity, troubles: ParkTroubles, tag: Tag, at: number): TagSaid | null {
  const fault = troubles.fault(tag, at)
  if (fault?.kind === 'silent') return null
  const { id, system, measure } = tag
  // What a broken transmitter says is what it said last.
  const value = trueValue(city, troubles, tag, fault === null || fault.kind === 'flapping' ? at : fault.from)
  const isBad = fault?.kind === 'bad' || (fault?.kind === 'flapping' && Math.floor(at / FLAP) % 2 === 1)
  return { system, tag: id, measure, at, value, quality: isBad ? 'bad' : 'good' }
}

const differs = (a: TagSaid, b: TagSaid | null, deadband: number): boolean =>
  b === null || a.quality !== b.quality || Math.abs(a.value - b.value) >= deadband - 1e-9

export function createParkModel(city: PretendCity): ParkModel {
  const troubles = createTroubles(city)
  const linkage = createLinkage(city, troubles)
  const vehicles = createVehicles(city, linkage.closures)
  const tagAt = (tag: Tag, at: number) => tagOf(city, troubles, tag, at)
  const phases = new Map(TAGS.map(tag => [tag.id, phaseOf(city.seed, tag)]))
  const forwarded = (tag: Tag, at: number): TagSaid[] => {
    const said = tagAt(tag, at)
    if (said === null) return []
    const isDue = Math.floor(at / HEARTBEAT) !== Math.floor((at - tag.period) / HEARTBEAT)
    return isDue || differs(said, tagAt(tag, at - tag.period), tag.deadband) ? [said] : []
  }
  const said = (from: number, to: number): TagSaid[] =>
    [
      ...TAGS.flatMap(tag =>
        turnsOf(phases.get(tag.id)!, tag.period, from, to).flatMap(at => forwarded(tag, at)),
      ),
      ...turnsOf(0, MINUTE, from, to).flatMap(at => gatesAt(vehicles, at)),
    ].sort((a, b) => a.at - b.at)
  return { vehicles, linkage, transport: createTransport(city, vehicles), said, tagAt }
}

function turnsOf(phase: number, period: number, from: number, to: number): number[] {
  const turns: number[] = []
  for (let at = Math.floor((from - phase) / period + 1) * period + phase; at <= to; at += period)
    turns.push(at)
  return turns
}

/** What the gates had counted when the minute ended, told as of that minute: at midnight it is still of the day that it was. */
function gatesAt(vehicles: Vehicles, at: number): TagSaid[] {
  const minute = at - MINUTE
  const of = (tag: string, measure: string, value: number): TagSaid => ({
    ...{ system: 'vehicles', tag, measure, value, at: minute, quality: 'good' },
  })
  const counted = GATES.flatMap((gate, i) => {
    const { entered, left } = vehicles.gate(i, minute)
    return [of(gate, 'entered', entered), of(gate, 'left', left)]
  })
  return [...counted, of(YARD, 'inside', vehicles.inside(minute))]
}

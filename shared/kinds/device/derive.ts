import type { ReadingMark } from '../../model/fact.ts'
import { told } from '../fields.ts'
import type { Derived, Env, Part, Row, Thing } from '../kind.ts'
import { systemOf } from '../system.ts'
import {
  ALARM,
  isPlausible,
  STATUS,
  type DeviceOptions,
  type Measure,
  type MeasuredShare,
} from './measure.ts'

/**
 * A device as it was heard last. Its values stay as they were said when it falls silent: who counts them asks for
 * `online`, so that silence is never a zero.
 */
export function deriveDevice(thing: Thing, { now }: Env, options: DeviceOptions): Derived | null {
  const parts = Object.keys(thing.parts)
    .map(name => thing.parts[name] as Part)
    .filter(({ op }) => op === 'put')
  if (parts.length === 0) return null
  const last = parts.reduce((a, b) => (isAfter(b, a) ? b : a))
  const silentAt = last.at + options.quiet + 1
  const online = now < silentAt && !saysOffline(thing, last.at)
  return {
    area: last.area,
    row: rowOf(thing, last, online, options),
    nextAt: online ? silentAt : null,
  }
}

const isAfter = (a: Part, b: Part): boolean => (a.at !== b.at ? a.at > b.at : a.area > b.area)

const valueOf = (thing: Thing, name: string): number | null => {
  const part = thing.parts[name]
  return part === undefined || part.op === 'drop'
    ? null
    : told(part.fields['value'] as number | null | undefined)
}

/** What a device says after its gateway called it offline (a retained word that came late) proves the contrary. */
const saysOffline = (thing: Thing, lastAt: number): boolean =>
  valueOf(thing, STATUS) === 0 && (thing.parts[STATUS] as Part).at === lastAt

function rowOf(thing: Thing, last: Part, online: boolean, options: DeviceOptions): Row {
  const { id, measures, shares = NO_SHARES, ofSystems } = options
  const said = measures.map(measure => ({ measure, value: valueOf(thing, measure.name) }))
  const usable = said.filter(each => isUsable(thing, each))
  const values = Object.fromEntries(measures.map(({ name }): [string, number | null] => [name, null]))
  for (const { measure, value } of usable) values[measure.name] = value
  for (const share of shares) values[share.name] = shareOf(values, share)
  const alarm = valueOf(thing, ALARM)
  return {
    event: last.at,
    kind: id,
    area: last.area,
    device: thing.id.slice(thing.id.indexOf('/') + 1),
    ...(ofSystems === true ? { system: systemOf(thing.id) } : {}),
    online,
    alarm: alarm === null ? null : alarm > 0,
    alarming: alarm !== null && alarm > 0,
    outside: usable.length === 0 ? null : online && !(usable.every(isWanted) && areWithin(values, shares)),
    faulty: said.some(each => isFaulty(thing, each)),
    ...values,
  }
}

const NO_SHARES: readonly MeasuredShare[] = []
const THOUSANDTHS = 1000

type Values = { readonly [name: string]: number | null }

function shareOf(values: Values, { of, over }: MeasuredShare): number | null {
  const [part, whole] = [values[of] ?? null, values[over] ?? null]
  return part === null || whole === null || whole === 0 ? null : Math.round((part * THOUSANDTHS) / whole)
}

const areWithin = (values: Values, shares: readonly MeasuredShare[]): boolean =>
  shares.every(({ name, most }) => (values[name] ?? 0) <= most)

interface Said {
  readonly measure: Measure
  readonly value: number | null
}

const isMarked = (thing: Thing, name: string, mark: ReadingMark): boolean =>
  thing.parts[name]?.flags.includes(mark) === true

/** A jump that nothing confirmed is no measurement yet; what is stuck still says what it said. */
const isUsable = (thing: Thing, { measure, value }: Said): boolean =>
  value !== null && isPlausible(value, measure) && !isMarked(thing, measure.name, 'held')

const isFaulty = (thing: Thing, said: Said): boolean =>
  said.value !== null && (!isUsable(thing, said) || isMarked(thing, said.measure.name, 'stuck'))

function isWanted({ measure: { wanted }, value }: Said): boolean {
  if (wanted === undefined || value === null) return true
  const { min = -Infinity, max = Infinity } = wanted
  return value >= min && value <= max
}

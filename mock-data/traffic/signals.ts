import type { TownEntry } from '../../shared/areas/document.ts'
import { DAY, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import type { Road } from './roads.ts'

export const STATES = ['正常', '黄闪', '灭灯', '通信中断'] as const
export type SignalState = (typeof STATES)[number]

/** The lights of one crossing. */
export interface Signal {
  readonly code: string
  readonly crossing: string
  readonly town: TownEntry
}

export interface SignalTold {
  readonly signal: Signal
  readonly state: SignalState
  readonly changedAt: number
}

const SIGNALS = 160
/** Of signals, a day. */
const FAILING = 0.08
const FAULTS: readonly SignalState[] = ['黄闪', '灭灯', '通信中断']
const FAULT_WEIGHTS = [4, 2, 4]
/** What never changed since says so: the day on which all of them were last looked after. */
const LOOKED_AFTER = Date.parse('2026-03-01T08:00:00+08:00')
/** No fault lasts longer, minutes. */
const LONGEST = 12 * 60
const FLAPS = 12
const FLAP = 5 * MINUTE

interface Change {
  readonly at: number
  readonly state: SignalState
}

export function createSignals(city: PretendCity, roads: readonly Road[]) {
  const shares = apportion(
    SIGNALS,
    roads.map(({ cameras }) => cameras),
  )
  const signals = roads.flatMap(({ name, town }, r) =>
    Array.from({ length: shares[r]! }, (_, i): Signal => {
      const code = `XH-${String(r + 1).padStart(2, '0')}${String(i + 1).padStart(2, '0')}`
      return { code, crossing: `${name}${i + 1}号路口`, town }
    }),
  )
  const changesOf = remembered(
    day => signals.map(signal => changesOfDay(city, signal, day)),
    DAYS_OF_PAST + 3,
  )
  const told = (at: number): SignalTold[] => {
    const days = Array.from({ length: DAYS_OF_PAST }, (_, i) => dayNumber(at) - i)
    return signals.map((signal, i) => {
      const passed = days.flatMap(day => changesOf(day)[i]!.filter(change => change.at <= at))
      const last = passed.reduce((a, b) => (b.at > a.at ? b : a), NEVER)
      return { signal, state: last.state, changedAt: last.at }
    })
  }
  return { signals, told }
}

const NEVER: Change = { at: LOOKED_AFTER, state: '正常' }

/** A fault and its end; A16: a loose cable lets it come and go every five minutes for an hour. */
function changesOfDay(city: PretendCity, { code }: Signal, day: number): readonly Change[] {
  const chance = stream(city.seed, 'traffic signal', code, day)
  const flaps = city.anomalies.hits('A16', ['traffic', code, day])
  if (!chance.happens(FAILING) && !flaps) return []
  const from = startOfDay(day) + Math.floor(chance.between(0, DAY / MINUTE)) * MINUTE
  const state = chance.weighted(FAULTS, FAULT_WEIGHTS)
  const until = from + Math.min(LONGEST, Math.max(6, Math.round(chance.logNormal(160, 0.6)))) * MINUTE
  if (!flaps)
    return [
      { at: from, state },
      { at: until, state: '正常' },
    ]
  return Array.from({ length: FLAPS }, (_, i) => ({
    at: from + i * FLAP,
    state: i % 2 === 0 ? ('通信中断' as const) : ('正常' as const),
  }))
}

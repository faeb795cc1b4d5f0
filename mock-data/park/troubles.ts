import { MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw, stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import { TAGS, type Tag } from './tags.ts'

/** A time in which a tag is not what it usually is. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Beyond its limit in truth: `part` of the way from the least to the most that it says then. */
export interface Excursion extends Span {
  readonly part: number
}

/**
 * A16: what is wrong with a transmitter. `bad`: it says so itself; `flapping`: every half minute good and bad again; `stuck`: one value;
 * `silent`: none.
 */
export interface Fault extends Span {
  readonly kind: 'bad' | 'flapping' | 'stuck' | 'silent'
}

interface Troubles {
  readonly excursion: Excursion | null
  readonly fault: Fault | null
}

/** Of tags, a day. */
const EXCURSIONS = 0.1
const FAULTS = ['bad', 'flapping', 'stuck', 'silent'] as const
const FAULT_WEIGHTS = [4, 3, 2, 1]

/** The drill of the year (DOMAIN 6.2): a pipe beside six detectors leaks for forty minutes. */
export const DRILL: Span = {
  from: Date.parse('2026-11-26T14:00:00+08:00'),
  to: Date.parse('2026-11-26T14:40:00+08:00'),
}
const DRILLED: ReadonlySet<string> = new Set([107, 108, 109, 110, 111, 112].map(n => `GDS-${n}`))

function troublesOf(city: PretendCity, { id, wrong }: Tag, day: number): Troubles {
  const chance = stream(city.seed, 'park', id, day)
  const spanFor = (median: number): Span => {
    const from = startOfDay(day) + Math.floor(chance.between(0, 22) * 60) * MINUTE
    return { from, to: from + Math.max(2, Math.min(110, Math.round(chance.logNormal(median, 0.6)))) * MINUTE }
  }
  const happens = chance.happens(EXCURSIONS)
  const excursion = { ...spanFor(14), part: chance.next() }
  const fault = { ...spanFor(45), kind: chance.weighted(FAULTS, FAULT_WEIGHTS) }
  return {
    excursion: happens && wrong !== null ? excursion : null,
    fault: city.anomalies.hits('A16', ['park', id, day]) ? fault : null,
  }
}

const holds = <S extends Span>(span: S | null, at: number): S | null =>
  span !== null && span.from <= at && at < span.to ? span : null

/** Alarms are looked back at for a week. */
const DAYS_KEPT = 10

export function createTroubles(city: PretendCity) {
  const ofDay = remembered(
    day => new Map(TAGS.map((tag): [string, Troubles] => [tag.id, troublesOf(city, tag, day)])),
    DAYS_KEPT,
  )
  const at = (tag: Tag, instant: number): Troubles | undefined => ofDay(dayNumber(instant)).get(tag.id)
  return {
    excursion: (tag: Tag, instant: number): Excursion | null =>
      DRILLED.has(tag.id) && holds(DRILL, instant) !== null
        ? { ...DRILL, part: draw(city.seed, 'park drill', tag.id) }
        : holds(at(tag, instant)?.excursion ?? null, instant),
    /** Of the safety system, the excursions that begin on a day. */
    ofSafety: (day: number): readonly { readonly tag: Tag; readonly span: Span }[] =>
      TAGS.filter(({ system }) => system === 'safety').flatMap(tag => {
        const span = ofDay(day).get(tag.id)?.excursion ?? null
        return span === null ? [] : [{ tag, span }]
      }),
    fault: (tag: Tag, instant: number): Fault | null => holds(at(tag, instant)?.fault ?? null, instant),
  }
}
export type ParkTroubles = ReturnType<typeof createTroubles>

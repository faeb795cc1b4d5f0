import { dayNumber, minuteOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import { GATES } from './tags.ts'
import type { Span } from './troubles.ts'

const MINUTES_OF_DAY = 1440
/** 危险品运输车辆 that drive in on a working day, and on a day off. */
const A_DAY = { work: 260, rest: 130, holiday: 60 } as const
/** Tankers are loaded by day. */
const OPENS = 6 * 60
const LAST_IN = 19 * 60
const STAY = 85

/** One that drove in and out, in minutes of the day. */
export interface Visit {
  readonly came: number
  readonly went: number
}

interface Day {
  /** In the order in which they drove in. */
  readonly visits: readonly Visit[]
  readonly entered: readonly Int32Array[]
  readonly left: readonly Int32Array[]
}

/** Whoever comes while the gates are closed waits until they are open again. */
const letIn = (came: number, closures: readonly Span[]): number =>
  closures.reduce((minute, { from, to }) => {
    const [first, last] = [minuteOfDay(from) + 1, minuteOfDay(to)]
    return minute >= first && minute < last ? last : minute
  }, came)

function dayOf(city: PretendCity, day: number, closures: readonly Span[]): Day {
  const chance = stream(city.seed, 'park vehicles', day)
  const count = chance.poisson(A_DAY[city.calendar.kind(day)])
  const empty = () => GATES.map(() => new Int32Array(MINUTES_OF_DAY))
  const [entered, left] = [empty(), empty()]
  const visits: Visit[] = []
  for (let i = 0; i < count; i++) {
    const came = letIn(Math.floor(chance.between(OPENS, LAST_IN)), closures)
    // Whoever is still there is sent out before midnight.
    const went = Math.min(
      MINUTES_OF_DAY - 1 - chance.int(20),
      came + Math.max(15, Math.round(chance.logNormal(STAY, 0.4))),
    )
    entered[chance.int(GATES.length)]![came]!++
    left[chance.int(GATES.length)]![went]!++
    visits.push({ came, went })
  }
  return { visits: visits.sort((a, b) => a.came - b.came), entered, left }
}

const upTo = (counts: readonly Int32Array[], minute: number): number =>
  counts.reduce((sum, ofGate) => sum + ofGate.subarray(0, minute + 1).reduce((a, b) => a + b, 0), 0)

/** Counted since midnight. */
export interface Passed {
  readonly entered: number
  readonly left: number
}

export function createVehicles(city: PretendCity, closures: (day: number) => readonly Span[]) {
  const days = remembered(day => dayOf(city, day, closures(day)), 3)
  const of = (at: number) => ({ ...days(dayNumber(at)), minute: minuteOfDay(at) })
  return {
    visits: (day: number): readonly Visit[] => days(day).visits,
    /** At one gate, up to the end of the minute that begins at `at`. */
    gate(index: number, at: number): Passed {
      const { entered, left, minute } = of(at)
      return { entered: upTo([entered[index]!], minute), left: upTo([left[index]!], minute) }
    },
    /** Inside at the end of the minute that begins at `at`. */
    inside(at: number): number {
      const { entered, left, minute } = of(at)
      return upTo(entered, minute) - upTo(left, minute)
    },
    /** At all of them. */
    today(at: number): Passed {
      const { entered, left, minute } = of(at)
      return { entered: upTo(entered, minute), left: upTo(left, minute) }
    },
  }
}
export type Vehicles = ReturnType<typeof createVehicles>

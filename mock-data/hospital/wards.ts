import { DAY, HOUR, MINUTE, dayNumber, startOfDay, weekdayOf } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw, stream } from '../random.ts'
import type { Hospital } from './hospitals.ts'

/** A hospital at an instant, as it knows itself. Null: it has no such department, or nobody waits. */
export interface Ward {
  readonly hospital: Hospital
  readonly occupied: number
  readonly waiting: number | null
  /** Minutes. */
  readonly longest: number | null
  readonly available: number | null
}

/** Beside an ordinary day, from Monday: planned patients come at its beginning, and go home before the weekend. */
const OF_WEEK = [0.01, 0.03, 0.035, 0.03, 0.01, -0.05, -0.045]
/** Beside the day's mean by the hour: discharged before noon, taken in until the evening. */
const OF_DAY = [
  0.01, 0.01, 0.01, 0.012, 0.012, 0.012, 0.012, 0.01, 0.005, -0.008, -0.022, -0.03, -0.028, -0.022, -0.014,
  -0.008, -0.002, 0.003, 0.006, 0.008, 0.01, 0.01, 0.01, 0.01,
]
const COLD = 0.07
/** A bed in every corridor, and no more. */
const MOST_SHARE = 1.05
const LEAST_SHARE = 0.4
const BETWEEN_DAYS = 0.025

/** People in emergency beside the busiest hour. */
const EMERGENCY = [
  0.38, 0.28, 0.2, 0.15, 0.12, 0.14, 0.22, 0.35, 0.55, 0.74, 0.85, 0.8, 0.66, 0.6, 0.66, 0.7, 0.72, 0.76,
  0.86, 0.97, 1, 0.92, 0.76, 0.55,
]
const COLD_EMERGENCY = 0.45
/** Whom a doctor of emergency sees in an hour, and how many wait for one at the busiest. */
const SEEN_IN_HOUR = 7
const WAITING_PER_DOCTOR = 5

/** A vehicle is out so long on each turn, and so likely at the busiest hour. */
const TURN = 40 * MINUTE
const OUT_AT_BUSIEST = 0.6

const hourOf = (at: number): number => (at - startOfDay(dayNumber(at))) / HOUR

/** Between the values of an hour and the next, as time goes by. */
function along(hours: readonly number[], at: number): number {
  const hour = hourOf(at)
  const from = Math.floor(hour)
  const part = hour - from
  return hours[from]! * (1 - part) + hours[(from + 1) % 24]! * part
}

/** A standard normal of each span of that length, and between them, so that nothing leaps from one report to the next. */
function drift({ seed }: PretendCity, name: string, code: string, span: number, at: number): number {
  const of = (n: number) => stream(seed, 'hospital', name, code, n).normal()
  const [n, part] = [Math.floor(at / span), (at % span) / span]
  return of(n) * (1 - part) + of(n + 1) * part
}

/** Of the week, between a day's middle and the next one's. */
function ofWeek(at: number): number {
  const day = dayNumber(at - DAY / 2)
  const part = (at - DAY / 2 - startOfDay(day)) / DAY
  const of = (d: number) => OF_WEEK[weekdayOf(d) - 1]!
  return of(day) * (1 - part) + of(day + 1) * part
}

/** The cold of the last days and not of today alone: people fall ill of it. */
function coldness({ weather }: PretendCity, at: number): number {
  const today = dayNumber(at)
  const mean = (last: number) => {
    let sum = 0
    for (let day = last - 4; day <= last; day++) sum += weather(day).coldness
    return sum / 5
  }
  const part = hourOf(at) / 24
  return mean(today - 1) * (1 - part) + mean(today) * part
}

function occupiedAt(city: PretendCity, { code, beds, usual }: Hospital, at: number): number {
  const share =
    usual +
    ofWeek(at) +
    along(OF_DAY, at) +
    COLD * coldness(city, at) +
    BETWEEN_DAYS * drift(city, 'beds', code, DAY, at)
  return Math.round(beds * Math.min(MOST_SHARE, Math.max(LEAST_SHARE, share)))
}

function waitingAt(city: PretendCity, { code }: Hospital, busiest: number, at: number): number {
  const ill = 1 + COLD_EMERGENCY * coldness(city, at)
  const luck = Math.exp(0.3 * drift(city, 'emergency', code, HOUR, at))
  return Math.round(busiest * along(EMERGENCY, at) * ill * luck)
}

/** The wait of the last in the queue of all doctors; some are quicker than others. */
function longestWait(city: PretendCity, { code }: Hospital, busiest: number, waiting: number, at: number) {
  if (waiting === 0) return null
  const doctors = Math.max(1, Math.round(busiest / WAITING_PER_DOCTOR))
  const queue = (60 * waiting) / (doctors * SEEN_IN_HOUR)
  return Math.max(3, Math.round(queue * Math.exp(0.15 * drift(city, 'wait', code, HOUR, at))))
}

function availableAt({ seed }: PretendCity, { code }: Hospital, ambulances: number, at: number): number {
  const turn = Math.floor(at / TURN)
  const likely = OUT_AT_BUSIEST * along(EMERGENCY, turn * TURN)
  let ready = ambulances
  for (let n = 0; n < ambulances; n++)
    if (draw(seed, 'hospital', 'ambulance', code, n, turn) < likely) ready--
  return ready
}

export function wardAt(city: PretendCity, hospital: Hospital, at: number): Ward {
  const { emergency, ambulances } = hospital
  const waiting = emergency === null ? null : waitingAt(city, hospital, emergency, at)
  return {
    hospital,
    occupied: occupiedAt(city, hospital, at),
    waiting,
    longest:
      emergency === null || waiting === null ? null : longestWait(city, hospital, emergency, waiting, at),
    available: ambulances === null ? null : availableAt(city, hospital, ambulances, at),
  }
}

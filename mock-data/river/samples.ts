import { DAY, HOUR, MINUTE, dayNumber, fieldsOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import { SECTIONS, type Section } from './sections.ts'

/** So long is told of. */
export const KEPT_DAYS = 40
export const EVERY = 4 * HOUR

/** mg/L, pH without a unit. */
export interface Measured {
  readonly ph: number
  readonly oxygen: number
  readonly permanganate: number
  readonly ammonia: number
  readonly phosphorus: number
}
export type Measure = keyof Measured

/** How a value was spoilt on its way to the table (A9). */
export type Spoilt = 'missing' | 'zero' | 'other unit'

export interface Sample {
  readonly section: Section
  readonly at: number
  readonly toldAt: number
  readonly measured: Measured
  readonly spoilt: { readonly [measure in Measure]?: Spoilt }
}

const MEASURES: readonly Measure[] = ['ph', 'oxygen', 'permanganate', 'ammonia', 'phosphorus']
const SPOILT: readonly Spoilt[] = ['missing', 'zero', 'other unit']
const SPOILT_WEIGHTS = [70, 15, 15]

const whole = (at: number): number => Math.floor(at / 1000) * 1000

/** Cold water holds more oxygen, and in winter ammonia stays where it is. */
function measuredOf({ load, body }: Section, at: number, chance: Chance): Measured {
  const { month } = fieldsOfDay(dayNumber(at))
  const winter = (Math.cos(((month - 1) / 12) * 2 * Math.PI) + 1) / 2
  const swing = (sigma: number) => chance.logNormal(1, sigma)
  const oxygen = (7.4 + 4.2 * winter - 2.1 * load) * swing(0.04)
  return {
    ph: 7.6 + chance.normal() * 0.15,
    oxygen: Math.max(1, oxygen),
    permanganate: 5.2 * load * swing(0.12),
    ammonia: 0.78 * load * (0.75 + 0.4 * winter) * swing(0.16),
    phosphorus: (body === '湖库' ? 0.045 : 0.17) * load * swing(0.13),
  }
}

/** A4: now and then a station is heard of hours later. */
function delayOf(city: PretendCity, key: readonly (string | number)[]): number {
  const chance = stream(city.seed, 'river delay', ...key)
  const usual = chance.between(30, 65) * MINUTE
  return whole(city.anomalies.hits('A4', key) ? usual + chance.between(4, 12) * HOUR : usual)
}

function spoiltOf(city: PretendCity, key: readonly (string | number)[]): Sample['spoilt'] {
  const hit = MEASURES.filter(measure => city.anomalies.hits('A9', [...key, measure]))
  return Object.fromEntries(
    hit.map(measure => [
      measure,
      stream(city.seed, 'river spoilt', ...key, measure).weighted(SPOILT, SPOILT_WEIGHTS),
    ]),
  )
}

function samplesOfDay(city: PretendCity, day: number): readonly Sample[] {
  const instants = Array.from({ length: DAY / EVERY }, (_, i) => startOfDay(day) + i * EVERY)
  return instants.flatMap(at =>
    SECTIONS.map((section): Sample => {
      const key = ['river', section.code, at]
      return {
        ...{ section, at, toldAt: at + delayOf(city, key) },
        measured: measuredOf(section, at, stream(city.seed, 'river sample', section.code, at)),
        spoilt: spoiltOf(city, key),
      }
    }),
  )
}

/** Told at an instant, of the days that are kept. */
export function createSamples(city: PretendCity): (at: number) => readonly Sample[] {
  const ofDay = remembered((day: number) => samplesOfDay(city, day), KEPT_DAYS + 3)
  return at => {
    const today = dayNumber(at)
    return Array.from({ length: KEPT_DAYS }, (_, i) => today - KEPT_DAYS + 1 + i)
      .flatMap(ofDay)
      .filter(({ toldAt }) => toldAt <= at)
  }
}

const DIGITS: { readonly [measure in Measure]: number } = {
  ...{ ph: 2, oxygen: 2, permanganate: 1, ammonia: 3, phosphorus: 3 },
}
const MICRO_PER_MILLI = 1000

/** As the platform writes it; null where nothing came. */
export function textOf({ measured, spoilt }: Sample, measure: Measure): string | null {
  const value = measured[measure].toFixed(DIGITS[measure])
  switch (spoilt[measure]) {
    case 'missing':
      return null
    case 'zero':
      return '0'
    case 'other unit':
      return String(Number(value) * MICRO_PER_MILLI)
    default:
      return value
  }
}

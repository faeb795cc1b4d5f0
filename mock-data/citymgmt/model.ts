import { readFileSync } from 'node:fs'
import { compileCalendar, type Calendar } from '../../shared/calendar/calendar.ts'
import { dateOfDay, dayNumber } from '../../shared/calendar/civil.ts'
import { parseCalendar } from '../../shared/calendar/document.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { dayFactor, instantOfDay } from '../day-shape.ts'
import { CASES_PER_DAY, mattersOfDay, type Matter } from '../matters.ts'
import { stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import type { CityCase } from './case.ts'
import { mixOf } from './categories.ts'
import { createCorridors } from './corridors.ts'
import { LONGEST_CHANGE, makeCase, type Ground } from './making.ts'
import { lastChange, stateAt, type CaseState } from './state.ts'

export interface CaseModel {
  /** Cases whose report falls into the day, in order of time. */
  readonly casesOfDay: (day: number) => readonly CityCase[]
  /** As they stand at the instant: all cases of the last 35 days that had arrived by then and changed after `since`. */
  readonly changedSince: (since: number, at: number) => CaseState[]
  /** All cases of the last 35 days, as they stood at the instant. */
  readonly truth: (at: number) => CaseState[]
}

const EVERY_DAY = new URL('../../documents/calendars/every-day.json', import.meta.url)

function everyDay(): Calendar {
  const parsed = parseCalendar(JSON.parse(readFileSync(EVERY_DAY, 'utf8')))
  if (!parsed.ok) throw new Error(`calendar document ${EVERY_DAY.href}: ${parsed.faults.join('; ')}`)
  return compileCalendar(parsed.document)
}

interface Seen {
  readonly at: number
  readonly matter: Matter | null
}

function sightings(city: PretendCity, day: number, factor: number): Seen[] {
  const chance = stream(city.seed, 'citymgmt', day)
  const ownShare = 1 - city.anomalies.rate('A19')
  const mean = CASES_PER_DAY * ownShare * factor * dayFactor('citymgmt', day, city.calendar, city.weather)
  const own = Array.from({ length: chance.poisson(mean) }, (): Seen => ({
    at: instantOfDay('citymgmt', day, chance),
    matter: null,
  }))
  const shared = [...mattersOfDay(city, day - 1), ...mattersOfDay(city, day)].flatMap(matter => {
    const at = matter.heard.citymgmt
    return at === undefined || dayNumber(at) !== day ? [] : [{ at, matter }]
  })
  return [...own, ...shared].sort((a, b) => a.at - b.at)
}

function casesOf(ground: Ground, day: number): CityCase[] {
  const { city } = ground
  const { weights, factor } = mixOf(city.weather(day), city.weather(day - 1))
  const date = dateOfDay(day).replaceAll('-', '')
  return sightings(city, day, factor).map(({ at, matter }, i) =>
    makeCase(ground, { at, matter, weights, caseNo: `CG${date}${String(i + 1).padStart(5, '0')}` }),
  )
}

const order = (a: CaseState, b: CaseState) =>
  a.updatedAt - b.updatedAt || (a.case.caseNo < b.case.caseNo ? -1 : 1)

export function createCaseModel(city: PretendCity): CaseModel {
  const ground: Ground = { city, corridors: createCorridors(city), calendar: everyDay() }
  // Twice the past: the oldest of the exports looks as far back again as the query does, and both are asked by turns.
  const casesOfDay = remembered(day => casesOf(ground, day), 2 * DAYS_OF_PAST + 5)
  const changedSince = (since: number, at: number): CaseState[] => {
    const last = dayNumber(at)
    const first = Math.max(last - DAYS_OF_PAST, dayNumber(Math.max(0, since - LONGEST_CHANGE)))
    const found: CaseState[] = []
    for (let day = first; day <= last; day++)
      for (const one of casesOfDay(day)) {
        const state = lastChange(one) > since ? stateAt(one, at) : null
        if (state !== null && state.updatedAt > since) found.push(state)
      }
    return found.sort(order)
  }
  return { casesOfDay, changedSince, truth: at => changedSince(-1, at) }
}

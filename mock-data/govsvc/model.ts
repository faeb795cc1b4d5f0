import { DAY, dayNumber } from '../../shared/calendar/civil.ts'
import { dueAt } from '../../shared/calendar/due.ts'
import type { Pause } from '../../shared/calendar/pauses.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { createCatalogue } from './catalogue.ts'
import { casesOfDay, demandFor } from './cases.ts'
import type { Case, Special, Step } from './case.ts'
import type { Handling, Item } from './item.ts'

/** How many days ago a case may have been applied for and still change: those with a clock live long. */
export const LONGEST_LIFE_DAYS: { readonly [handling in Handling]: number } = { '2': 75, '1': 20 }

export interface GovsvcModel {
  readonly catalogue: readonly Item[]
  /** Cases of one handling by the day of application, in the order of application. */
  readonly casesOfDay: (handling: Handling, day: number) => readonly Case[]
  /** Everything that may still change at the instant or changed in the 35 days before it, oldest application first. */
  readonly recent: (at: number) => Generator<Case>
  /** All cases accepted before the instant that changed in the 35 days before it, oldest application first. */
  readonly cases: (at: number) => Generator<Case>
  /** The same as they stood then. */
  readonly truth: (at: number) => Generator<CaseState>
}

/** A case as it stood at an instant: what a perfect reader of all batches would know. */
export interface CaseState {
  readonly of: Case
  readonly open: boolean
  readonly doneAt: number | null
  readonly currentStep: Step | null
  readonly pausedBy: Special | null
  /** Null for what is settled on the spot, and while the clock stands. */
  readonly dueAt: number | null
  readonly overdue: boolean
  readonly rating: Case['rating']
}

export const lastChange = ({ resultAt, corrected, rating, findings }: Case): number =>
  Math.max(
    ...[resultAt, corrected?.at ?? 0, rating?.at ?? 0, rating?.rectifiedAt ?? 0],
    ...findings.map(({ at, mendedAt }) => mendedAt ?? at),
  )

function pausesAt(specials: readonly Special[], at: number): Pause[] {
  return specials
    .filter(special => special.startAt <= at)
    .map(({ kind, startAt, endAt, extendDays }) =>
      kind === '1'
        ? { kind: 'extension', workdays: extendDays }
        : { kind: 'stop', from: startAt, to: endAt <= at ? endAt : null },
    )
}

const doneAtFor = ({ resultAt, corrected }: Case, at: number): number | null => {
  if (resultAt > at) return null
  return corrected !== null && corrected.at <= at ? corrected.resultAt : resultAt
}

/** Null for what is settled on the spot, and while the clock stands. */
function dueFor({ official }: PretendCity, { item, acceptAt, specials }: Case, at: number): number | null {
  if (item.handling === '1') return null
  return dueAt(acceptAt, { n: item.promisedDays, unit: 'workday' }, official, pausesAt(specials, at)).at
}

const isOver = (doneAt: number | null, due: number | null, at: number) =>
  doneAt === null && due !== null && at > due

export function caseAt(city: PretendCity, each: Case, at: number): CaseState {
  const doneAt = doneAtFor(each, at)
  const due = dueFor(city, each, at)
  const during = (span: { startAt: number; endAt: number }) => span.startAt <= at && at < span.endAt
  const pausedBy = each.specials.find(special => special.kind === '2' && during(special)) ?? null
  return {
    of: each,
    open: doneAt === null,
    doneAt,
    currentStep: each.steps.find(during) ?? null,
    pausedBy,
    dueAt: due,
    overdue: isOver(doneAt, due, at),
    rating: each.rating !== null && each.rating.at <= at ? each.rating : null,
  }
}

export interface GovsvcOptions {
  /** 1 is the city as it is; less makes fewer cases, for tests. */
  readonly volume?: number
}

export function createGovsvcModel(city: PretendCity, { volume = 1 }: GovsvcOptions = {}): GovsvcModel {
  const catalogue = createCatalogue(city)
  const demands = { '1': demandFor(city, catalogue, '1'), '2': demandFor(city, catalogue, '2') }
  const ofDay = (handling: Handling, day: number) => casesOfDay(city, demands, handling, day, volume)
  function* recent(at: number): Generator<Case> {
    const today = dayNumber(at)
    for (let day = today - LONGEST_LIFE_DAYS['2']; day <= today; day++)
      for (const handling of ['2', '1'] as const) {
        if (handling === '1' && day < today - DAYS_OF_PAST - LONGEST_LIFE_DAYS['1']) continue
        for (const each of ofDay(handling, day)) if (lastChange(each) > at - DAYS_OF_PAST * DAY) yield each
      }
  }
  function* cases(at: number): Generator<Case> {
    for (const each of recent(at)) if (each.acceptAt <= at) yield each
  }
  function* truth(at: number): Generator<CaseState> {
    for (const each of cases(at)) yield caseAt(city, each, at)
  }
  return { catalogue, casesOfDay: (handling, day) => [...ofDay(handling, day)], recent, cases, truth }
}

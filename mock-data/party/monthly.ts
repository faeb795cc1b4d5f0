import { dayNumber, dayOfFields, daysInMonth, fieldsOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'
import type { Unit } from './units.ts'

/** `2026-11`, and how much of it has passed at the end of that day. */
export interface Month {
  readonly name: string
  readonly firstDay: number
  readonly elapsed: number
}

export function monthOf(day: number): Month {
  const { year, month, dayOfMonth } = fieldsOfDay(day)
  return {
    name: `${year}-${String(month).padStart(2, '0')}`,
    firstDay: dayOfFields(year, month, 1),
    elapsed: dayOfMonth / daysInMonth(year, month),
  }
}

/** The last day of the month before the instant: what a monthly snapshot is of. */
export const snapshotDay = (at: number): number => monthOf(dayNumber(at)).firstDay - 1

export interface Coverage {
  readonly unit: string
  readonly kind: string
  readonly built: number
  readonly due: number
}

/** Of the whole city; 村社区 come from the code table itself. */
const COVERAGE = [
  ['网格', 2486, 2500],
  ['规上企业', 301, 301],
  ['非公企业', 2748, 2861],
  ['社会组织', 402, 428],
] as const

/** How many have an organisation of those that should, by district; the sums of a kind are the same every month. */
export function coverageOf(city: PretendCity, districts: readonly Unit[]): Coverage[] {
  const weights = districts.map(unit =>
    city.places.townsOf(unit.code).reduce((sum, town) => sum + city.places.weightOf(town.code), 0),
  )
  const communities = districts.map(({ code }) => {
    const count = city.places.communities.filter(community => community.code.startsWith(code)).length
    return { unit: code, kind: '村社区', built: count, due: count }
  })
  const others = COVERAGE.flatMap(([kind, built, due]) => {
    const dues = apportion(due, weights)
    const gaps = apportion(due - built, stream(city.seed, 'party', 'gaps', kind).shuffled(weights))
    return districts.map(({ code }, i) => ({
      unit: code,
      kind,
      built: dues[i]! - Math.min(gaps[i]!, dues[i]!),
      due: dues[i]!,
    }))
  })
  return [...communities, ...others]
}

export interface Activity {
  readonly unit: string
  readonly kind: string
  readonly due: number
  readonly done: number
}

/** What branches owe a month (三会一课 and the theme day), per branch, and how early in the month they do it. */
const LIFE = [
  { kind: '支部党员大会', perBranch: 1 / 3, eager: 1.1 },
  { kind: '支委会', perBranch: 1, eager: 1.6 },
  { kind: '党小组会', perBranch: 2.2457, eager: 1.3 },
  { kind: '党课', perBranch: 1, eager: 0.8 },
  { kind: '主题党日', perBranch: 1, eager: 1.45 },
] as const
const NEVER = 0.02

/** Done grows through the month and is complete but for a few at its end. */
export function activitiesOf(city: PretendCity, units: readonly Unit[], day: number): Activity[] {
  const { name, elapsed } = monthOf(day)
  return LIFE.flatMap(({ kind, perBranch, eager }) =>
    units.map(unit => {
      const due = Math.round((unit.branches + unit.direct) * perBranch)
      const zeal = eager * stream(city.seed, 'party', 'zeal', name, kind, unit.code).between(0.85, 1.15)
      const share = (1 - (1 - elapsed) ** zeal) * (1 - NEVER)
      return { unit: unit.code, kind, due, done: Math.min(due, Math.floor(due * share)) }
    }),
  )
}

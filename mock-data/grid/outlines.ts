import { DAY, MINUTE, dateOfDay, dayNumber } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { dayFactor, instantOfDay } from '../day-shape.ts'
import { mattersOfDay, type Matter } from '../matters.ts'
import { stream, type Chance } from '../random.ts'
import { lifeOfEvent, LONGEST_HANDLING } from './life.ts'
import type { GridStep, Outline, Reporter } from './report.ts'

/** Of an ordinary working day (DOMAIN 5). */
export const REPORTS_PER_DAY = 3000
export const EVENTS_PER_DAY = 500
/** 200 riders × 0.3. */
const FROM_RIDERS = 60

/** No phone is without a network longer (A4). */
const LONGEST_DELAY = 3 * DAY
/** From the report to the last change. */
export const LONGEST_CHANGE = LONGEST_DELAY + LONGEST_HANDLING + 2 * DAY

/** An outline with what its content hangs on. */
export interface Draft extends Outline {
  readonly reporter: Reporter
  readonly matter: Matter | null
  readonly correctedAt: number | null
}

interface Seen {
  readonly at: number
  readonly reporter: Reporter
  readonly matter: Matter | null
}

const ON_FOOT: readonly Reporter[] = ['专职网格员', '兼职网格员', '志愿者', '党员']
const ON_FOOT_WEIGHTS = [62, 20, 8, 10]

/** A4: minutes for one in thirty, hours for one in two hundred, days for one in two thousand. */
function delayOf({ anomalies }: PretendCity, reportNo: string, chance: Chance): number {
  if (!anomalies.hits('A4', ['grid', reportNo])) return Math.ceil(chance.between(1, 12)) * 1000
  const kind = chance.next()
  if (kind < 0.83) return Math.ceil(chance.between(3, 55) * 60) * 1000
  return kind < 0.985
    ? Math.ceil(chance.between(1, 20) * 60) * MINUTE
    : Math.ceil(chance.between(20, 72) * 60) * MINUTE
}

function seenOn(city: PretendCity, day: number): { readonly patrols: number[]; readonly events: Seen[] } {
  const chance = stream(city.seed, 'grid', day)
  const factor = dayFactor('grid', day, city.calendar, city.weather)
  const shared = [...mattersOfDay(city, day - 1), ...mattersOfDay(city, day)].filter(
    ({ heard }) => heard.grid !== undefined && dayNumber(heard.grid) === day,
  )
  const own = chance.poisson((EVENTS_PER_DAY - FROM_RIDERS) * factor) - shared.length
  const at = () => instantOfDay('grid', day, chance)
  const events: Seen[] = [
    ...shared.map(matter => ({ at: matter.heard.grid!, reporter: '专职网格员' as const, matter })),
    ...Array.from({ length: Math.max(0, own) }, () => ({
      at: at(),
      reporter: chance.weighted(ON_FOOT, ON_FOOT_WEIGHTS),
      matter: null,
    })),
    ...Array.from({ length: chance.poisson(FROM_RIDERS) }, () => ({
      at: at(),
      reporter: '骑手' as const,
      matter: null,
    })),
  ]
  const patrols = Array.from({ length: chance.poisson((REPORTS_PER_DAY - EVENTS_PER_DAY) * factor) }, at)
  return { patrols, events }
}

export const stepsOfEvent = (seed: string, { reportNo, reportedAt, uploadedAt }: Outline): GridStep[] =>
  lifeOfEvent(reportedAt, uploadedAt, stream(seed, 'grid life', reportNo))

/** A5: some hours later somebody files it under another category. */
function correctionOf(city: PretendCity, reportNo: string, uploadedAt: number): number | null {
  if (!city.anomalies.hits('A5', ['grid', reportNo])) return null
  const hours = Math.min(stream(city.seed, 'grid correction', reportNo).logNormal(4, 0.9), 40)
  return uploadedAt + Math.ceil(hours * 3600) * 1000
}

function draftOf(city: PretendCity, seen: Seen | number, reportNo: string): Draft {
  const event = typeof seen === 'number' ? null : seen
  const reportedAt = Math.floor((event?.at ?? Number(seen)) / 1000) * 1000
  const chance = stream(city.seed, 'grid upload', reportNo)
  const uploadedAt = reportedAt + delayOf(city, reportNo, chance)
  const outline = { reportNo, reportedAt, uploadedAt, matter: event?.matter ?? null }
  if (event === null) {
    const reporter = chance.weighted(ON_FOOT, ON_FOOT_WEIGHTS)
    return { ...outline, kind: 'patrol', reporter, correctedAt: null, changes: [uploadedAt] }
  }
  const correctedAt = correctionOf(city, reportNo, uploadedAt)
  const steps = stepsOfEvent(city.seed, { ...outline, kind: 'event', changes: [] })
  const changes = [
    uploadedAt,
    ...steps.slice(1).map(({ at }) => at),
    ...(correctedAt === null ? [] : [correctedAt]),
  ]
  return {
    ...outline,
    kind: 'event',
    reporter: event.reporter,
    correctedAt,
    changes: changes.sort((a, b) => a - b),
  }
}

/** All reports that were written on a day, in order of time. */
export function draftsOfDay(city: PretendCity, day: number): Draft[] {
  const { patrols, events } = seenOn(city, day)
  const date = dateOfDay(day).replaceAll('-', '')
  const instant = (seen: Seen | number) => (typeof seen === 'number' ? seen : seen.at)
  return [...events, ...patrols]
    .sort((a, b) => instant(a) - instant(b))
    .map((seen, i) => draftOf(city, seen, `WG${date}${String(i + 1).padStart(5, '0')}`))
}

import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw, stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import { createHospitals, type Hospital } from './hospitals.ts'
import { wardAt, type Ward } from './wards.ts'

/** What a hospital reports beside its name. */
export const FIGURES = ['beds', 'occupied', 'waiting', 'longest', 'ambulances', 'available'] as const
export type Figure = (typeof FIGURES)[number]

/** How a figure was spoilt on its way (A9); `contradicts`: it cannot be, beside the one it belongs to (A14). */
export type Spoilt = 'missing' | 'blank' | 'zero' | 'other unit' | 'contradicts'

/** One report of a hospital. */
export interface HospitalReport extends Ward {
  readonly reportedAt: number
  readonly spoilt: { readonly [figure in Figure]?: Spoilt }
}

export interface HospitalModel {
  readonly hospitals: readonly Hospital[]
  /** Of every hospital that was ever heard the report that was heard last. */
  readonly truth: (at: number) => HospitalReport[]
  /** Every report of an instant, as it is made; heard of later. */
  readonly reports: (reportedAt: number) => HospitalReport[]
  /** When that report of a hospital is heard of. */
  readonly heardAt: (hospital: Hospital, reportedAt: number) => number
}

export const REPORT_EVERY = 5 * MINUTE
/** No report is heard of later than this. */
const LATEST = 5 * HOUR

const SPOILT: readonly Spoilt[] = ['missing', 'blank', 'zero', 'other unit']
const SPOILT_WEIGHTS = [62, 18, 12, 8]
const CONTRADICTING: readonly Figure[] = ['occupied', 'available']

/** A fault of a hospital's system is not mended from one report to the next. */
const hourOf = (at: number): number => Math.floor(at / HOUR)

/** Usually some seconds; the slow one half an hour; A4: what was reported in an hour waited for the line to be mended. */
function delayOf({ seed, anomalies }: PretendCity, { code, slow }: Hospital, reportedAt: number): number {
  const hour = hourOf(reportedAt)
  const part = draw(seed, 'hospital delay', code, reportedAt)
  const usual = slow ? (25 + 15 * part) * MINUTE : (15 + 75 * part) * 1000
  if (!anomalies.hits('A4', ['hospital', code, hour])) return Math.floor(usual)
  return Math.floor(usual + (1 + 2 * draw(seed, 'hospital late', code, hour)) * HOUR)
}

function spoiltOf({ seed, anomalies }: PretendCity, { code }: Hospital, at: number) {
  const found: { [figure in Figure]?: Spoilt } = {}
  const hour = hourOf(at)
  for (const figure of FIGURES) {
    const key = ['hospital', code, hour, figure]
    if (!anomalies.hits('A9', key)) continue
    const kind = stream(seed, 'hospital spoilt', ...key).weighted(SPOILT, SPOILT_WEIGHTS)
    // Only the wait is ever told in two units.
    found[figure] = kind === 'other unit' && figure !== 'longest' ? 'missing' : kind
  }
  if (anomalies.hits('A14', ['hospital', code, hour]))
    found[stream(seed, 'hospital contradiction', code, hour).pick(CONTRADICTING)] = 'contradicts'
  return found
}

export function createHospitalModel(city: PretendCity): HospitalModel {
  const hospitals = createHospitals(city)
  // Half an hour of reports: the slow one tells of the time before.
  const made = remembered(
    slot =>
      hospitals.map(hospital => ({
        ...wardAt(city, hospital, slot * REPORT_EVERY),
        reportedAt: slot * REPORT_EVERY,
        spoilt: spoiltOf(city, hospital, slot * REPORT_EVERY),
      })),
    16,
  )
  const heardAt = (hospital: Hospital, at: number) => at + delayOf(city, hospital, at)
  const lastHeard = (hospital: Hospital, now: number): number | null => {
    for (let at = Math.floor(now / REPORT_EVERY) * REPORT_EVERY; at >= now - LATEST; at -= REPORT_EVERY)
      if (heardAt(hospital, at) <= now) return at
    return null
  }
  const reports = (at: number) => made(Math.floor(at / REPORT_EVERY))
  const truth = (now: number): HospitalReport[] =>
    hospitals.flatMap((hospital, i) => {
      const at = lastHeard(hospital, now)
      return at === null ? [] : [reports(at)[i]!]
    })
  return { hospitals, truth, reports, heardAt }
}

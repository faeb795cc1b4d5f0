import { plainTime } from '../time-text.ts'
import type { Figure, HospitalReport } from './model.ts'

const MISSING = '—'
const SECONDS_PER_MINUTE = 60
/** So much more than there are: nobody can mean it. */
const TOO_MANY = 2

function figureOf({ hospital, occupied, waiting, longest, available }: HospitalReport, figure: Figure) {
  const { beds, ambulances } = hospital
  return { beds, occupied, waiting, longest, ambulances, available }[figure]
}

/** The figure that one may not exceed. */
const WITHIN: { readonly [figure in Figure]?: Figure } = { occupied: 'beds', available: 'ambulances' }

function text(report: HospitalReport, figure: Figure): string {
  const value = figureOf(report, figure)
  if (value === null) return MISSING
  switch (report.spoilt[figure]) {
    case 'missing':
      return MISSING
    case 'blank':
      return ''
    case 'zero':
      return '0'
    case 'other unit':
      return String(value * SECONDS_PER_MINUTE)
    case 'contradicts':
      return String((figureOf(report, WITHIN[figure] ?? figure) ?? value) * TOO_MANY)
    default:
      return String(value)
  }
}

/** The row as the platform of the health commission tells it: text throughout, China time without an offset. */
export function rowJson(report: HospitalReport) {
  const { hospital, reportedAt } = report
  return {
    hospitalCode: hospital.code,
    hospitalName: hospital.name,
    level: hospital.level,
    districtCode: hospital.district,
    beds: text(report, 'beds'),
    bedsOccupied: text(report, 'occupied'),
    emergencyWaiting: text(report, 'waiting'),
    longestWaitMinutes: text(report, 'longest'),
    ambulances: text(report, 'ambulances'),
    ambulancesAvailable: text(report, 'available'),
    reportedAt: plainTime(reportedAt),
  }
}

export type HospitalRowJson = ReturnType<typeof rowJson>

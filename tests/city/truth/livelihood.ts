import type { Figure, HospitalReport } from '../../../mock-data/hospital/model.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { HOUR, MINUTE } from '../../../shared/calendar/civil.ts'
import { expecting, INSTANTS, sum, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Asked every five minutes; what nobody told for an hour is counted no more. */
const HOSPITALS: Way = { feeds: ['hospital'], behindMs: MINUTE, goesOn: false }
const BY_TIME: Way = { ...HOSPITALS, goesOn: true }

/** 民生保障: what hospitals told last. A figure that was spoilt on its way is believed by nobody (A9, A14). */
export function livelihoodExpectations({ hospitals }: UpstreamTruth): readonly Expected[] {
  const reports = remembered((at): readonly HospitalReport[] => hospitals.truth(at), INSTANTS)
  const current = (at: number) => reports(at).filter(({ reportedAt }) => at < reportedAt + HOUR)
  const told = (figure: Figure, of: (report: HospitalReport) => number | null) => (report: HospitalReport) =>
    report.spoilt[figure] === undefined ? (of(report) ?? 0) : 0
  const beds = told('beds', ({ hospital }) => hospital.beds)
  const occupied = told('occupied', report => report.occupied)
  const waiting = told('waiting', report => report.waiting)
  return [
    expecting(BY_TIME)('hospital.beds.occupied', at => [sum(current(at), occupied), sum(reports(at), beds)]),
    expecting(HOSPITALS)('hospital.beds', at => sum(reports(at), beds)),
    expecting(BY_TIME)('hospital.emergency.waiting', at => sum(current(at), waiting)),
  ]
}

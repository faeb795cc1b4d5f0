import { callExpectations, eventExpectations, ordersTold } from './calls.ts'
import { economyExpectations } from './economy.ts'
import { enterpriseExpectations } from './enterprise.ts'
import type { Expected } from './expected.ts'
import { hallExpectations } from './hall.ts'
import { ledgerExpectations } from './ledgers.ts'
import { libraryExpectations } from './libraries.ts'
import { livelihoodExpectations } from './livelihood.ts'
import { otherExpectations } from './others.ts'
import { parkExpectations } from './park.ts'
import { partyExpectations } from './party.ts'
import { projectExpectations } from './projects.ts'
import { receptionExpectations } from './reception.ts'
import { rescueExpectations } from './rescue.ts'
import { residenceExpectations } from './residence.ts'
import { safetyExpectations, type Away } from './safety.ts'
import { streetCases, streetExpectations } from './streets.ts'
import { trafficExpectations } from './traffic.ts'
import { createUpstreamTruth } from './upstreams.ts'
import { workExpectations } from './works.ts'

/** What screens should show between two instants of a city that began at the first. */
export function expectations(begun: number, until: number, away: readonly Away[]): readonly Expected[] {
  const truth = createUpstreamTruth(begun)
  const cases = streetCases(truth, begun)
  const calls = ordersTold(truth, begun, until)
  return [
    ...hallExpectations(truth, until),
    ...projectExpectations(truth),
    ...streetExpectations(cases),
    ...callExpectations(calls),
    ...eventExpectations(calls, cases),
    ...partyExpectations(truth),
    ...otherExpectations(truth),
    ...safetyExpectations(truth, begun, away),
    ...parkExpectations(truth),
    ...livelihoodExpectations(truth),
    ...trafficExpectations(truth),
    ...receptionExpectations(truth),
    ...rescueExpectations(truth),
    ...enterpriseExpectations(truth, begun),
    ...economyExpectations(truth),
    ...libraryExpectations(truth),
    ...ledgerExpectations(truth),
    ...residenceExpectations(truth),
    ...workExpectations(truth),
  ]
}

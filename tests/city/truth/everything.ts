import { airAccount } from './air.ts'
import { callExpectations, eventExpectations, ordersTold } from './calls.ts'
import { changeExpectations } from './changes.ts'
import { deviceExpectations } from './devices.ts'
import { economyExpectations } from './economy.ts'
import { enterpriseExpectations } from './enterprise.ts'
import type { Expected } from './expected.ts'
import { hallExpectations } from './hall.ts'
import { ledgerExpectations } from './ledgers.ts'
import { createHearing, type Listening } from './heard.ts'
import { libraryExpectations } from './libraries.ts'
import { lateAndNew, type Listed } from './listed.ts'
import { livelihoodExpectations } from './livelihood.ts'
import { otherExpectations } from './others.ts'
import { parkExpectations } from './park.ts'
import { partyExpectations } from './party.ts'
import { projectExpectations } from './projects.ts'
import { receptionExpectations } from './reception.ts'
import { rescueExpectations } from './rescue.ts'
import { residenceExpectations } from './residence.ts'
import { safetyExpectations } from './safety.ts'
import { streetFlows, streetsInTime } from './street-flows.ts'
import { streetCases, streetExpectations, streetPlaces } from './streets.ts'
import { trafficExpectations } from './traffic.ts'
import { createUpstreamTruth } from './upstreams.ts'
import { workExpectations } from './works.ts'

/** What upstreams say of a run. */
export interface Accounts {
  readonly expected: readonly Expected[]
  readonly listed: readonly Listed[]
}

/** What screens should show while a city runs, from its beginning on. */
export function accountsOf(listening: Listening): Accounts {
  const { begun, until, away } = listening
  const truth = createUpstreamTruth(begun)
  const cases = streetCases(truth, begun)
  const calls = ordersTold(truth, begun, until)
  const air = airAccount(truth)
  const expected = [
    ...hallExpectations(truth, until),
    ...projectExpectations(truth),
    ...streetExpectations(cases),
    ...streetPlaces(truth, cases),
    ...streetFlows(cases),
    ...streetsInTime(truth, begun),
    ...callExpectations(calls),
    ...eventExpectations(calls, cases),
    ...changeExpectations(truth, until),
    ...deviceExpectations(createHearing(truth, listening)),
    ...air.expected,
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
  return { expected, listed: [...air.listed, ...lateAndNew(truth, calls, cases, until)] }
}

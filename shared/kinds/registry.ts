import { airHour } from './air-hour/kind.ts'
import { alert } from './alert/kind.ts'
import { hallQueue } from './hall-queue/kind.ts'
import { certificate } from './certificate/kind.ts'
import { cityCase } from './city-case/kind.ts'
import { cityWork } from './city-work/kind.ts'
import { creditRecord } from './credit-record/kind.ts'
import { devices } from './device/devices.ts'
import { dispute } from './dispute/kind.ts'
import { gridReport } from './grid-report/kind.ts'
import { guidanceBoard } from './guidance-board/kind.ts'
import { hospital } from './hospital/kind.ts'
import { hotlineOrder } from './hotline-order/kind.ts'
import { indicator } from './indicator/kind.ts'
import type { Kind } from './kind.ts'
import { occurrence } from './occurrence/kind.ts'
import { ledgerEntry } from './ledger-entry/kind.ts'
import { legalEntity } from './legal-entity/kind.ts'
import { parkLinkage } from './park-linkage/kind.ts'
import { partyActivity } from './party-activity/kind.ts'
import { partyChainMatter } from './party-chain-matter/kind.ts'
import { partyChainMember } from './party-chain-member/kind.ts'
import { partyCoverage } from './party-coverage/kind.ts'
import { partyDuty } from './party-duty/kind.ts'
import { partyMemberStat } from './party-member-stat/kind.ts'
import { partyOrg } from './party-org/kind.ts'
import { partyWhistle } from './party-whistle/kind.ts'
import { problem } from './problem/kind.ts'
import { project } from './project/kind.ts'
import {
  attractionReport,
  carrierReport,
  chainReport,
  civilReport,
  facilityReport,
  marketReport,
  pairingReport,
  schoolReport,
} from './report/reports.ts'
import { rescueResource } from './rescue-resource/kind.ts'
import { rescueTurnout } from './rescue-turnout/kind.ts'
import { residenceCheck } from './residence-check/kind.ts'
import { residenceCount } from './residence-count/kind.ts'
import { roadAccident } from './road-accident/kind.ts'
import { sanitation } from './sanitation/kind.ts'
import { serviceCase } from './service-case/kind.ts'
import { serviceItem } from './service-item/kind.ts'
import { shareWindow } from './share-window/kind.ts'
import { stationVisit } from './station-visit/kind.ts'
import { submission } from './submission/kind.ts'
import { supervision } from './supervision/kind.ts'
import { pairingVisit } from './pairing-visit/kind.ts'
import { teaSession } from './tea-session/kind.ts'
import { trafficSignal } from './traffic-signal/kind.ts'
import { utilityFirm } from './utility-firm/kind.ts'
import { utilityMatter } from './utility-matter/kind.ts'
import { warning } from './warning/kind.ts'
import { waterSample } from './water-sample/kind.ts'

/** Every type of record the city knows: one line each. */
export const kinds: readonly Kind[] = [
  cityCase,
  hotlineOrder,
  serviceItem,
  serviceCase,
  hallQueue,
  project,
  indicator,
  occurrence,
  marketReport,
  civilReport,
  pairingReport,
  chainReport,
  carrierReport,
  attractionReport,
  facilityReport,
  schoolReport,
  gridReport,
  ...devices,
  sanitation,
  airHour,
  hospital,
  roadAccident,
  trafficSignal,
  shareWindow,
  guidanceBoard,
  parkLinkage,
  rescueResource,
  rescueTurnout,
  partyOrg,
  partyMemberStat,
  partyCoverage,
  partyActivity,
  partyChainMember,
  partyChainMatter,
  partyWhistle,
  partyDuty,
  supervision,
  alert,
  problem,
  teaSession,
  pairingVisit,
  stationVisit,
  submission,
  dispute,
  warning,
  legalEntity,
  creditRecord,
  certificate,
  ledgerEntry,
  residenceCount,
  residenceCheck,
  cityWork,
  utilityFirm,
  utilityMatter,
  waterSample,
]

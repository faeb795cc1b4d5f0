import { HOUR } from '../../shared/calendar/civil.ts'
import type { Anomalies } from '../anomalies.ts'
import type { CloudEvent } from '../delivery/delivery.ts'
import { isoSeconds } from '../time-text.ts'
import type { ReportState } from './report.ts'
import type { Duty } from './riders.ts'

const SOURCE = '/liaoyang/grid'

function placeFields({ site }: ReportState['report']) {
  const { district, town, community, gridCode, address, point } = site
  const known = community !== null && community.code !== ''
  return {
    districtCode: district.code,
    district: district.name,
    townCode: town.code,
    town: town.name,
    communityCode: known ? community.code : null,
    community: community?.name ?? null,
    gridCode,
    address,
    crs: 'GCJ02',
    lon: point.x,
    lat: point.y,
  }
}

/** A14: the clock of the community's computer was an hour slow when the last note was written. */
function historyOf({ report, steps }: ReportState, impossible: boolean) {
  const last = steps.length - 1
  return steps.map(({ at, status, note }, i) => ({
    status,
    at: isoSeconds(impossible && i > 0 && i === last ? report.reportedAt - HOUR : at),
    note,
  }))
}

/** A patrol that found nothing has no category. */
const categoryFields = ({ category }: ReportState) =>
  category === null
    ? { categoryCode: null, category: null, level: null }
    : { categoryCode: category.code, category: category.name, level: category.level }

/** The report as the app's server tells it. */
export function reportJson(state: ReportState, anomalies: Anomalies) {
  const { report, version, updatedAt, steps } = state
  return {
    reportNo: report.reportNo,
    version,
    updatedAt: isoSeconds(updatedAt),
    reportedAt: isoSeconds(report.reportedAt),
    uploadedAt: isoSeconds(report.uploadedAt),
    kind: report.kind,
    reporterType: report.reporter,
    reporterNo: report.reporterNo,
    ...categoryFields(state),
    description: report.description,
    photoRef: null,
    ...placeFields(report),
    status: steps.at(-1)!.status,
    upgradedTo: steps.some(({ status }) => status === 'upgraded') ? report.upgrade : null,
    feedback: steps.find(({ status }) => status === 'feedback_sent')?.note ?? null,
    history: historyOf(state, anomalies.hits('A14', ['grid', report.reportNo])),
  }
}

export type ReportJson = ReturnType<typeof reportJson>

/** A7: an old version of the app sends its point as one text and leaves out what it does not know. */
export function oldForm({ lon, lat, history: _history, status: _status, ...rest }: ReportJson) {
  return { ...rest, location: `${lon},${lat}` }
}

const event = <Data extends object>(
  id: string,
  type: string,
  subject: string,
  time: string,
  data: Data,
): CloudEvent<Data> => ({
  specversion: '1.0',
  id,
  source: SOURCE,
  type: `cn.liaoyang.grid.${type}`,
  subject,
  time,
  datacontenttype: 'application/json',
  data,
})

export const reportEvent = (state: ReportState, anomalies: Anomalies): CloudEvent => {
  const json = reportJson(state, anomalies)
  const id = `${json.reportNo}-${json.version}`
  const old = anomalies.hits('A7', ['grid', json.reportNo])
  return event(id, 'report', json.reportNo, json.updatedAt, old ? oldForm(json) : json)
}

export function dutyJson({ at, total, onDuty, towns }: Duty) {
  return { asOf: isoSeconds(at), role: '骑手', total, onDuty, towns }
}

export type DutyJson = ReturnType<typeof dutyJson>

export const dutyEvent = (duty: Duty): CloudEvent<DutyJson> => {
  const json = dutyJson(duty)
  return event(`duty-${duty.at}`, 'duty', 'riders', json.asOf, json)
}

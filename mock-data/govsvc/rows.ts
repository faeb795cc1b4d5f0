import { HOUR, MINUTE, dayNumber, isoOf } from '../../shared/calendar/civil.ts'
import { dueAt } from '../../shared/calendar/due.ts'
import type { PretendCity } from '../city.ts'
import { draw } from '../random.ts'
import type { Case, Finding, Special, Step } from './case.ts'
import type { Item } from './item.ts'
import type { Row } from '../sql/table.ts'
import type { TableName } from './tables.ts'

/** Something becomes known: from `at` on this row stands in that table. */
export interface RowChange {
  readonly table: TableName
  readonly guid: string
  readonly at: number
  readonly deleted: boolean
  /** Nothing stood under this guid before. */
  readonly first: boolean
  /** Made only when it is written. */
  readonly row: () => Row
}

/** `2026-11-22 09:14:03`, local, as these systems write it. */
export const localTime = (at: number): string => isoOf(at).slice(0, 19).replace('T', ' ')

const EIGHT_HOURS = 8 * HOUR

/** A10: a district's system has lost its time zone for a week: its business times are UTC, its exchange times are not. */
function clockOf(city: PretendCity, { item, acceptAt }: Case): (at: number) => string {
  const week = Math.floor(dayNumber(acceptAt) / 7)
  const lost = city.anomalies.hits('A10', ['govsvc', item.areaCode.slice(0, 6), week], 25)
  return lost ? at => localTime(at - EIGHT_HOURS) : localTime
}

const clerk = (name: string) => `${name}窗口经办`

function acceptRow(city: PretendCity, each: Case): Row {
  const { item, caseNo, acceptAt } = each
  const time = clockOf(city, each)
  const promised = dueAt(acceptAt, { n: item.promisedDays, unit: 'workday' }, city.official).at
  return {
    project_no: caseNo,
    task_code: item.taskCode,
    catalog_code: item.catalogCode,
    task_name: item.name,
    task_version: 1,
    project_type: item.handling,
    apply_type: each.applyType,
    applyer_type: each.applicantType,
    applyer_name: each.applicant,
    contact_mobile: '138****0000',
    apply_date: time(each.applyAt),
    accept_date: time(acceptAt),
    anticipate_day: item.statutoryDays,
    anticipate_type: '1',
    promise_day: item.promisedDays,
    promise_type: '1',
    promise_date: promised === null ? null : time(promised),
    org_code: item.department.code,
    org_name: item.department.name,
    area_code: item.areaCode,
    handle_user_name: clerk(item.department.name),
    service_flags: each.flags.join('^'),
    zone_name: item.delegatedTo,
    commitment_mode: each.mode === null ? null : each.mode === 'committed' ? '1' : '0',
  }
}

/** A step that still goes on has its start written as its end, and says so in process_state (1 待办, 2 已办). */
function stepRow(
  city: PretendCity,
  each: Case,
  { name, startAt, endAt, department }: Step,
  over: boolean,
): Row {
  const time = clockOf(city, each)
  return {
    project_no: each.caseNo,
    process_name: name,
    event_name: over ? '通过' : '其他',
    event_start_time: time(startAt),
    event_end_time: time(over ? endAt : startAt),
    process_state: over ? '2' : '1',
    org_code: department.code,
    org_name: department.name,
    handle_user_name: clerk(department.name),
    handle_explain: over ? '符合要求' : '',
  }
}

function specialRow(
  city: PretendCity,
  each: Case,
  { kind, name, startAt, endAt, extendDays }: Special,
  over: boolean,
): Row {
  const time = clockOf(city, each)
  return {
    project_no: each.caseNo,
    special_type: kind,
    special_name: name,
    special_reason: kind === '1' ? '情况复杂,经负责人批准延长' : `依法需要${name}`,
    special_time: time(startAt),
    end_time: time(over ? endAt : startAt),
    extend_day: extendDays,
    handle_user: clerk(each.item.department.name),
  }
}

const EXPLAINED = {
  '1': '准予许可',
  '2': '不予许可',
  '3': '申请人撤回',
  '4': '作废',
  '5': '转报上级',
} as const

function resultRow(city: PretendCity, each: Case, resultAt: number): Row {
  const time = clockOf(city, each)
  // A14: typed by hand, before the case was even accepted.
  const impossible = city.anomalies.hits('A14', ['govsvc', each.caseNo])
  return {
    project_no: each.caseNo,
    result_date: time(impossible ? each.acceptAt - HOUR : resultAt),
    result_type: each.resultType,
    result_explain: EXPLAINED[each.resultType],
    decide_org_name: each.decidedBy,
    is_delivery_results: each.applyType === '1' ? '0' : '1',
    handle_user_name: clerk(each.item.department.name),
  }
}

function ratingRow(
  city: PretendCity,
  each: Case,
  rating: NonNullable<Case['rating']>,
  rectified: boolean,
): Row {
  const time = clockOf(city, each)
  return {
    project_no: each.caseNo,
    satisfaction: rating.code,
    evaluate_time: time(rating.at),
    evaluate_channel: each.applyType,
    rectify_state: rating.code < '4' ? null : rectified ? '1' : '0',
    rectify_time: rectified && rating.rectifiedAt !== null ? time(rating.rectifiedAt) : null,
  }
}

function findingRow(city: PretendCity, each: Case, finding: Finding, mended: boolean): Row {
  const time = clockOf(city, each)
  const { department } = each.item
  return {
    project_no: each.caseNo,
    inspect_type: finding.means,
    inspect_matter: finding.matter,
    inspect_time: time(finding.at),
    inspect_result: finding.outcome,
    rectify_time: mended && finding.mendedAt !== null ? time(finding.mendedAt) : null,
    org_code: department.code,
    org_name: department.name,
    inspect_user_name: finding.means === '5' ? '效能监察系统' : '营商监督员',
  }
}

/** Collects the changes of one case. */
function changeList(caseNo: string) {
  const changes: RowChange[] = []
  const add = (
    table: TableName,
    part: string,
    at: number,
    row: () => Row,
    how: Partial<RowChange> = {},
  ): void => {
    changes.push({ table, guid: `${caseNo}${part}`, at, deleted: false, first: false, row, ...how })
  }
  return { changes, add }
}

type Add = ReturnType<typeof changeList>['add']
const NEW = { first: true }

function addAcceptance(city: PretendCity, each: Case, add: Add): void {
  const row = () => acceptRow(city, each)
  add('accept', 'A', each.acceptAt, row, NEW)
  if (!city.anomalies.hits('A6', ['govsvc', each.caseNo])) return
  const again = each.acceptAt + (20 + 200 * draw(city.seed, 'A6', each.caseNo)) * MINUTE
  add('accept', 'A', again, row, { deleted: true })
  add('accept', 'A2', again, row, NEW)
}

function addCourse(city: PretendCity, each: Case, add: Add): void {
  each.steps.forEach((step, i) => {
    add('process', `P${i + 1}`, step.startAt, () => stepRow(city, each, step, false), NEW)
    add('process', `P${i + 1}`, step.endAt, () => stepRow(city, each, step, true))
  })
  each.specials.forEach((special, i) => {
    add('special', `S${i + 1}`, special.startAt, () => specialRow(city, each, special, false), NEW)
    add('special', `S${i + 1}`, special.endAt, () => specialRow(city, each, special, true))
  })
}

function addEnd(city: PretendCity, each: Case, add: Add): void {
  const { resultAt, corrected, rating } = each
  add('result', 'R', resultAt, () => resultRow(city, each, resultAt), NEW)
  if (corrected !== null) add('result', 'R', corrected.at, () => resultRow(city, each, corrected.resultAt))
  if (rating === null) return
  add('evaluate', 'E', rating.at, () => ratingRow(city, each, rating, false), NEW)
  if (rating.rectifiedAt === null) return
  add('evaluate', 'E', rating.rectifiedAt, () => ratingRow(city, each, rating, true))
}

function addFindings(city: PretendCity, each: Case, add: Add): void {
  each.findings.forEach((finding, i) => {
    const { at, mendedAt } = finding
    add('inspect', `I${i + 1}`, at, () => findingRow(city, each, finding, false), NEW)
    if (mendedAt !== null) add('inspect', `I${i + 1}`, mendedAt, () => findingRow(city, each, finding, true))
  })
}

/** All that becomes known of a case in its life; of one row in the order of time. */
export function changesOf(city: PretendCity, each: Case): readonly RowChange[] {
  const { changes, add } = changeList(each.caseNo)
  addAcceptance(city, each, add)
  addCourse(city, each, add)
  addEnd(city, each, add)
  addFindings(city, each, add)
  return changes
}

export function itemRow(item: Item, areaName: string): Row {
  return {
    catalog_code: item.catalogCode,
    task_code: item.taskCode,
    task_version: 1,
    task_name: item.name,
    task_type: item.taskType,
    task_state: '1',
    use_level: item.useLevel,
    project_type: item.handling,
    server_type: item.servedTo,
    handle_type: item.handleForm,
    dept_code: item.department.code,
    dept_name: item.department.name,
    anticipate_day: item.statutoryDays,
    anticipate_type: '1',
    promise_day: item.promisedDays,
    promise_type: '1',
    limit_scene_num: item.visits,
    is_online: '1',
    is_entry_center: '1',
    step_num: item.steps,
    is_commitment: item.commitment ? '1' : '0',
    delegated_to: item.delegatedTo,
    area_code: item.areaCode,
    area_name: areaName,
  }
}

import { HOUR, dateOfDay, dayNumber, isoOf, startOfDay, timeOfDay } from '../../shared/calendar/civil.ts'
import type { Row } from '../sql/table.ts'
import { chainMembers, matterState, type ChainMatter } from './chain.ts'
import type { Duty, Whistle } from './grid-work.ts'
import { isBranchOfTown, type PartyModel } from './model.ts'
import { monthOf, snapshotDay } from './monthly.ts'
import type { Organisation } from './organisations.ts'

export const localTime = (at: number): string => isoOf(at).slice(0, 19).replace('T', ' ')

const CHAIN = '化工产业链'
/** Activities are counted at the end of the office day. */
const COUNTED_AT = 18 * HOUR
/** The month's snapshot is there in the morning of its first day. */
const SNAPSHOT_AT = 8 * HOUR

/** The day whose count of activities stands in the table. */
export const activityDay = (at: number): number => dayNumber(at) - (timeOfDay(at) >= COUNTED_AT ? 0 : 1)

/** The month's end whose snapshot stands in the tables. */
export const snapshotOf = (at: number): number => snapshotDay(at - SNAPSHOT_AT)

const snapshot = (id: string, day: number): Row => ({
  row_id: id,
  as_of: dateOfDay(day),
  updated_at: localTime(startOfDay(day + 1) + SNAPSHOT_AT),
})

const orgRow = (org: Organisation, day: number): Row => ({
  ...snapshot(org.id, day),
  org_id: org.id,
  org_name: org.name,
  org_type: org.type,
  parent_id: org.parent,
  unit_code: org.unit,
  category: org.category,
  area_code: org.areaCode,
  member_count: org.members,
  state: org.rectifying ? '整顿中' : '正常',
  chain_name: org.chain,
  has_grid: isBranchOfTown(org) ? '1' : '0',
})

export const orgRows = ({ organisations }: PartyModel, day: number): Row[] =>
  organisations.map(org => orgRow(org, day))

export function memberRows({ members, units }: PartyModel, day: number): Row[] {
  const unitOf = new Map(units.map(unit => [unit.code, unit]))
  return members.map(({ unit, dimension, key, count }) => ({
    ...snapshot(`${unit}/${dimension}/${key}`, day),
    unit_code: unit,
    unit_name: unitOf.get(unit)?.name ?? null,
    area_code: unitOf.get(unit)?.district ?? null,
    dimension,
    item: key,
    member_count: count,
  }))
}

export const coverageRows = ({ coverage }: PartyModel, day: number): Row[] =>
  coverage.map(({ unit, kind, built, due }) => ({
    ...snapshot(`${unit}/${kind}`, day),
    unit_code: unit,
    area_code: unit,
    kind,
    built,
    due,
  }))

export const chainMemberRows = (day: number): Row[] =>
  chainMembers.map(({ id, role, name }) => ({
    ...snapshot(id, day),
    chain_name: CHAIN,
    role,
    member_name: name,
  }))

export function activityRows(model: PartyModel, day: number): Row[] {
  const districtOf = new Map(model.units.map(unit => [unit.code, unit.district]))
  return model.activities(day).map(({ unit, kind, due, done }) => ({
    row_id: `${monthOf(day).name}/${unit}/${kind}`,
    as_of: dateOfDay(day),
    updated_at: localTime(startOfDay(day) + COUNTED_AT),
    month: monthOf(day).name,
    unit_code: unit,
    area_code: districtOf.get(unit) ?? null,
    kind,
    due,
    done,
  }))
}

/** A row of something that goes on, and when it last changed; made only when it is written. */
export interface LiveRow {
  readonly at: number
  readonly row: () => Row
}

/** -Infinity before the first of the times. */
const latest = (at: number, times: readonly (number | null)[]): number =>
  times.reduce<number>((last, time) => (time !== null && time <= at && time > last ? time : last), -Infinity)

const whistleState = ({ reportAt, doneAt }: Whistle, at: number): string => {
  if (doneAt !== null && doneAt <= at) return '办结'
  return reportAt !== null && reportAt <= at ? '报到' : '吹哨'
}

function whistleFields(each: Whistle, branchName: string, at: number): Row {
  const { reportAt, doneAt, corrected } = each
  const over = doneAt !== null && doneAt <= at
  return {
    row_id: each.id,
    branch_id: each.branch,
    branch_name: branchName,
    area_code: each.areaCode,
    matter: each.matter,
    state: whistleState(each, at),
    whistle_at: localTime(each.whistleAt),
    report_at: reportAt !== null && reportAt <= at ? localTime(reportAt) : null,
    done_at: over ? localTime(corrected !== null && corrected.at <= at ? corrected.doneAt : doneAt) : null,
  }
}

export function whistleRow(each: Whistle, branchName: string, at: number): LiveRow {
  const changed = latest(at, [each.whistleAt, each.reportAt, each.doneAt, each.corrected?.at ?? null])
  return {
    at: changed,
    row: () => ({ ...whistleFields(each, branchName, at), updated_at: localTime(changed) }),
  }
}

export function dutyRow(
  { id, branch, areaCode, since, until }: Duty,
  branchName: string,
  at: number,
): LiveRow {
  const changed = latest(at, [since, until])
  const row = () => ({
    row_id: id,
    updated_at: localTime(changed),
    branch_id: branch,
    branch_name: branchName,
    area_code: areaCode,
    since: localTime(since),
    until: until <= at ? localTime(until) : null,
  })
  return { at: changed, row }
}

const STATES = { done: '已办结', in_progress: '办理中', overdue: '已超期' } as const

export function matterRow(matter: ChainMatter, at: number): LiveRow {
  const { id, enterprise, service, title, openedAt, dueAt, doneAt } = matter
  const changed = latest(at, [openedAt, doneAt > dueAt ? dueAt + 1000 : null, doneAt])
  const row = () => ({
    row_id: id,
    updated_at: localTime(changed),
    chain_name: CHAIN,
    enterprise_id: enterprise,
    service_id: service,
    title,
    opened_at: localTime(openedAt),
    due_at: localTime(dueAt),
    done_at: doneAt <= at ? localTime(doneAt) : null,
    state: STATES[matterState(matter, at)],
  })
  return { at: changed, row }
}

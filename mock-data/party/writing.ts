import { dayNumber } from '../../shared/calendar/civil.ts'
import type { SqliteFile } from '../sql/sqlite.ts'
import type { Row, Table } from '../sql/table.ts'
import { createIndex, createTable, write, type SqlTarget } from '../sql/target.ts'
import { keptSince, type PartyModel } from './model.ts'
import { SETTLED_AFTER_DAYS, type Whistle } from './grid-work.ts'
import {
  activityDay,
  activityRows,
  chainMemberRows,
  coverageRows,
  dutyRow,
  localTime,
  matterRow,
  memberRows,
  orgRows,
  snapshotOf,
  whistleRow,
  type LiveRow,
} from './rows.ts'
import { TABLES } from './tables.ts'

export async function createTables(target: SqlTarget): Promise<void> {
  for (const table of Object.values(TABLES)) {
    await target.run(createTable(table, target.dialect))
    const index = createIndex(table, target.dialect)
    if (index !== null) await target.run(index)
  }
}

async function transaction(target: SqlTarget, work: () => Promise<void>): Promise<void> {
  await target.run('BEGIN')
  await work()
  await target.run('COMMIT')
}

async function replace(target: SqlTarget, table: Table, rows: readonly Row[]): Promise<void> {
  await target.run(`DELETE FROM ${table.name}`)
  await write(target, table, rows)
}

/** The month's snapshot, whole or not at all. */
const writeSnapshot = (target: SqlTarget, model: PartyModel, day: number): Promise<void> =>
  transaction(target, async () => {
    await replace(target, TABLES.org, orgRows(model, day))
    await replace(target, TABLES.member, memberRows(model, day))
    await replace(target, TABLES.coverage, coverageRows(model, day))
    await replace(target, TABLES.chainMember, chainMemberRows(day))
  })

/** Everything that changed with from < at <= to. */
function changedRows(model: PartyModel, from: number, to: number) {
  const nameOf = namesOf(model)
  const first = Math.max(dayNumber(keptSince(to)), dayNumber(from) - SETTLED_AFTER_DAYS)
  const days = Array.from({ length: dayNumber(to) - first + 1 }, (_, i) => first + i)
  const branch = (id: string) => nameOf.get(id) ?? ''
  const within = ({ at }: LiveRow) => at > from && at <= to
  // Of the days before, almost all is over: it is passed by before anything is made of it.
  const whistles = days.flatMap(day => model.whistlesOfDay(day).filter(w => lastOfWhistle(w) > from))
  const duties = days.flatMap(day => model.dutiesOfDay(day).filter(({ until }) => until > from))
  return {
    whistles: whistles.map(w => whistleRow(w, branch(w.branch), to)).filter(within),
    duties: duties.map(d => dutyRow(d, branch(d.branch), to)).filter(within),
    matters: model
      .matters(to)
      .map(matter => matterRow(matter, to))
      .filter(within),
  }
}

const lastOfWhistle = ({ whistleAt, reportAt, doneAt, corrected }: Whistle): number =>
  corrected?.at ?? doneAt ?? reportAt ?? whistleAt

const kept = new WeakMap<PartyModel, ReadonlyMap<string, string>>()
function namesOf(model: PartyModel): ReadonlyMap<string, string> {
  const names = kept.get(model) ?? new Map(model.organisations.map(({ id, name }) => [id, name]))
  kept.set(model, names)
  return names
}

const made = ({ row }: LiveRow): Row => row()

export const writeChanges = (target: SqlTarget, model: PartyModel, from: number, to: number): Promise<void> =>
  transaction(target, async () => {
    const { whistles, duties, matters } = changedRows(model, from, to)
    await write(target, TABLES.whistle, whistles.map(made))
    await write(target, TABLES.duty, duties.map(made))
    await write(target, TABLES.chainMatter, matters.map(made))
  })

/** What stands in the tables beside the live rows, so that a restart writes only what is new. */
export interface Standing {
  readonly snapshot: number | null
  readonly activity: number | null
}

export async function writeCounts(
  target: SqlTarget,
  model: PartyModel,
  at: number,
  standing: Standing,
): Promise<Standing> {
  const snapshot = snapshotOf(at)
  const activity = activityDay(at)
  if (snapshot !== standing.snapshot) await writeSnapshot(target, model, snapshot)
  if (activity !== standing.activity)
    await transaction(target, () => write(target, TABLES.activity, activityRows(model, activity)))
  return { snapshot, activity }
}

/** What is older than the past that the system keeps. */
export function prune({ database }: SqliteFile, at: number): void {
  const before = localTime(keptSince(at))
  database.prepare(`DELETE FROM ${TABLES.whistle.name} WHERE whistle_at < ?`).run(before)
  database.prepare(`DELETE FROM ${TABLES.duty.name} WHERE since < ?`).run(before)
  database.prepare(`DELETE FROM ${TABLES.chainMatter.name} WHERE done_at < ?`).run(before)
}

import { told } from '../fields.ts'
import type { Derived, Env, Row, Thing } from '../kind.ts'
import { limitInDays } from '../limit-in-days.ts'
import { marksOf, type Mark } from '../marks.ts'
import { earlier } from '../next-at.ts'
import { verdictOf, type Verdict } from '../verdict.ts'
import type { Standing } from '../approval/course.ts'
import type { ApprovalState } from '../approval/state.ts'
import type { Due } from '../../calendar/due.ts'
import { caseFileOf, type CaseFile } from './case-file.ts'
import type { CaseFields, ResultFields } from './fields.ts'
import { findingRows } from './finding-rows.ts'
import { dueOf, limitOf, netDaysOf, NO_PROGRESS, progressOf, type Progress } from './clock.ts'
import { standingOf } from './standing.ts'
import type { Station } from './stations.ts'
import { stepRows } from './step-rows.ts'
import { whereaboutsOf } from './whereabouts.ts'

/** A case at an instant: what all its tables together say. */
export function deriveCase(thing: Thing, env: Env): Derived | null {
  const file = caseFileOf(thing)
  if (file === null) return null
  const facts = factsOf(file, env)
  return {
    area: file.main.area,
    row: rowOf(file, facts),
    rows: { steps: stepRows(file, env.calendar), findings: findingRows(file) },
    nextAt: earlier(facts.verdict.nextAt, facts.progress.nextAt),
  }
}

/** What is worked out of a case before its row is written. */
interface Facts {
  readonly state: ApprovalState
  readonly open: boolean
  readonly station: Station | null
  readonly doneAt: number | null
  readonly dueAt: number | null
  readonly netDays: number | null
  readonly verdict: Verdict
  readonly progress: Progress
  readonly marks: readonly Mark[]
}

function factsOf(file: CaseFile, env: Env): Facts {
  const { fields, pauses } = file
  const acceptedAt = told(fields.acceptedAt)
  const standing = standingOf(file)
  const limit = limitOf(fields)
  const due = dueOf(acceptedAt, limit, pauses, env)
  const end = endOf(file, standing, acceptedAt)
  const verdict = verdictOfCase(file, standing, due, end, env)
  const running = isRunning(standing)
  const whereabouts = running && acceptedAt !== null ? whereaboutsOf(file.steps, acceptedAt) : null
  const progress =
    whereabouts === null || acceptedAt === null || acceptedAt > env.now
      ? NO_PROGRESS
      : progressOf({ acceptedAt, limit, due, pauses, whereabouts }, env)
  return {
    state: stateOf(standing, verdict),
    open: running,
    station: whereabouts === null ? null : whereabouts.station,
    doneAt: end.doneAt,
    dueAt: due.at,
    netDays: netDaysOf(acceptedAt, end.doneAt, pauses, env),
    verdict,
    progress,
    marks: marksOf(file.main, standing.irregular, file.impossible || end.impossible),
  }
}

const isRunning = ({ state }: Standing): boolean => state === 'in_progress' || state === 'paused'

/** Whether its clock stands just now is said by the verdict, for it changes by time alone. */
const stateOf = (standing: Standing, { risk }: Verdict): ApprovalState =>
  !isRunning(standing) ? standing.state : risk === 'paused' ? 'paused' : 'in_progress'

interface End {
  readonly doneAt: number | null
  readonly impossible: boolean
}

/** A result before the acceptance is a result, but nobody knows when it came (A14). */
function endOf({ result }: CaseFile, { state }: Standing, acceptedAt: number | null): End {
  const doneAt = state === 'done' ? told(result?.resultAt) : null
  const impossible = doneAt !== null && acceptedAt !== null && doneAt < acceptedAt
  return { doneAt: impossible ? null : doneAt, impossible }
}

function verdictOfCase(file: CaseFile, standing: Standing, due: Due, end: End, env: Env): Verdict {
  const { state } = standing
  return verdictOf({
    counted: isRunning(standing) || state === 'done' || state === 'not_started',
    startAt: told(file.fields.acceptedAt),
    dueAt: due.at,
    done: state === 'done',
    doneAt: end.doneAt,
    paused: false,
    pauses: file.pauses,
    limit: limitOf(file.fields),
    provisional: due.provisional,
    planAccepted: file.supervision?.planAccepted === true,
    calendar: env.calendar,
    now: env.now,
  })
}

/** Of a delegated item: whether the zone finished the case itself (HW-15). Null while it is not, or where nobody says who decided. */
function zoneOf(fields: CaseFields, result: ResultFields | null, { state }: Facts) {
  const [zone, decidedBy] = [told(fields.zone), told(result?.decidedBy)]
  const isSaid = zone !== null && decidedBy !== null && state === 'done'
  return { zone, decidedBy, inZone: isSaid ? decidedBy === zone : null }
}

/** How much of the time that the law gives was not used: less than nothing where more was. */
function speedOf({ statutoryLimit, statutoryUnit }: CaseFields, netDays: number | null) {
  const statutoryDays = limitInDays(statutoryLimit, statutoryUnit)
  const isKnown = statutoryDays !== null && netDays !== null
  return { statutoryDays, fasterDays: isKnown ? statutoryDays - netDays * 100 : null }
}

function rowOf({ main, fields, result, rating, supervision, findings }: CaseFile, facts: Facts): Row {
  const { verdict, progress } = facts
  return {
    event: main.event,
    kind: 'service-case',
    area: main.area,
    number: fields.caseNo,
    title: told(fields.itemName),
    taskCode: told(fields.taskCode),
    type: told(fields.type),
    channel: told(fields.channel),
    department: told(fields.department),
    acceptedAt: told(fields.acceptedAt),
    state: facts.state,
    station: facts.station,
    open: facts.open,
    done: facts.state === 'done',
    light: verdict.light,
    risk: verdict.risk,
    overdue: verdict.light === 'red',
    step: verdict.step,
    provisional: verdict.provisional,
    dueAt: facts.dueAt,
    doneAt: facts.doneAt,
    due: verdict.due,
    onTime: verdict.onTime,
    limit: told(fields.promisedLimit),
    share: progress.share,
    stationShare: progress.stationShare,
    daysLeft: progress.daysLeft,
    overdueDays: progress.overdueDays,
    pausedSince: progress.pausedSince,
    netDays: facts.netDays,
    ...speedOf(fields, facts.netDays),
    result: told(result?.result),
    systems: told(fields.systems),
    mode: told(fields.mode),
    ...zoneOf(fields, result, facts),
    investCode: told(fields.investCode),
    score: told(rating?.score),
    ratedAt: told(rating?.ratedAt),
    rectified: rating === null || rating.score < 4 ? null : told(rating.rectifiedAt) !== null,
    supervisedAt: told(supervision?.issuedAt),
    signedAt: told(supervision?.signedAt),
    repliedAt: told(supervision?.repliedAt),
    findings: findings.length,
    marks: facts.marks,
  }
}

import { DAY } from '../../calendar/civil.ts'
import { NO_PAUSES } from '../../calendar/pauses.ts'
import { judge, type Judgement } from '../../lights/light.ts'
import { daysLeftAt } from '../days-left.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, instantAfter, isOver } from '../next-at.ts'
import { courseOf, type Course, type Entry } from './course.ts'
import type { CollectedFields } from './fields.ts'
import type { ProblemState } from './life.ts'

/** A problem of an enterprise at an instant, with its history. */
export function deriveProblem(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as CollectedFields
  const course = courseOf(main, thing, env.calendar, env.now)
  const standing = standingOf(course, env)
  return {
    area: main.area,
    row: rowOf(main, fields, course, standing),
    rows: { steps: course.entries.map(entry => entryRow(main, fields, entry)) },
    nextAt: standing.nextAt,
  }
}

/** 剔除 and 合并 leave the ledger: they are told of, and count in no rate (DOMAIN 2.6). */
const LEFT: ReadonlySet<ProblemState> = new Set(['rejected', 'merged'])
/** There is an answer; only the enterprise can undo that. */
const ANSWERED: ReadonlySet<ProblemState> = new Set(['resolved', 'confirmed', 'struck_off'])

interface Standing {
  readonly light: Judgement['light'] | 'not_applicable'
  readonly risk: Judgement['risk']
  readonly provisional: boolean
  readonly overdue: boolean
  readonly daysLeft: number | null
  readonly recent: boolean
  readonly nextAt: number | null
}

const OVER: Standing = {
  ...{ light: 'green', risk: 'none', provisional: false, overdue: false },
  ...{ daysLeft: null, recent: false, nextAt: null },
}

/** What somebody did so lately is still told of, whatever it came to. */
const RECENT = 30 * DAY

function standingOf(course: Course, env: Env): Standing {
  const standing = judgedOf(course, env)
  const until = course.since + RECENT
  const recent = env.now >= course.since && env.now < until
  const turnsAt = recent ? until : env.now < course.since ? course.since : null
  return { ...standing, recent, nextAt: earlier(standing.nextAt, turnsAt) }
}

function judgedOf({ state, wait }: Course, { now, calendar }: Env): Standing {
  const { since, dueAt, limit, provisional } = wait
  if (LEFT.has(state)) return { ...OVER, light: 'not_applicable' }
  if (dueAt === null) return OVER
  const judgement = judge({
    ...{ startAt: since, dueAt, doneAt: null, now, calendar, limit, provisional },
    paused: false,
  })
  const left = daysLeftAt(now, dueAt, calendar, NO_PAUSES)
  return {
    ...OVER,
    ...judgement,
    overdue: isOver(dueAt, now),
    daysLeft: left.days,
    nextAt: earlier(earlier(judgement.nextAt, left.nextAt), instantAfter(dueAt, now)),
  }
}

/** What history and row both say of it. */
const aboutOf = (main: Part, fields: CollectedFields) => ({
  kind: 'problem',
  area: main.area,
  number: fields.number,
  title: fields.title,
  enterprise: fields.enterprise,
  source: fields.source,
})

function rowOf(main: Part, fields: CollectedFields, course: Course, standing: Standing): Row {
  const { wait, at } = course
  return {
    event: main.event,
    ...aboutOf(main, fields),
    category: told(fields.category),
    session: told(fields.session),
    office: fields.office,
    ...holderOf(course, fields.office),
    ...stageOf(course),
    light: standing.light,
    risk: standing.risk,
    overdue: standing.overdue,
    provisional: standing.provisional,
    recent: standing.recent,
    dueAt: wait.dueAt,
    daysLeft: standing.daysLeft,
    analysedAt: at.assigned ?? at.rejected ?? at.merged,
    assignedAt: at.assigned,
    begunAt: at.begun,
    ...answeredOf(main, course),
    reason: course.reason,
    mergedInto: course.mergedInto,
    satisfaction: course.satisfaction,
    step: course.steps,
    returns: course.returns,
    delays: course.delays,
    marks: marksOf(main, course.irregular, false),
  }
}

/** 事事有着落: before a department has it, whoever keeps the ledger answers for it. */
const holderOf = ({ assignment }: Course, office: string) => ({
  group: assignment === null ? null : assignment.group,
  groupName: assignment === null ? null : assignment.groupName,
  department: assignment?.to ?? office,
  promisedAt: assignment === null ? null : assignment.promisedAt,
})

function stageOf({ state, wait }: Course) {
  const counted = !LEFT.has(state)
  const done = ANSWERED.has(state)
  return {
    ...{ state, awaits: wait.for, open: wait.for !== 'nothing' },
    ...{ counted, done, going: counted && !done, struckOff: state === 'struck_off' },
  }
}

/** An answer before the problem was collected is one, but nobody can say how long it took (A14). */
function answeredOf(main: Part, { state, at }: Course) {
  const { resolved, confirmed, struck_off: struckOffAt } = at
  const solvedIn = ANSWERED.has(state) && resolved !== null ? resolved - main.event : null
  return {
    resolvedAt: resolved,
    solvedIn: solvedIn !== null && solvedIn >= 0 ? solvedIn : null,
    confirmedAt: confirmed,
    struckOffAt,
  }
}

function entryRow(main: Part, fields: CollectedFields, entry: Entry): Row {
  const { key, type, at, fields: step, irregular } = entry
  const by = type === 'collected' ? fields : step
  return {
    key,
    event: at,
    ...aboutOf(main, fields),
    type,
    role: told(by?.role),
    department: told(by?.department),
    place: told(by?.place),
    text: told(by?.text),
    ...saidBy(entry),
    irregular,
  }
}

const saidBy = ({ fields }: Entry) => ({
  reason: told(fields?.reason),
  mergedInto: told(fields?.mergedInto),
  group: told(fields?.group),
  groupName: told(fields?.groupName),
  to: told(fields?.to),
  promisedAt: told(fields?.promisedAt),
  satisfaction: told(fields?.satisfaction),
})

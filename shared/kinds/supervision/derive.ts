import { NO_PAUSES } from '../../calendar/pauses.ts'
import { judge, type Judgement } from '../../lights/light.ts'
import { daysLeftAt } from '../days-left.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, instantAfter, isOver } from '../next-at.ts'
import { courseOf, type Course, type Entry } from './course.ts'
import type { IssueFields } from './fields.ts'
import type { Wait } from './wait.ts'

/** A supervision at an instant, with its history. */
export function deriveSupervision(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as IssueFields
  const course = courseOf(main, thing, env.calendar, env.now)
  const standing = standingOf(course, env)
  return {
    area: main.area,
    row: rowOf(main, fields, course, standing),
    rows: { steps: course.entries.map(entry => entryRow(main, fields, entry)) },
    nextAt: standing.nextAt,
  }
}

interface Standing {
  readonly open: boolean
  readonly judgement: Judgement
  readonly overdue: boolean
  /** Its unit was told twice. */
  readonly noticed: boolean
  /** 拒不纠正: told twice, and once more the time that it had. */
  readonly refuses: boolean
  /** 建议问责: it refuses, and no person has decided on that. */
  readonly proposed: boolean
  readonly daysLeft: number | null
  readonly nextAt: number | null
}

/** Closed there is nothing that time may change. */
function closedAt(wait: Wait, { now, calendar }: Env): Standing {
  const { since } = wait
  return {
    ...{ open: false, overdue: false, noticed: false, refuses: false, proposed: false },
    judgement: judge({
      ...{ startAt: since, dueAt: null, doneAt: since, limit: null, paused: false, now, calendar },
    }),
    ...{ daysLeft: null, nextAt: null },
  }
}

function standingOf({ state, wait, at }: Course, env: Env): Standing {
  if (state === 'closed') return closedAt(wait, env)
  const { now, calendar } = env
  const { since, dueAt, lastAt, limit, provisional } = wait
  const judgement = judge({
    ...{ startAt: since, dueAt, doneAt: null, now, calendar, limit, provisional },
    paused: false,
  })
  const overdue = isOver(dueAt, now)
  const refuses = isOver(lastAt, now)
  const left = dueAt === null ? null : daysLeftAt(now, dueAt, calendar, NO_PAUSES)
  return {
    open: true,
    judgement,
    overdue,
    noticed: overdue && limit !== null,
    refuses,
    proposed: refuses && (at.decided ?? 0) <= (lastAt ?? 0),
    daysLeft: left === null ? null : left.days,
    nextAt: earlier(
      earlier(judgement.nextAt, left === null ? null : left.nextAt),
      earlier(instantAfter(dueAt, now), instantAfter(lastAt, now)),
    ),
  }
}

/** What a row says of the thing that is pressed. Of one about people its very id is for the house alone. */
function targetOf(main: Part, fields: IssueFields) {
  const item = told(fields.item)
  return {
    kind: 'supervision',
    area: main.area,
    number: fields.number,
    matter: fields.matter ?? 'project',
    record: recordOf(fields.target, item),
    target: told(fields.title) === null ? null : fields.target,
    item,
    projectNumber: told(fields.projectNumber),
    project: told(fields.project),
    title: told(fields.title),
    subject: told(fields.subject),
    department: fields.department,
  }
}

const butlersOf = (fields: IssueFields) => ({ chief: told(fields.chief), butler: told(fields.butler) })

/** As lists name what is pressed. */
const recordOf = (target: string, item: string | null): string =>
  item === null ? target : `${target}#${item}`

function rowOf(main: Part, fields: IssueFields, course: Course, standing: Standing): Row {
  const { wait, at } = course
  const { light, risk } = standing.judgement
  return {
    event: main.event,
    ...targetOf(main, fields),
    stage: told(fields.stage),
    role: fields.role,
    ...butlersOf(fields),
    level: fields.level,
    occasion: fields.occasion,
    state: standing.noticed ? 'second_notice' : course.state,
    awaits: wait.for,
    open: standing.open,
    light,
    risk,
    overdue: standing.overdue,
    secondNotice: standing.noticed,
    refusesToCorrect: standing.refuses,
    proposed: standing.proposed,
    provisional: standing.open && wait.provisional,
    dueAt: standing.open ? wait.dueAt : null,
    daysLeft: standing.daysLeft,
    acknowledgedAt: at.acknowledged,
    repliedAt: at.planned,
    promisedAt: course.promisedAt,
    executedAt: at.executed,
    closedAt: at.closed,
    decision: course.decision,
    decidedAt: at.decided,
    step: course.steps,
    notices: course.notices,
    plans: course.plans,
    returns: course.returns,
    marks: marksOf(main, course.irregular, false),
  }
}

function entryRow(main: Part, fields: IssueFields, { key, type, at, fields: step, irregular }: Entry): Row {
  const issue = type === 'issued' ? fields : null
  const by = step ?? issue
  return {
    key,
    event: at,
    ...targetOf(main, fields),
    type,
    role: told(by?.role),
    ...butlersOf(fields),
    place: told(by?.place),
    text: told(issue === null ? step?.text : issue.reason),
    difficulty: told(step?.difficulty),
    promisedAt: told(step?.promisedAt),
    decision: told(step?.decision),
    irregular,
  }
}

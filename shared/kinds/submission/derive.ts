import { daysLeftAt } from '../days-left.ts'
import { NO_PAUSES } from '../../calendar/pauses.ts'
import { judge, type Judgement } from '../../lights/light.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, instantAfter, isOver } from '../next-at.ts'
import { courseOf, type Course, type Entry } from './course.ts'
import type { DueFields } from './fields.ts'

/** What one department is to hand in for one period, at an instant. */
export function deriveSubmission(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as DueFields
  const course = courseOf(main, thing, env.calendar)
  const judgement = judgedOf(course, env)
  const dueAt = course.term?.at ?? null
  const left = dueAt === null ? null : daysLeftAt(env.now, dueAt, env.calendar, NO_PAUSES)
  return {
    area: main.area,
    row: { ...rowOf(main, fields, course, judgement, env.now), daysLeft: left?.days ?? null },
    rows: { steps: course.entries.map(entry => entryRow(main, fields, entry)) },
    nextAt: earlier(earlier(judgement.nextAt, instantAfter(dueAt, env.now)), left?.nextAt ?? null),
  }
}

const judgedOf = ({ state, since, term, approvedAt }: Course, { now, calendar }: Env): Judgement =>
  judge({
    startAt: since,
    dueAt: term?.at ?? null,
    doneAt: state === 'excused' ? since : state === 'approved' ? approvedAt : null,
    now,
    calendar,
    limit: term?.limit ?? null,
    paused: false,
    provisional: term?.provisional === true,
  })

const isOpen = ({ state }: Course): boolean => state !== 'approved' && state !== 'excused'

const headOf = (main: Part, fields: DueFields) => ({
  kind: 'submission',
  area: main.area,
  form: fields.form,
  title: fields.title,
  period: fields.period,
  office: fields.office,
})

function rowOf(main: Part, fields: DueFields, course: Course, judgement: Judgement, now: number): Row {
  const { state, term } = course
  const dueAt = term?.at ?? null
  return {
    event: main.event,
    ...headOf(main, fields),
    // Whoever approves is no department: while it is his turn nobody is there to be pressed.
    department: state === 'due' || state === 'sentBack' ? fields.office : null,
    state,
    open: isOpen(course),
    light: judgement.light,
    risk: judgement.risk,
    overdue: isOver(dueAt, now),
    provisional: judgement.provisional,
    dueAt,
    submittedAt: course.submittedAt,
    approvedAt: course.approvedAt,
    onTime: state === 'due' && isOver(dueAt, now) ? false : course.onTime,
    corrected: course.corrections > 0,
    returns: course.returns,
    step: course.steps,
    marks: marksOf(main, course.irregular, false),
  }
}

function entryRow(main: Part, fields: DueFields, { key, type, at, fields: step, irregular }: Entry): Row {
  return {
    key,
    event: at,
    ...headOf(main, fields),
    type,
    role: step?.role ?? null,
    department: told(step?.department),
    place: told(step?.place),
    text: told(step?.text),
    irregular,
  }
}

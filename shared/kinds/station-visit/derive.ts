import { judge, type Judgement } from '../../lights/light.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, instantAfter, isOver } from '../next-at.ts'
import { courseOf, WITHIN_MS, type Course, type Entry } from './course.ts'
import type { ReceivedFields } from './fields.ts'

/** A visit at an instant, with its history. */
export function deriveVisit(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as ReceivedFields
  const course = courseOf(main, thing)
  const judgement = judgedOf(course, env)
  return {
    area: main.area,
    row: rowOf(main, fields, course, judgement, env.now),
    rows: { steps: course.entries.map(entry => entryRow(main, fields, entry)) },
    nextAt: earlier(
      earlier(judgement.nextAt, instantAfter(course.dueAt, env.now)),
      instantAfter(solveByOf(main, course), env.now),
    ),
  }
}

/** Until when what can be solved is to be solved, whatever becomes of it afterwards; null: it is none of those, or nobody knows when it was. */
const solveByOf = ({ event }: Part, { triage, closedAt }: Course): number | null =>
  triage !== 'solvable' || (closedAt !== null && closedAt < event) ? null : event + WITHIN_MS

/** Rates count what has come due (ADR 5): before that nothing is said. */
function withinDayOf(main: Part, course: Course, now: number) {
  const solveBy = solveByOf(main, course)
  const due = isOver(solveBy, now)
  const solved = course.closedAt !== null && solveBy !== null && course.closedAt <= solveBy
  return { solveBy, due, withinDay: due ? solved : null }
}

const judgedOf = ({ since, dueAt, closedAt }: Course, { now, calendar }: Env): Judgement =>
  judge({ startAt: since, dueAt, doneAt: closedAt, now, calendar, limit: null, paused: false })

const headOf = (main: Part, fields: ReceivedFields) => ({
  kind: 'station-visit',
  area: main.area,
  number: fields.number,
  title: fields.title,
})

function rowOf(main: Part, fields: ReceivedFields, course: Course, judgement: Judgement, now: number): Row {
  const { state, dueAt, closedAt } = course
  return {
    event: main.event,
    ...headOf(main, fields),
    subject: fields.subject,
    channel: fields.channel,
    department: course.to ?? told(fields.department),
    state,
    triage: course.triage,
    open: state !== 'closed',
    light: judgement.light,
    risk: judgement.risk,
    overdue: isOver(dueAt, now),
    dueAt,
    closedAt,
    tookMs: closedAt === null || closedAt < main.event ? null : closedAt - main.event,
    onTime: course.onTime,
    ...withinDayOf(main, course, now),
    // Received here, so with an action.
    inHand: told(fields.action) !== null && state !== 'closed',
    step: course.steps,
    marks: marksOf(main, course.irregular, false),
  }
}

function entryRow(
  main: Part,
  fields: ReceivedFields,
  { key, type, at, fields: step, irregular }: Entry,
): Row {
  const by = step ?? fields
  return {
    key,
    event: at,
    ...headOf(main, fields),
    type,
    role: told(by.role),
    department: told(by.department),
    place: told(by.place),
    text: told(by.text),
    to: told(step?.to),
    dueAt: told(step?.dueAt),
    irregular,
  }
}

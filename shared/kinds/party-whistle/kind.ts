import { Type, type Static } from 'typebox'
import { fewFlag, flag, instant, minutes, text, workdays } from '../columns.ts'
import { Code, exact, Instant, Name, oneOf, optional, told } from '../fields.ts'
import { eventColumns, lightColumn, marksColumn } from '../judged-columns.ts'
import { mainPart, type Derived, type Env, type Kind, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { standingBy } from '../worked/clock.ts'
import { workColumns, workEntryColumns, workRow, workRows } from '../worked/columns.ts'
import { courseOf, type Course } from '../worked/course.ts'
import { WorkFields } from '../worked/fields.ts'
import { WHISTLE_CODES, whistleLife, WHISTLE_STATES, type WhistleTold } from './life.ts'

/** A grid called for a branch; its business time is that of the call. */
export const WhistleFields = Type.Object(
  {
    whistleNo: Code,
    /** Code of the branch that was called. */
    branch: optional(Code),
    branchName: optional(Name),
    matter: optional(Name),
    state: optional(oneOf(WHISTLE_STATES)),
    reportAt: optional(Instant),
    doneAt: optional(Instant),
  },
  exact,
)
type WhistleFields = Static<typeof WhistleFields>

/** 吹哨报到: what a branch was called to in its grid, how it went on, and the work on it here (ADR 51). */
export const partyWhistle: Kind = {
  id: 'party-whistle',
  version: 1,
  title: { zh: '吹哨报到', en: 'call for a branch' },
  parts: { main: WhistleFields, 'step:': WorkFields },
  columns: [
    ...eventColumns,
    text('number', '哨单编号', 'number'),
    text('branch', '党支部编码', 'code of the branch'),
    text('branchName', '党支部', 'branch'),
    text('title', '事项', 'matter'),
    text('state', '状态', 'state', WHISTLE_CODES),
    flag('reported', '已报到', 'somebody came'),
    flag('done', '已办结', 'settled'),
    fewFlag('open', '未办结', 'not settled'),
    instant('reportAt', '报到时间', 'came at'),
    instant('doneAt', '办结时间', 'settled at'),
    minutes('reportMs', '报到用时', 'time until somebody came'),
    minutes('doneMs', '办结用时', 'time until settled'),
    text('department', '责任部门', 'department'),
    lightColumn,
    fewFlag('overdue', '超时', 'overdue'),
    instant('dueAt', '时限', 'due'),
    workdays('daysLeft', '剩余工作日', 'working days left'),
    text('result', '办理结果', 'result'),
    ...workColumns,
    marksColumn,
  ],
  inner: { steps: workEntryColumns },
  pressed: { title: 'title', of: 'branchName' },
  publicly: { about: 'things', open: ['branch', 'branchName'] },
  worked: workOn,
  derive: deriveWhistle,
}

function deriveWhistle(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as WhistleFields
  const course = courseIn(main, thing)
  const { nextAt, ...standing } = standingBy(course, env)
  const row: Row = { ...rowOf(main, fields, course), ...standing, ...workRow(course) }
  return { area: main.area, row, rows: workRows(aboutOf(main, fields), course), nextAt }
}

/** What was done about a call; once its own system says that it is settled, all of it is over. */
const courseIn = (main: Part, thing: Thing): Course =>
  courseOf(main, thing, whistleLife(toldBy(main, main.fields as unknown as WhistleFields)).state === 'done')

function workOn(thing: Thing): Course | null {
  const main = mainPart(thing)
  return main === null ? null : courseIn(main, thing)
}

const since = (at: number | null, from: number): number | null => (at === null ? null : at - from)

const toldBy = ({ event }: Part, { state, reportAt, doneAt }: WhistleFields): WhistleTold => ({
  ...{ state: told(state), whistleAt: event, reportAt: told(reportAt), doneAt: told(doneAt) },
})

/** Whoever took it up here came; what is struck off here is settled. What its own system knows stands before that. */
function toldWith(main: Part, fields: WhistleFields, course: Course): WhistleTold {
  const own = toldBy(main, fields)
  if (course.state === 'closed') return own
  const doneAt = course.state === 'struck' ? (course.answeredAt ?? course.struckAt) : null
  return { ...own, reportAt: own.reportAt ?? course.takenAt, doneAt: own.doneAt ?? doneAt }
}

/** A call names nobody: who was sent, else who came. */
const departmentIn = ({ department, takenBy }: Course): string | null => department ?? takenBy

/** What row and history both say of it. */
const aboutOf = ({ area }: Part, { whistleNo, matter }: WhistleFields) => ({
  ...{ kind: 'party-whistle', area, number: whistleNo, title: told(matter) },
})

function rowOf(main: Part, fields: WhistleFields, course: Course): Row {
  const life = whistleLife(toldWith(main, fields, course))
  return {
    event: main.event,
    ...aboutOf(main, fields),
    branch: told(fields.branch),
    branchName: told(fields.branchName),
    state: life.state,
    reported: life.state !== 'whistled',
    done: life.state === 'done',
    open: life.state !== 'done',
    reportAt: life.reportAt,
    doneAt: life.doneAt,
    reportMs: since(life.reportAt, main.event),
    doneMs: since(life.doneAt, main.event),
    ...{ department: departmentIn(course), result: course.result },
    marks: marksOf(main, life.irregular || course.irregular, life.impossible),
  }
}

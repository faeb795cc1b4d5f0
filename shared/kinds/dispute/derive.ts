import { DAY } from '../../calendar/civil.ts'
import { judge, type Judgement } from '../../lights/light.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, instantAfter, isOver } from '../next-at.ts'
import { courseOf, DAYS, type Course, type Entry } from './course.ts'
import type { RegisteredFields } from './fields.ts'
import type { DisputeState } from './life.ts'

const OPEN: ReadonlySet<DisputeState> = new Set(['registered', 'accepted', 'mediating', 'failed', 'broken'])

/** What came of it; null while it is open. */
const RESULTS: { readonly [state in DisputeState]?: string } = {
  ...{ settled: 'settled', kept: 'settled', guided: 'guided', withdrawn: 'withdrawn' },
}

/** A dispute at an instant, with its history. */
export function deriveDispute(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const course = courseOf(main, thing)
  const judgement = judgedOf(course, env)
  return {
    area: main.area,
    row: rowOf(main, course, judgement, env.now),
    rows: { steps: course.entries.map(entry => entryRow(main, entry)) },
    nextAt: earlier(judgement.nextAt, instantAfter(course.dueAt, env.now)),
  }
}

const judgedOf = ({ since, dueAt, endedAt }: Course, { now, calendar }: Env): Judgement =>
  judge({ startAt: since, dueAt, doneAt: endedAt, now, calendar, limit: null, paused: false })

const fieldsOf = (main: Part) => main.fields as unknown as RegisteredFields

const headOf = (main: Part) => ({
  kind: 'dispute',
  area: main.area,
  number: fieldsOf(main).number,
  title: fieldsOf(main).title,
})

function rowOf(main: Part, course: Course, judgement: Judgement, now: number): Row {
  const { type, between, parties, source } = fieldsOf(main)
  const { state, dueAt, endedAt } = course
  const open = OPEN.has(state)
  return {
    event: main.event,
    ...headOf(main),
    type,
    ...{ between: told(between), parties: told(parties), source: told(source) },
    ...{ level: course.level, department: course.office, state, open },
    // Registered here, so with an action: something is still to be done with it, a revisit as well.
    inHand: told(fieldsOf(main).action) !== null && (open || state === 'settled'),
    result: RESULTS[state] ?? null,
    ...settledIn(course),
    way: course.way,
    ...{ light: judgement.light, risk: judgement.risk, overdue: isOver(dueAt, now), dueAt },
    ...{ acceptedAt: course.acceptedAt, extended: course.extended, endedAt },
    tookMs: endedAt === null || endedAt < main.event ? null : endedAt - main.event,
    onTime: course.onTime,
    step: course.steps,
    marks: marksOf(main, course.irregular, false),
  }
}

/** 就地: at the village or the town it is settled where it arose (LYX-17). */
const isNear = (level: string): boolean => level === 'village' || level === 'town'

function settledIn({ state, settledAt, settledLevel, form, agreementNo, confirmed }: Course) {
  return {
    settledAt,
    resolveLevel: settledLevel,
    near: settledLevel === null ? null : isNear(settledLevel),
    ...{ form, agreementNo, confirmed: form === null ? null : confirmed },
    revisitAt: state === 'settled' && settledAt !== null ? settledAt + DAYS.revisit * DAY : null,
    kept: state === 'kept' ? true : state === 'broken' ? false : null,
  }
}

function entryRow(main: Part, { key, type, at, fields: step, level, irregular }: Entry): Row {
  const by = step ?? fieldsOf(main)
  return {
    key,
    event: at,
    ...headOf(main),
    ...{ type, level, role: told(by.role), department: told(by.department), place: told(by.place) },
    ...{ text: told(by.text), form: told(step?.form), agreementNo: told(step?.agreementNo) },
    ...{ way: told(step?.way), to: told(step?.to), irregular },
  }
}

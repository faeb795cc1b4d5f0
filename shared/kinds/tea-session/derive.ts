import { NO_PAUSES } from '../../calendar/pauses.ts'
import { judge } from '../../lights/light.ts'
import { daysLeftAt } from '../days-left.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, instantAfter, isOver } from '../next-at.ts'
import { courseOf, type Course, type Entry } from './course.ts'
import type { SessionFields } from './fields.ts'

export type SessionState = 'planned' | 'open' | 'held' | 'closed' | 'cancelled'

/** A session at an instant: time alone opens it and ends it, people write down what came of it. */
export function deriveSession(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as SessionFields
  const course = courseOf(main, thing, env.calendar)
  const { state, nextAt } = standingOf(course, fields.startsAt, env.now)
  const clock = clockOf(course, state, env)
  return {
    area: main.area,
    row: { ...rowOf(main, fields, course), ...stageOf(course, state), ...clock.row },
    rows: { steps: course.entries.map(entry => entryRow(main, fields, entry)) },
    nextAt: earlier(nextAt, clock.nextAt),
  }
}

function standingOf({ phase, endsAt }: Course, startsAt: number, now: number) {
  const standing = (state: SessionState, nextAt: number | null) => ({ state, nextAt })
  if (phase === 'minuted') return standing('held', null)
  if (phase !== 'arranged') return standing(phase, null)
  if (now < startsAt) return standing('planned', startsAt)
  return now < endsAt ? standing('open', endsAt) : standing('held', null)
}

const NO_CLOCK = {
  ...{ light: 'not_applicable', risk: 'none', provisional: false, overdue: false },
  ...{ dueAt: null, daysLeft: null },
} as const

/** What took place is waited for from its end; before that there is nothing to be late with. */
function clockOf({ wait, closedAt }: Course, state: SessionState, { now, calendar }: Env) {
  if (closedAt !== null) return { row: { ...NO_CLOCK, light: 'green' }, nextAt: null }
  if (wait === null) return { row: NO_CLOCK, nextAt: null }
  if (state !== 'held') return { row: { ...NO_CLOCK, light: AHEAD[state] ?? 'grey' }, nextAt: null }
  const { since, limit, dueAt, provisional } = wait
  const { nextAt, ...judged } = judge({
    ...{ startAt: since, dueAt, doneAt: null, now, calendar, limit, provisional, paused: false },
  })
  const left = dueAt === null ? { days: null, nextAt: null } : daysLeftAt(now, dueAt, calendar, NO_PAUSES)
  return {
    row: { ...judged, overdue: isOver(dueAt, now), dueAt, daysLeft: left.days },
    nextAt: earlier(earlier(nextAt, left.nextAt), instantAfter(dueAt, now)),
  }
}

const AHEAD: { readonly [state: string]: string } = { planned: 'grey', open: 'yellow' }

function stageOf({ wait, closedAt, phase, ours }: Course, state: SessionState) {
  const isAhead = state === 'planned' || state === 'open'
  return {
    state,
    awaits: wait === null ? 'nothing' : isAhead ? 'holding' : wait.for,
    took: state === 'held' || state === 'closed',
    open: ours && phase !== 'closed' && phase !== 'cancelled',
    closedAt,
  }
}

function rowOf(main: Part, fields: SessionFields, course: Course): Row {
  const { enterprises, departments } = fields
  const { endsAt, attended, minutedAt, steps, irregular, impossible } = course
  return {
    ...headOf(main, fields),
    event: fields.startsAt,
    ...{ endsAt, venue: told(fields.venue), host: told(fields.host) },
    ...{ enterprises, firms: enterprises.length, departments, department: told(fields.office) },
    ...{ attended, came: attended === null ? null : attended.length, minutedAt, step: steps },
    marks: marksOf(main, irregular, impossible),
  }
}

const headOf = (main: Part, { number, theme }: SessionFields) => ({
  ...{ kind: 'tea-session', area: main.area, number, theme: told(theme) },
})

function entryRow(main: Part, fields: SessionFields, { key, type, at, fields: step, irregular }: Entry): Row {
  const by = step ?? fields
  return {
    ...{ key, event: at, ...headOf(main, fields), type },
    ...{ role: told(by.role), department: told(by.department), place: told(by.place) },
    ...{ text: told(step?.text), attended: told(step?.attended), irregular },
  }
}

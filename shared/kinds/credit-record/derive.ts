import { NO_PAUSES } from '../../calendar/pauses.ts'
import { judge } from '../../lights/light.ts'
import { daysLeftAt } from '../days-left.ts'
import { told } from '../fields.ts'
import { inForceAt } from '../in-force.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, instantAfter, isOver } from '../next-at.ts'
import { courseOf, type Course, type Entry } from './course.ts'
import type { CreditFields } from './fields.ts'

/** A record of credit at an instant; of a commitment with what was done about it. */
export function deriveCredit(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as CreditFields
  const validTo = told(fields.validTo)
  const { inForce, nextAt } = inForceAt(main.event, validTo, env.now)
  const course = courseOf(main, thing, env.calendar)
  const clock = clockOf(course, fields, env)
  return {
    area: main.area,
    row: {
      ...headOf(main, fields),
      event: main.event,
      ...{ type: fields.type, department: told(fields.department) },
      ...{ state: course.state, awaits: course.wait.for, ...clock.row },
      ...{ checkedAt: course.checkedAt, dishonest: DISHONEST.has(course.state), flaggedAt: course.flaggedAt },
      ...{ validTo, inForce, step: course.steps },
      marks: marksOf(main, course.irregular, isBefore(fields.checkedAt, main.event)),
    },
    rows: { steps: course.entries.map(entry => entryRow(main, fields, entry)) },
    nextAt: earlier(nextAt, clock.nextAt),
  }
}

/** 失信 stands until it is taken back: what was mended is not restored by that alone. */
const DISHONEST: ReadonlySet<string> = new Set(['dishonest', 'repaired'])

const isBefore = (at: number | null | undefined, event: number): boolean =>
  typeof at === 'number' && at < event

const NO_CLOCK = {
  ...{ open: false, light: 'not_applicable', risk: 'none', provisional: false },
  ...{ overdue: false, dueAt: null, daysLeft: null },
} as const

function clockOf({ state, wait, firstCheckedAt }: Course, fields: CreditFields, { now, calendar }: Env) {
  if (state === 'noted' || state === 'dishonest') return { row: NO_CLOCK, nextAt: null }
  if (wait.for === 'nothing') return { row: checkedOf(firstCheckedAt, fields), nextAt: null }
  const { since, limit, dueAt, provisional } = wait
  const { nextAt, ...judged } = judge({
    ...{ startAt: since, dueAt, doneAt: null, now, calendar, limit, provisional, paused: false },
  })
  const left = dueAt === null ? { days: null, nextAt: null } : daysLeftAt(now, dueAt, calendar, NO_PAUSES)
  return {
    row: { ...judged, open: true, overdue: isOver(dueAt, now), dueAt, daysLeft: left.days },
    nextAt: earlier(earlier(nextAt, left.nextAt), instantAfter(dueAt, now)),
  }
}

/** It was looked into in time, or late; by the day that the register set. */
function checkedOf(firstCheckedAt: number | null, { checkDueAt }: CreditFields) {
  const dueAt = told(checkDueAt)
  const late = dueAt !== null && firstCheckedAt !== null && firstCheckedAt > dueAt
  return { ...NO_CLOCK, light: 'green', risk: late ? 'late_done' : 'none', dueAt }
}

const headOf = (main: Part, fields: CreditFields) => ({
  ...{ kind: 'credit-record', area: main.area, number: fields.number, title: told(fields.item) },
  ...{ code: fields.code, enterprise: told(fields.enterprise) },
})

function entryRow(main: Part, fields: CreditFields, { key, type, at, fields: step, irregular }: Entry): Row {
  return {
    ...{ key, event: at, ...headOf(main, fields), type, role: told(step?.role) },
    // The register says which department, and no post of it.
    department: step === null ? told(fields.department) : told(step.department),
    ...{ place: told(step?.place), text: told(step?.text), checkedAt: told(step?.checkedAt) },
    ...{ mendBy: told(step?.mendBy), irregular },
  }
}

import type { Calendar } from '../calendar/calendar.ts'
import type { Limit } from '../calendar/limit.ts'
import type { Pause } from '../calendar/pauses.ts'
import type { ItemLight } from '../lights/lamp.ts'
import { judge, type Risk, type Timed } from '../lights/light.ts'
import { stepOf, type Step } from '../lights/supervision.ts'
import { earlier } from './next-at.ts'

/** What has a time limit, as its kind found it. */
export interface Charge {
  /** False for what asks nobody for anything: withdrawn, void, merged, 不涉及. It has no light and counts in no rate. */
  readonly counted: boolean
  readonly startAt: number | null
  readonly dueAt: number | null
  /** Done, though perhaps nobody can say when (A14). */
  readonly done: boolean
  readonly doneAt: number | null
  readonly paused: boolean
  readonly pauses: readonly Pause[]
  /** Null when only the due instant is known. */
  readonly limit: Limit | null
  readonly provisional: boolean
  readonly planAccepted: boolean
  readonly calendar: Calendar
  readonly now: number
}

/** Light, risk, supervision step and the two halves of every rate of DOMAIN 2.6. */
export interface Verdict {
  readonly light: ItemLight
  readonly risk: Risk
  readonly step: Step
  readonly provisional: boolean
  /** 应结: its due instant has passed, so it is in the denominator of the rates by due date. */
  readonly due: boolean
  /** Null while undecided, or when nobody can say: no due instant, or done at an unknown time. */
  readonly onTime: boolean | null
  readonly nextAt: number | null
}

const UNCOUNTED: Verdict = {
  light: 'not_applicable',
  risk: 'none',
  step: 'none',
  provisional: false,
  due: false,
  onTime: null,
  nextAt: null,
}
const DONE_SOMETIME: Verdict = { ...UNCOUNTED, light: 'green' }

export function verdictOf(charge: Charge): Verdict {
  if (!charge.counted) return UNCOUNTED
  if (!charge.done) return verdictOfRunning(charge)
  return charge.doneAt === null ? DONE_SOMETIME : verdictOfDone(charge, charge.doneAt)
}

/** What is done early is due all the same, once its day has come: until then time may still change its row. */
function verdictOfDone({ dueAt, now, provisional }: Charge, doneAt: number): Verdict {
  const late = dueAt !== null && doneAt > dueAt
  const due = dueAt !== null && now > dueAt
  return {
    light: 'green',
    risk: late ? 'late_done' : 'none',
    step: 'none',
    provisional: provisional && dueAt !== null,
    due,
    onTime: dueAt === null ? null : !late,
    nextAt: dueAt === null || due ? null : dueAt + 1,
  }
}

function verdictOfRunning(charge: Charge): Verdict {
  const { dueAt, now } = charge
  const timed: Timed = charge
  const { light, risk, provisional, nextAt } = judge(timed)
  const due = dueAt !== null && now > dueAt
  // Before it is overdue no step is taken, and the light turns at that very instant.
  const supervised = light === 'red' ? stepOf(charge) : null
  const comesDue = dueAt === null || due ? null : dueAt + 1
  return {
    light,
    risk,
    step: supervised === null ? 'none' : supervised.step,
    provisional,
    due,
    onTime: due ? false : null,
    nextAt: earlier(nextAt, earlier(comesDue, supervised === null ? null : supervised.nextAt)),
  }
}

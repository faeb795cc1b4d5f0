import { dueSoonAt, severeAfter, type Deadline } from './boundaries.ts'
import { clockAt } from './clock.ts'

/** The county's own meaning (LYX-03): 灰 not started, 黄 in progress, 绿 done, 红 overdue. */
export type Light = 'grey' | 'yellow' | 'green' | 'red'

/** A second mark beside the light, never a fifth colour. */
export type Risk = 'none' | 'due_soon' | 'overdue' | 'severe' | 'late_done' | 'paused'

/** What is under a time limit, at an instant. Null is unknown: not started, no due date, not done. */
export interface Timed extends Omit<Deadline, 'startAt' | 'dueAt'> {
  readonly startAt: number | null
  readonly dueAt: number | null
  readonly doneAt: number | null
  /** Its state says that the clock stands. A stop in `pauses` that holds `now` says so too, until it ends. */
  readonly paused: boolean
  readonly now: number
  /** The due instant leans on days whose status is not final. */
  readonly provisional?: boolean
}

export interface Judgement {
  readonly light: Light
  readonly risk: Risk
  readonly provisional: boolean
  /** The next instant at which time alone changes light or risk; null when none will. */
  readonly nextAt: number | null
}

/** Light and risk of one timed thing at an instant (DOMAIN 2.5). */
export function judge(timed: Timed): Judgement {
  const { startAt, dueAt, doneAt, now } = timed
  const provisional = timed.provisional === true && dueAt !== null
  if (doneAt !== null) {
    const late = dueAt !== null && doneAt > dueAt
    return { light: 'green', risk: late ? 'late_done' : 'none', provisional, nextAt: null }
  }
  if (startAt === null || startAt > now)
    return { light: 'grey', risk: 'none', provisional: false, nextAt: startAt }
  const clock = clockAt(now, timed.paused, timed.pauses)
  if (clock.stands) return { light: 'yellow', risk: 'paused', provisional, nextAt: clock.nextAt }
  const mark = dueAt === null ? UNLIMITED : judgeRunning({ ...timed, startAt, dueAt }, now)
  return { ...mark, provisional, nextAt: earlier(mark.nextAt, clock.nextAt) }
}

type Mark = Omit<Judgement, 'provisional'>

const UNLIMITED: Mark = { light: 'yellow', risk: 'none', nextAt: null }

function judgeRunning(deadline: Deadline, now: number): Mark {
  const { dueAt } = deadline
  if (now <= dueAt) {
    const soonAt = dueSoonAt(deadline)
    return now < soonAt
      ? { light: 'yellow', risk: 'none', nextAt: soonAt }
      : { light: 'yellow', risk: 'due_soon', nextAt: dueAt + 1 }
  }
  const mildUntil = severeAfter(deadline)
  if (mildUntil !== null && now > mildUntil) return { light: 'red', risk: 'severe', nextAt: null }
  return { light: 'red', risk: 'overdue', nextAt: mildUntil === null ? null : mildUntil + 1 }
}

/** The earlier of two instants, either of which may never come. */
function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.min(a, b)
}

import type { Lead } from '../calendar/notice.ts'
import { stopsOf } from '../calendar/pauses.ts'
import { overdueBy, severeAfter, type Deadline } from './boundaries.ts'
import { clockAt } from './clock.ts'
import type { Timed } from './light.ts'

/**
 * 督办 (LYX-05, LYX-06): 催办 as soon as overdue, 黄牌 and 红牌 after more time, and the list 建议问责 for what is
 * severely overdue without an accepted plan. The last is a proposal: a person decides.
 */
export type Step = 'none' | 'remind' | 'yellow_card' | 'red_card' | 'propose_accountability'

/** How long overdue before each card. Hotline and city management have other numbers. */
export interface Ladder {
  readonly yellowCard: Lead
  readonly redCard: Lead
}

export const LADDER: Ladder = {
  yellowCard: { n: 1, unit: 'workday' },
  redCard: { n: 3, unit: 'workday' },
}

export interface Supervised extends Timed {
  /** Its unit has given a 解决方案 and it was accepted. */
  readonly planAccepted: boolean
  readonly ladder?: Ladder
}

export interface StepNow {
  readonly step: Step
  /** The next instant at which time alone raises or lifts the step; null when none will. */
  readonly nextAt: number | null
}

/** The highest step an open, overdue thing has reached. While its clock stands nobody is urged. */
export function stepOf(timed: Supervised): StepNow {
  const { startAt, dueAt, doneAt, now } = timed
  if (doneAt !== null || dueAt === null || startAt === null) return { step: 'none', nextAt: null }
  const rungs = rungsOf({ ...timed, startAt, dueAt }, timed.ladder ?? LADDER, timed.planAccepted)
  const stepAt = (at: number): Step => {
    const urged = at >= startAt && !clockAt(at, timed.paused, timed.pauses).stands
    return urged ? highest(rungs, at) : 'none'
  }
  const step = stepAt(now)
  const instants = [
    startAt,
    ...rungs.map(({ after }) => after + 1),
    ...stopsOf(timed.pauses ?? []).flatMap(({ from, to }) => [from, to]),
  ]
  const later = instants.filter(at => at > now && at < Infinity).sort((a, b) => a - b)
  return { step, nextAt: later.find(at => stepAt(at) !== step) ?? null }
}

interface Rung {
  readonly step: Step
  /** The last instant before it is reached. */
  readonly after: number
}

/** From the lowest step to the highest. A rung that a stop without an end holds off is left out. */
function rungsOf(deadline: Deadline, ladder: Ladder, planAccepted: boolean): Rung[] {
  const rungs: (readonly [Step, number | null])[] = [
    ['remind', deadline.dueAt],
    ['yellow_card', overdueBy(deadline, ladder.yellowCard)],
    ['red_card', overdueBy(deadline, ladder.redCard)],
    ['propose_accountability', planAccepted ? null : severeAfter(deadline)],
  ]
  return rungs.flatMap(([step, after]) => (after === null ? [] : [{ step, after }]))
}

function highest(rungs: readonly Rung[], at: number): Step {
  let step: Step = 'none'
  for (const rung of rungs) if (at > rung.after) step = rung.step
  return step
}

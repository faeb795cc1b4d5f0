import { DAY, HOUR, MINUTE, dayNumber, endOfDay, startOfDay, timeOfDay } from '../../shared/calendar/civil.ts'
import type { Chance } from '../random.ts'

/** One step, as the platform names it. */
export interface Step {
  readonly at: number
  readonly name: '当场答复' | '24小时解决' | '困难上报' | '领导定时限' | '办结'
  /** Of a term. */
  readonly dueAt: number | null
}

export const WAYS = ['当场答复', '24小时解决', '困难上报'] as const
export type Way = (typeof WAYS)[number]

/** Of what can be solved: not within its day; found to be hard after all. */
const SLOW = 0.05
const HARDER = 0.03
/** Of terms that leaders set: days, and how many are missed. */
const TERMS = [3, 5, 7, 10, 15] as const
const MISSED = 0.06

/** Somebody does it between seven and nine: people of a station are called in the evening as well. */
function awake(at: number, chance: Chance): number {
  const time = timeOfDay(at)
  if (time >= 7 * HOUR && time < 21 * HOUR) return at
  const day = time < 7 * HOUR ? dayNumber(at) : dayNumber(at) + 1
  return startOfDay(day) + 7 * HOUR + Math.floor(chance.between(5, 90) * MINUTE)
}

/** Everything that ever becomes of a visit; what lies ahead of an instant has not happened then. */
export function courseOf(cameAt: number, way: Way, chance: Chance): readonly Step[] {
  const steps: Step[] = []
  let now = cameAt
  const step = (after: number, name: Step['name'], dueAt: number | null = null) => {
    now = Math.ceil(awake(now + after, chance) / 1000) * 1000
    steps.push({ at: now, name, dueAt })
  }
  step(chance.between(6, 35) * MINUTE, way)
  if (way === '当场答复') return steps
  if (way === '24小时解决') {
    if (!chance.happens(HARDER)) {
      step(chance.happens(SLOW) ? chance.between(26, 60) * HOUR : solvedIn(chance), '办结')
      return steps
    }
    step(chance.between(2, 12) * HOUR, '困难上报')
  }
  termed(step, () => now, chance)
  return steps
}

/** Early enough, a night in between or not. */
const solvedIn = (chance: Chance): number => Math.min(12 * HOUR, chance.logNormal(5 * HOUR, 0.6))

function termed(
  step: (after: number, name: Step['name'], dueAt?: number) => void,
  now: () => number,
  chance: Chance,
): void {
  const days = chance.pick(TERMS)
  const setAfter = chance.logNormal(5 * HOUR, 0.5)
  const until = endOfDay(dayNumber(now() + setAfter) + days)
  step(setAfter, '领导定时限', until)
  const span = until - now()
  step(
    chance.happens(MISSED) ? span + chance.between(0.4, 4) * DAY : chance.between(0.3, 0.92) * span,
    '办结',
  )
}

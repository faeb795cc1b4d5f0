import type { AlertCondition } from './document.ts'
import { isWhole, withNext, type Past } from './past.ts'

/** What is looked at by itself: a number of an area, a feed. */
export interface Sample {
  readonly subject: string
  /** As shown; null: unknown, or told by feeds that are late or have failed. */
  readonly value: number | null
  /** All who could tell of it have told, and there is nothing that it could be made of: what was raised of it is over. */
  readonly isNone?: boolean
}

/** What is known of one subject under one rule. */
export type Watch =
  | { readonly state: 'calm'; readonly past: readonly Past[] }
  | { readonly state: 'pending'; readonly past: readonly Past[]; readonly since: number }
  | {
      readonly state: 'firing'
      readonly past: readonly Past[]
      readonly since: number
      /** The last that was known; null after a start, until it is told again. */
      readonly value: number | null
    }

export const CALM: Watch = { state: 'calm', past: [] }

export interface Judged {
  readonly condition: AlertCondition
  readonly forSeconds: number
}

/** What a subject's next value, or its silence, makes of it. */
export function next(watch: Watch, value: number | null, at: number, rule: Judged): Watch {
  if (value === null) return unseen(watch)
  const { condition } = rule
  const past = 'changesBy' in condition ? withNext(watch.past, value, at, windowOf(condition)) : []
  const says = verdictOf(condition, value, past)
  if (watch.state === 'firing') {
    const isOver = says === 'clears' && isKnown(condition, past, at)
    return isOver ? { state: 'calm', past } : { ...watch, past, value }
  }
  if (says !== 'raises') return { state: 'calm', past }
  const since = watch.state === 'pending' ? watch.since : at
  const isLong = at - since >= rule.forSeconds * 1000
  return isLong ? { state: 'firing', past, since, value } : { state: 'pending', past, since }
}

/**
 * Old values say nothing of now. What is raised stays so, since nobody saw it end; what only waited for its time begins anew, since nobody
 * saw that it held; and across a gap no change is measured.
 */
function unseen(watch: Watch): Watch {
  return watch.state === 'firing' ? { ...watch, past: [] } : CALM
}

type Change = Extract<AlertCondition, { readonly changesBy: number }>
const windowOf = ({ withinSeconds }: Change): number => withinSeconds * 1000

/** Whether a change that is not there was looked for: what was not seen for as long as the window is may have changed in it. */
const isKnown = (condition: AlertCondition, past: readonly Past[], at: number): boolean =>
  !('changesBy' in condition) || isWhole(past, at, windowOf(condition))

/** `between`: neither does it raise nor does it clear. */
export type Verdict = 'raises' | 'clears' | 'between'

/** What a value says by itself, and of a change what it says beside those before it. */
export function verdictOf(condition: AlertCondition, value: number, past: readonly Past[]): Verdict {
  if ('changesBy' in condition)
    return past.some(each => Math.abs(value - each.value) >= condition.changesBy) ? 'raises' : 'clears'
  if ('above' in condition) {
    if (value > condition.above) return 'raises'
    return value <= (condition.clear ?? condition.above) ? 'clears' : 'between'
  }
  if (value < condition.below) return 'raises'
  return value >= (condition.clear ?? condition.below) ? 'clears' : 'between'
}

import type { AlertCondition } from './document.ts'

/** What is looked at by itself: a number of an area, a feed. */
export interface Sample {
  readonly subject: string
  /** As shown; null: unknown, or told by feeds that are late or have failed. */
  readonly value: number | null
}

interface Past {
  readonly at: number
  readonly value: number
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
  const past = remembered(watch.past, at, rule.condition)
  const says = verdictOf(rule.condition, value, past)
  const kept = 'changesBy' in rule.condition ? [...past, { at, value }] : past
  if (watch.state === 'firing')
    return says === 'clears' ? { state: 'calm', past: kept } : { ...watch, past: kept, value }
  if (says !== 'raises') return { state: 'calm', past: kept }
  const since = watch.state === 'pending' ? watch.since : at
  const isLong = at - since >= rule.forSeconds * 1000
  return isLong ? { state: 'firing', past: kept, since, value } : { state: 'pending', past: kept, since }
}

/**
 * Old values say nothing of now. What is raised stays so, since nobody saw it end; what only waited for its time begins anew, since nobody
 * saw that it held; and across a gap no change is measured.
 */
function unseen(watch: Watch): Watch {
  return watch.state === 'firing' ? { ...watch, past: [] } : CALM
}

function remembered(past: readonly Past[], at: number, condition: AlertCondition): readonly Past[] {
  if (!('changesBy' in condition)) return []
  return past.filter(each => at - each.at <= condition.withinSeconds * 1000)
}

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

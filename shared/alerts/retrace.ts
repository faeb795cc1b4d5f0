import { CALM, next, type Judged, type Watch } from './judge.ts'

/** A value that was told, and until when it was one of now. */
export interface PastValue {
  readonly at: number
  readonly value: number
  readonly liveUntil: number
}

/**
 * When a rule would have raised, had it been judged by these values, the oldest first. Each holds until the next one, or until it was late:
 * then it says nothing any more, as when the city itself looks.
 */
export function raisedIn(values: readonly PastValue[], rule: Judged, now: number): readonly number[] {
  const raised: number[] = []
  let watch: Watch = CALM
  const see = (value: number | null, at: number) => {
    const after = next(watch, value, at, rule)
    if (after.state === 'firing' && watch.state !== 'firing') raised.push(ripeAt(after.since, rule))
    watch = after
  }
  values.forEach(({ at, value, liveUntil }, i) => {
    see(value, at)
    const until = values[i + 1]?.at ?? now + 1
    see(value, Math.min(until - 1, liveUntil))
    if (liveUntil < until - 1) see(null, liveUntil + 1)
  })
  return raised
}

/** What must hold for a time is told at its end, whenever somebody looked next. */
const ripeAt = (since: number, { forSeconds }: Judged): number => since + forSeconds * 1000

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
  const step = stepOf(rule)
  const hold = (value: number, from: number, to: number) => {
    for (let at = from; at < to; at += step) see(value, at)
    see(value, to)
  }
  values.forEach(({ at, value, liveUntil }, i) => {
    const until = values[i + 1]?.at ?? now + 1
    hold(value, at, Math.min(until - 1, liveUntil))
    if (liveUntil < until - 1) see(null, liveUntil + 1)
  })
  return raised
}

/** A window in which nothing is seen is a gap: where the city looks each second there is none. */
const stepOf = ({ condition }: Judged): number =>
  'changesBy' in condition ? condition.withinSeconds * 1000 : Infinity

/** What must hold for a time is told at its end, whenever somebody looked next. */
const ripeAt = (since: number, { forSeconds }: Judged): number => since + forSeconds * 1000

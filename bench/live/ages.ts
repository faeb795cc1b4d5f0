import type { Drive } from './posts.ts'

/** What one client knew when: the number of events that it had heard of by then. */
export interface Heard {
  /** `instant` */
  readonly at: readonly number[]
  readonly events: readonly number[]
}

/** How late a client heard of each event of a drive that it heard of, counted from when it was due to be posted, ms. */
export function agesOf({ start, perSecond, batch, first, count }: Drive, { at, events }: Heard): number[] {
  const dueAt = (n: number) => start + (1000 * Math.floor(n / batch)) / perSecond
  const ages: number[] = []
  let known = first
  events.forEach((now, i) => {
    for (; known < Math.min(now, first + count); known++) ages.push(at[i]! - dueAt(known - first))
  })
  return ages
}

/** Nearest ranks of many values: a typed array sorts millions in no time. */
export function ranksOf(values: readonly number[]): { readonly p50: number; readonly p99: number } {
  const sorted = Float64Array.from(values).sort()
  const at = (p: number) =>
    sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.POSITIVE_INFINITY
  return { p50: at(50), p99: at(99) }
}

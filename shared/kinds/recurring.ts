import { Type, type Static } from 'typebox'
import { Count, exact } from './fields.ts'
import type { Part, Thing } from './kind.ts'

/**
 * 复发 (DOMAIN 2.6): what happens again and again at one spot. It follows from many things at once, so no kind can derive it of one: our own
 * server counts it and tells it as a part of each (server/recurrence, ADR 48).
 */

/** Where something happened, and what: two are alike that are of one sort, near one another and within one span of time. */
export interface Happened {
  readonly sort: string
  readonly at: number
  /** WGS84 degrees. */
  readonly lat: number
  readonly lon: number
}

/** The part that our own server tells. */
export const RECURRENCE = 'recurrence'

export const RecurrenceFields = Type.Object(
  {
    /** At least so many alike lie together, this one among them: a step of `ALIKE_STEPS`, or 1. */
    alike: Count,
  },
  exact,
)
type RecurrenceFields = Static<typeof RecurrenceFields>

/** From so many on it is a cluster. More are told by steps, so that a spot of a hundred is not told a hundred times of each. */
export const ALIKE_STEPS = [3, 5, 10, 20, 50] as const
export const CLUSTER_FROM = ALIKE_STEPS[0]

/** The greatest step that so many reach; 1: no cluster. */
export const alikeStep = (count: number): number =>
  ALIKE_STEPS.reduce<number>((reached, step) => (step <= count ? step : reached), 1)

/** What was told of a thing so far. */
export function recurrenceOf({ parts }: Thing): Part | null {
  const part = parts[RECURRENCE]
  return part === undefined || part.op === 'drop' ? null : part
}

/** 1 where nothing was told: it is one itself. */
export function alikeOf(thing: Thing): number {
  const part = recurrenceOf(thing)
  return part === null ? 1 : (part.fields as RecurrenceFields).alike
}

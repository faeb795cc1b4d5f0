import type { Risk } from '../../lights/light.ts'
import type { Step } from '../../lights/supervision.ts'
import { overdueDaysOf, type Item } from './item.ts'

/** How much something wants a person: the order of lists and of the light board, the greatest first. */
const URGENCY: { readonly [risk in Risk]: number } = {
  severe: 5,
  overdue: 4,
  due_soon: 3,
  none: 2,
  paused: 1,
  late_done: 0,
}

export const urgencyOf = ({ life, verdict }: Item): number => (life.open ? URGENCY[verdict.risk] : 0)

/** The open item that wants a person most; null when none is open. */
export function mostUrgent(items: readonly Item[]): Item | null {
  let most: Item | null = null
  for (const item of items) if (item.running && (most === null || isMoreUrgent(item, most))) most = item
  return most
}

function isMoreUrgent(a: Item, b: Item): boolean {
  const urgency = urgencyOf(a) - urgencyOf(b)
  if (urgency !== 0) return urgency > 0
  const overdue = (overdueDaysOf(a) ?? 0) - (overdueDaysOf(b) ?? 0)
  if (overdue !== 0) return overdue > 0
  const left = (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity)
  if (a.daysLeft !== b.daysLeft) return left < 0
  return a.fields.stage !== b.fields.stage ? a.fields.stage < b.fields.stage : a.fields.key < b.fields.key
}

const STEPS: readonly Step[] = ['none', 'remind', 'yellow_card', 'red_card', 'propose_accountability']

/** The highest step of supervision among items. */
export function highestStep(items: readonly Item[]): Step {
  let highest = 0
  for (const { verdict } of items) highest = Math.max(highest, STEPS.indexOf(verdict.step))
  return STEPS[highest] as Step
}

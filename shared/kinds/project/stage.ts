import type { Calendar } from '../../calendar/calendar.ts'
import { countLights, lampOf, worstRisk } from '../../lights/lamp.ts'
import type { Light, Risk } from '../../lights/light.ts'
import { told } from '../fields.ts'
import type { StageFields } from './fields.ts'
import { overdueDaysOf, type Item } from './item.ts'
import { runningDays } from './running-days.ts'

/** A stage at an instant, over its items. */
export interface Stage {
  readonly fields: StageFields
  readonly items: readonly Item[]
  readonly light: Light
  readonly risk: Risk
  readonly limit: number | null
  /** Working days on which something in it was running; null before it began. */
  readonly used: number | null
  /** Of the item that is overdue longest. */
  readonly overdueDays: number | null
  readonly startAt: number | null
  /** When the last of its items was done; null while one is not, or when nobody knows. */
  readonly doneAt: number | null
}

export function stageOf(fields: StageFields, items: readonly Item[], calendar: Calendar, now: number): Stage {
  const light = lampOf(countLights(items.map(item => item.verdict.light)))
  const starts = items.flatMap(({ life, running }) =>
    life.startAt !== null && (running || life.state === 'done') ? [life.startAt] : [],
  )
  return {
    fields,
    items,
    light,
    risk: worstRisk(items.map(item => item.verdict.risk)),
    limit: told(fields.limit),
    used: starts.length === 0 ? null : runningDays(items, calendar, now),
    overdueDays: mostOverdue(items),
    startAt: starts.length === 0 ? null : Math.min(...starts),
    doneAt: light === 'green' ? lastDone(items) : null,
  }
}

export function mostOverdue(items: readonly Item[]): number | null {
  let most: number | null = null
  for (const item of items) {
    const days = overdueDaysOf(item)
    if (days !== null && (most === null || days > most)) most = days
  }
  return most
}

/** Null when one of them was done at an unknown time, or none was needed. */
function lastDone(items: readonly Item[]): number | null {
  let last: number | null = null
  for (const { life } of items) {
    if (life.state !== 'done') continue
    if (life.doneAt === null) return null
    if (last === null || life.doneAt > last) last = life.doneAt
  }
  return last
}

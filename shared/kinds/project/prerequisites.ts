import type { Item } from './item.ts'

/** The items of a plan by their keys. */
export type Plan = ReadonlyMap<string, Item>

export interface Readiness {
  /** 前置要件 that this project needs. */
  readonly total: number
  readonly ready: number
  /** It began before they were all there, and no 容缺受理 is recorded (DOMAIN 2.3-1). */
  readonly premature: boolean
}

const NOTHING_NEEDED: Readiness = { total: 0, ready: 0, premature: false }

/** What the project does not need is no prerequisite in it; what its plan does not know, nobody can judge. */
export function prerequisitesOf({ fields }: Item, plan: Plan): Item[] {
  const needed: Item[] = []
  for (const key of fields.after ?? []) {
    const item = plan.get(key)
    if (item === undefined || key === fields.key || needed.includes(item)) continue
    if (item.life.state !== 'not_applicable') needed.push(item)
  }
  return needed
}

export function readinessOf(item: Item, plan: Plan): Readiness {
  const needed = prerequisitesOf(item, plan)
  if (needed.length === 0) return NOTHING_NEEDED
  const { startAt } = item.life
  let ready = 0
  let early = false
  for (const { life } of needed) {
    if (life.state === 'done') ready++
    if (startAt !== null && !wasDoneBy(life.state === 'done', life.doneAt, startAt)) early = true
  }
  return { total: needed.length, ready, premature: early && item.fields.tolerated !== true }
}

/** What was done at an unknown time is not held against anybody. */
const wasDoneBy = (done: boolean, doneAt: number | null, at: number): boolean =>
  done && (doneAt === null || doneAt <= at)

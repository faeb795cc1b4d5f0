import { countLights, lampOf, worstRisk } from '../../lights/lamp.ts'
import type { Light, Risk } from '../../lights/light.ts'
import type { Codes, Env } from '../kind.ts'
import { earlier } from '../next-at.ts'
import type { ProjectFields } from './fields.ts'
import { itemAt, type Item } from './item.ts'
import { runningDays } from './running-days.ts'
import { stageOf, type Stage } from './stage.ts'
import { mostUrgent } from './urgency.ts'

export const PROJECT_CODES: Codes = {
  not_started: { zh: '未开始', en: 'not started' },
  running: { zh: '在办', en: 'in progress' },
  between: { zh: '当前阶段办结', en: 'between stages' },
  finished: { zh: '全部办结', en: 'finished' },
}

/** A project's whole plan at an instant. */
export interface ProjectPlan {
  readonly items: readonly Item[]
  readonly byKey: ReadonlyMap<string, Item>
  /** In the order of their numbers. */
  readonly stages: readonly Stage[]
  readonly light: Light
  readonly risk: Risk
  readonly state: keyof typeof PROJECT_CODES
  /** The open item that wants a person most. */
  readonly foremost: Item | null
  /** Where the project stands: that item's stage, else the first that is not done, else the last. */
  readonly current: Stage | null
  /** Working days of all stages but those that do not count (LYX-01); null before anything began. */
  readonly used: number | null
  /** The sum of the limits of those stages of which something is needed; null when one of them is unknown. */
  readonly limit: number | null
  readonly nextAt: number | null
}

export function planOf(fields: ProjectFields, env: Env): ProjectPlan {
  const items: Item[] = []
  const byKey = new Map<string, Item>()
  let nextAt: number | null = null
  for (const each of fields.items) {
    // Two items of one key are a slip of the upstream: the first stands, and its project says so.
    if (byKey.has(each.key)) continue
    const item = itemAt(each, env)
    items.push(item)
    byKey.set(each.key, item)
    nextAt = earlier(nextAt, item.nextAt)
  }
  const stages = stagesOf(fields, items, env)
  const counted = stages.filter(stage => stage.fields.excluded !== true)
  const foremost = mostUrgent(items)
  const light = lampOf(countLights(items.map(item => item.verdict.light)))
  return {
    items,
    byKey,
    stages,
    light,
    risk: worstRisk(items.map(item => item.verdict.risk)),
    state: stateOf(items, light),
    foremost,
    current: currentOf(stages, foremost),
    used: usedOf(counted, env),
    limit: limitOf(counted),
    nextAt,
  }
}

function stagesOf(fields: ProjectFields, items: readonly Item[], { calendar, now }: Env): Stage[] {
  const numbers = new Set<number>()
  const first = fields.stages.filter(({ no }) => !numbers.has(no) && numbers.add(no))
  return first
    .sort((a, b) => a.no - b.no)
    .map(stage =>
      stageOf(
        stage,
        items.filter(item => item.fields.stage === stage.no),
        calendar,
        now,
      ),
    )
}

function stateOf(items: readonly Item[], light: Light): ProjectPlan['state'] {
  if (items.some(item => item.life.open)) return 'running'
  if (light === 'green') return 'finished'
  return items.some(item => item.life.state === 'done') ? 'between' : 'not_started'
}

function currentOf(stages: readonly Stage[], foremost: Item | null): Stage | null {
  const at = foremost === null ? null : foremost.fields.stage
  const of = stages.find(stage => stage.fields.no === at) ?? stages.find(stage => stage.light !== 'green')
  return of ?? stages[stages.length - 1] ?? null
}

function usedOf(counted: readonly Stage[], { calendar, now }: Env): number | null {
  if (counted.every(stage => stage.startAt === null)) return null
  return runningDays(
    counted.flatMap(stage => stage.items),
    calendar,
    now,
  )
}

function limitOf(counted: readonly Stage[]): number | null {
  let sum = 0
  for (const { limit, items } of counted) {
    // A stage of which nothing is needed takes no days (LYX-09).
    if (items.length > 0 && items.every(({ life }) => life.state === 'not_applicable')) continue
    if (limit === null) return null
    sum += limit
  }
  return counted.length === 0 ? null : sum
}

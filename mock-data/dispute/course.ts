import { DAY, HOUR, MINUTE, dayNumber, startOfDay, timeOfDay } from '../../shared/calendar/civil.ts'
import type { Chance } from '../random.ts'

export const LEVELS = ['村', '镇', '县', '市'] as const
export type Level = (typeof LEVELS)[number]

/** One step, as the platform names it. */
export interface Step {
  readonly at: number
  readonly name:
    | '受理'
    | '调解'
    | '延期'
    | '达成协议'
    | '调解不成'
    | '上报'
    | '引导'
    | '撤回'
    | '司法确认'
    | '已履行'
    | '未履行'
  readonly form: '口头' | '书面' | null
  readonly way: '诉讼' | '仲裁' | '行政处理' | null
  /** Of what is passed up: who has it from then on. */
  readonly to: Level | null
}

type Fate = 'settled' | 'failed' | 'passed' | 'guided' | 'withdrawn'
const FATES: readonly Fate[] = ['settled', 'failed', 'passed', 'guided', 'withdrawn']

/** What becomes of it at each level, in hundredths: small things stay in the village, few get beyond the town (LYX-17). */
const SHARES: { readonly [level in Level]: readonly number[] } = {
  ...{ 村: [80, 4, 12, 2, 2], 镇: [87, 3, 3, 4, 3], 县: [80, 3, 4, 11, 2], 市: [74, 0, 0, 24, 2] },
}
/** At the village much is agreed by word. */
const WRITTEN: { readonly [level in Level]: number } = { 村: 0.35, 镇: 0.85, 县: 0.97, 市: 1 }

const SLOW = 0.03
const LEFT = 0.01
const EXTENDED = 0.4
const CONFIRMED = 0.08
const REVISITED = 0.92
const BROKEN = 0.03

/** People are at work, and at home in the evening: from 8 to 20. */
function awake(at: number, chance: Chance): number {
  const time = timeOfDay(at)
  if (time >= 8 * HOUR && time < 20 * HOUR) return at
  const day = time < 8 * HOUR ? dayNumber(at) : dayNumber(at) + 1
  return startOfDay(day) + 8 * HOUR + Math.floor(chance.between(5, 180) * MINUTE)
}

/** Everything that ever becomes of one; what lies ahead of an instant has not happened then. */
export function courseOf(registeredAt: number, from: Level, chance: Chance): readonly Step[] {
  const steps: Step[] = []
  let now = registeredAt
  const step = (after: number, name: Step['name'], more: Partial<Step> = {}) => {
    now = Math.ceil(awake(now + after, chance) / 1000) * 1000
    steps.push({ at: now, name, form: null, way: null, to: null, ...more })
  }
  for (let level: Level | null = from; level !== null;) level = workedOn(level, step, chance)
  if (steps.at(-1)!.name === '达成协议') afterwards(steps.at(-1)!, step, chance)
  return steps
}

type Stepping = (after: number, name: Step['name'], more?: Partial<Step>) => void

/** Who has it next; null: it is over. */
function workedOn(level: Level, step: Stepping, chance: Chance): Level | null {
  step(chance.happens(LEFT) ? chance.between(4, 9) * DAY : chance.logNormal(5 * HOUR, 0.8), '受理')
  const fate = chance.weighted(FATES, SHARES[level])
  if (fate === 'withdrawn') {
    step(chance.logNormal(DAY, 0.5), '撤回')
    return null
  }
  const needed = mediated(step, chance)
  if (fate === 'settled') {
    step(needed, '达成协议', { form: chance.happens(WRITTEN[level]) ? '书面' : '口头' })
    return null
  }
  if (fate === 'failed') step(needed, '调解不成')
  return leaving(level, fate === 'guided', fate === 'failed' ? 4 * HOUR : needed, step, chance)
}

/** How long it takes from the first talk to the last. */
function mediated(step: Stepping, chance: Chance): number {
  step(chance.logNormal(18 * HOUR, 0.7), '调解')
  const isSlow = chance.happens(SLOW)
  if (isSlow && chance.happens(EXTENDED)) step(20 * DAY, '延期')
  return (isSlow ? 31 * DAY : 0) + Math.min(26 * DAY, chance.logNormal(4 * DAY, 0.7))
}

/** Passed up, or guided elsewhere by those above whom nobody is. */
function leaving(level: Level, isGuided: boolean, after: number, step: Stepping, chance: Chance) {
  const above = LEVELS[LEVELS.indexOf(level) + 1] ?? null
  if (isGuided || above === null) {
    step(after, '引导', { way: chance.pick(['诉讼', '诉讼', '仲裁', '行政处理'] as const) })
    return null
  }
  step(after, '上报', { to: above })
  return above
}

/** 司法确认 and 回访. */
function afterwards({ form }: Step, step: Stepping, chance: Chance): void {
  if (form === '书面' && chance.happens(CONFIRMED)) step(chance.between(1, 8) * DAY, '司法确认')
  if (chance.happens(REVISITED))
    step(chance.between(7, 20) * DAY, chance.happens(BROKEN) ? '未履行' : '已履行')
}

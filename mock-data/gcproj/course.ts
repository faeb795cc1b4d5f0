import { DAY, HOUR } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { cityDepartment, officePhone } from '../organisation.ts'
import { officeFor } from './butlers.ts'
import { pressingOf } from './pressing.ts'
import { draw, stream, type Chance } from '../random.ts'
import { afterWork, WORKDAY } from '../worktime.ts'
import type { Blocker, Brief, ItemLife, Pause } from './project.ts'
import { BUILDING_PERMIT, LAND, OPTIONAL, STAGE_BEFORE_CONSTRUCTION, type ItemTemplate } from './template.ts'

/** What is large needs most of its time, and oftener more than all of it. */
const PACE = {
  large: { overdue: 0.08, median: 0.8, sigma: 0.25 },
  small: { overdue: 0.062, median: 0.55, sigma: 0.4 },
} as const
const STOPPED = 0.05
const EXTENDED = 0.015
const TOLERATED = 0.02
const LEFT_OUT = 0.25

const STOPS = ['补正', '专家评审', '现场勘验', '公示', '检测'] as const

const seconds = (at: number) => Math.floor(at / 1000) * 1000

/** The builder's own work between two stages, in days: designs, money, contracts. */
const gap = (chance: Chance): number => Math.min(chance.logNormal(7, 0.7), 60) * DAY

interface Span {
  readonly startAt: number
  readonly doneAt: number
  readonly pauses: readonly Pause[]
}

/** From the application to the decision: most need a part of their time, some more than all of it. */
function span(
  { calendar }: PretendCity,
  { limit }: ItemTemplate,
  size: keyof typeof PACE,
  startAt: number,
  chance: Chance,
): Span {
  const { overdue, median, sigma } = PACE[size]
  const pauses: Pause[] = []
  const share = chance.happens(overdue)
    ? 1 + 1 / limit + chance.between(0.2, 1.6)
    : Math.min(chance.logNormal(median, sigma), 0.97)
  let work = Math.max(share * limit, 0.15) * WORKDAY
  if (chance.happens(EXTENDED)) {
    const at = seconds(afterWork(calendar, startAt, limit * 0.6 * WORKDAY))
    const extendDays = 2 + chance.int(9)
    pauses.push({ kind: '1', name: '延长审批', startAt: at, endAt: at + HOUR, extendDays })
    work = Math.max(work, (limit + extendDays * chance.between(0.2, 0.9)) * WORKDAY)
  }
  let from = startAt
  if (chance.happens(STOPPED)) {
    const at = seconds(afterWork(calendar, startAt, work * 0.3))
    const endAt = seconds(afterWork(calendar, at + chance.logNormal(5, 0.6) * DAY, HOUR))
    pauses.push({ kind: '2', name: chance.pick(STOPS), startAt: at, endAt, extendDays: 0 })
    from = endAt
    work *= 0.7
  }
  return { startAt, doneAt: seconds(afterWork(calendar, from, work)), pauses }
}

/** They hang on the building permit and are out of the way when it is applied for. */
function blockersOf(brief: Brief, { name }: ItemTemplate, startAt: number, chance: Chance): Blocker[] {
  if (name !== BUILDING_PERMIT) return []
  return brief.obstacles.map(obstacle => {
    const since = startAt - Math.floor(chance.between(8, 60) * DAY)
    const clearedAt = seconds(startAt - chance.between(0, 6) * DAY)
    return { name: obstacle, since: seconds(since), clearedAt, office: officeFor(brief, obstacle) }
  })
}

function correction(city: PretendCity, id: string, { startAt, doneAt }: Span): ItemLife['corrected'] {
  if (!city.anomalies.hits('A5', ['gcproj', id])) return null
  const share = draw(city.seed, 'gcproj', 'corrected', id)
  const earlier = seconds(Math.max(startAt + HOUR, doneAt - share * DAY))
  return { at: seconds(doneAt + (2 + 40 * share) * HOUR), doneAt: earlier }
}

/** When an item can begin: after its prerequisites, or, tolerated, when half of them are there. */
function begin(
  template: ItemTemplate,
  stageFrom: number,
  done: ReadonlyMap<number, number>,
  tolerated: boolean,
): number {
  const needed = template.after.flatMap(no => done.get(no) ?? []).sort((a, b) => a - b)
  const enough = tolerated ? needed.slice(0, Math.floor(needed.length / 2)) : needed
  return Math.max(stageFrom, ...enough)
}

export interface Course {
  readonly lives: readonly ItemLife[]
  readonly constructionFrom: number
  readonly constructionTo: number
  readonly finishedAt: number
}

const window = (template: ItemTemplate) =>
  `${'ABCDEFGH'[template.stage - 1]}${String(template.no).padStart(2, '0')}`

/** Stage after stage, each item as soon as it may, with the builder's own time between the stages. */
export function courseOf(city: PretendCity, brief: Brief): Course {
  const chance = stream(city.seed, 'gcproj', 'course', brief.code)
  const done = new Map<number, number>()
  const lives: ItemLife[] = []
  let stageFrom = brief.beginsAt
  let construction = { from: Infinity, to: Infinity }
  for (const stage of brief.stages) {
    if (stage.no === STAGE_BEFORE_CONSTRUCTION + 1) {
      construction = {
        from: Math.max(...done.values()),
        to: Math.max(...done.values()) + brief.construction * DAY,
      }
      stageFrom = construction.to
    }
    const lifeOf = (template: ItemTemplate) =>
      live(city, brief, template, stageFrom, done, chance.split(template.no))
    const inStage = brief.items.filter(item => item.stage === stage.no).map(lifeOf)
    lives.push(...inStage)
    // 土地办理 runs beside the stages that follow, and holds none of them up.
    if (stage.no !== LAND) stageFrom = Math.max(stageFrom, ...inStage.map(life => life.doneAt)) + gap(chance)
  }
  return {
    lives,
    constructionFrom: construction.from,
    constructionTo: construction.to,
    finishedAt: Math.max(...lives.map(life => life.doneAt)),
  }
}

function live(
  city: PretendCity,
  brief: Brief,
  template: ItemTemplate,
  stageFrom: number,
  done: Map<number, number>,
  chance: Chance,
): ItemLife {
  const tolerated = template.after.length > 1 && chance.happens(TOLERATED)
  const free = begin(template, stageFrom, done, tolerated)
  const startAt = seconds(afterWork(city.calendar, free, chance.between(0.02, 1.2) * WORKDAY))
  const lived = span(city, template, brief.projectClass === null ? 'small' : 'large', startAt, chance)
  done.set(template.no, lived.doneAt)
  const id = `${brief.code}/${template.no}`
  const life = {
    template,
    applicable: !(OPTIONAL.has(template.no) && brief.stages.length === 8 && chance.happens(LEFT_OUT)),
    department: cityDepartment(template.department),
    window: window(template),
    phone: officePhone(1000 + template.no),
    ...lived,
    blockers: blockersOf(brief, template, startAt, chance),
    tolerated,
    corrected: correction(city, id, lived),
  }
  return { ...life, pressing: pressingOf(city, brief, life) }
}

import { DAY, HOUR, dayNumber, dayOfDate, fieldsOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import type { TownEntry } from '../../shared/areas/document.ts'
import type { PretendCity } from '../city.ts'
import { createDevices } from '../iot/devices.ts'
import { apportion, stream, type Chance } from '../random.ts'
import { BUILDERS, SITE_NAMES, SORTS, type Sort, type SortName } from './sorts.ts'

/** So long after its end a work is still told of. */
export const KEPT_DAYS = 400

/** One work from its announcement to its end; what lies ahead of an instant has not happened then. */
export interface Work {
  readonly no: string
  readonly sort: SortName
  readonly title: string
  readonly town: TownEntry
  /** Community or village; the town itself where it has none. */
  readonly area: string
  readonly department: string
  readonly builder: string
  readonly device: string | null
  readonly households: number | null
  readonly announcedAt: number
  readonly beginsAt: number
  readonly dueAt: number
  readonly endsAt: number
  /** Ordered to stop and to put something right; null: never. */
  readonly halt: { readonly from: number; readonly to: number } | null
  /** A14: its end was written before its beginning. */
  readonly endedBefore: boolean
}

interface Plan {
  readonly sort: SortName
  readonly beginsAt: number
  readonly announcedAt: number
  /** Days that it is to take. */
  readonly days: number
  /** Days after which the next is to begin, come what may. */
  readonly most: number
}

const LATE = 0.14
const HALTED = 0.12

const morning = (day: number): number => startOfDay(day) + 8 * HOUR
const evening = (day: number): number => startOfDay(day) + 17 * HOUR
const lastOf = (day: number): number => startOfDay(day + 1) - 1000

/** Its end and its halt are drawn once: nothing that is asked later changes them. */
function courseOf({ beginsAt, days, most }: Plan, chance: Chance): Pick<Work, 'dueAt' | 'endsAt' | 'halt'> {
  const begun = dayNumber(beginsAt)
  const late = chance.happens(LATE)
  const taken = Math.round(days * (late ? chance.between(1.05, 1.3) : chance.between(0.88, 0.99)))
  const halted = chance.happens(HALTED)
  const at = begun + Math.round(taken * chance.between(0.15, 0.7))
  const halt = halted ? { from: morning(at), to: morning(at + 4 + chance.int(14)) } : null
  return { dueAt: lastOf(begun + days), endsAt: evening(begun + Math.min(most, Math.max(2, taken))), halt }
}

function workOf(city: PretendCity, no: string, plan: Plan, given: Partial<Work> = {}): Work {
  const chance = stream(city.seed, 'urban', no)
  const town = given.town ?? city.places.town(chance)
  const { department, titles } = SORTS[plan.sort]
  const district = city.places.districtOf(town.district).name
  return {
    ...{ no, sort: plan.sort, town, announcedAt: plan.announcedAt, beginsAt: plan.beginsAt },
    title: `${town.name.replace(/(街道|镇|乡)$/, '')}${chance.pick(titles)}`,
    area: city.places.community(town.code, chance)?.code ?? town.code,
    department: `${department === 'city' ? '市' : district}住建局`,
    builder: `演示建设${chance.pick(BUILDERS)}公司`,
    ...{ device: null, households: null },
    ...courseOf(plan, chance.split('course')),
    endedBefore: city.anomalies.hits('A14', ['urban', no]),
    ...given,
  }
}

/** Where one work follows the other: a place that is built on, or a crew that goes from street to street. */
interface Row {
  readonly name: string
  readonly sort: (turn: number) => SortName
  /** Days from one beginning to the next. */
  readonly every: number
  readonly first: number
  /** Days that a work is to take, of those. */
  readonly days: readonly [least: number, most: number]
  readonly announced: number
  readonly given: (turn: number) => Partial<Work>
}

const ORIGIN = dayOfDate('2024-01-01')
const daysUntil = (at: number) => dayNumber(at) - ORIGIN

function worksOf(city: PretendCity, row: Row, at: number): readonly Work[] {
  const turns = Math.floor((daysUntil(at) + row.announced - row.first) / row.every)
  const earliest = Math.floor((daysUntil(at) - KEPT_DAYS - 2 * row.every - row.first) / row.every)
  return Array.from({ length: turns - earliest + 1 }, (_, i) => earliest + i).map(turn => {
    const begins = ORIGIN + row.first + turn * row.every
    const chance = stream(city.seed, 'urban days', row.name, turn)
    const plan: Plan = {
      sort: row.sort(turn),
      beginsAt: morning(begins),
      announcedAt: morning(begins - row.announced),
      days: Math.round(chance.between(...row.days)),
      most: row.every - 3,
    }
    return workOf(city, `${row.name}-${turn + 100}`, plan, row.given(turn))
  })
}

/** Each dust monitor stands on a site; once it is built, the next is built there. */
function siteRows(city: PretendCity): readonly Row[] {
  const sites = createDevices(city).filter(({ domain }) => domain === 'dust')
  return sites.map(({ id, area }): Row => {
    const chance = stream(city.seed, 'urban site', id)
    const every = 420 + chance.int(240)
    const town = city.places.townOf(area)
    return {
      ...{ name: `GD${id.slice(3)}`, every, first: -chance.int(every), announced: 0 },
      ...{ sort: () => '房建工地', days: [every * 0.91, every * 0.96] },
      given: turn => ({
        ...{ device: id, town },
        title: `演示${stream(city.seed, 'urban site name', id, turn).pick(SITE_NAMES)}`,
      }),
    }
  })
}

const CREWS = 26
const MUNICIPAL = ['市政道路', '排水管网', '路灯照明', '桥梁维修', '园林绿化'] as const
const MUNICIPAL_WEIGHTS = [30, 30, 20, 6, 14]
const ANNOUNCED = 20

const crewRows = (city: PretendCity): readonly Row[] =>
  Array.from({ length: CREWS }, (_, i): Row => {
    const chance = stream(city.seed, 'urban crew', i)
    const every = 70 + chance.int(110)
    return {
      ...{
        name: `SZ${String(i + 1).padStart(2, '0')}`,
        every,
        first: -chance.int(every),
        announced: ANNOUNCED,
      },
      sort: turn => stream(city.seed, 'urban crew work', i, turn).weighted(MUNICIPAL, MUNICIPAL_WEIGHTS),
      ...{ days: [every * 0.7, every * 0.85], given: () => ({}) },
    }
  })

/** Of a year's list: estates, and areas of shanties that take two summers. Households of all of them. */
export const RENEWAL = { estates: 34, shanties: 4, households: 11_260 } as const

/** The list of a year, published on the first of March. */
export function renewalOf(city: PretendCity, year: number): readonly Work[] {
  const { estates, shanties, households } = RENEWAL
  const chance = stream(city.seed, 'urban renewal', year)
  const shares = apportion(
    households,
    Array.from({ length: estates + shanties }, () => chance.between(1, 4)),
  )
  return shares.map((share, i) => {
    const estate = i < estates
    const begins = dayOfDate(`${year}-04-06`) + chance.int(estate ? 60 : 30)
    const ends = dayOfDate(`${estate ? year : year + 1}-10-31`)
    const plan: Plan = {
      ...{ sort: estate ? '老旧小区改造' : '棚户区改造', beginsAt: morning(begins) },
      ...{ announcedAt: morning(dayOfDate(`${year}-03-01`)), days: ends - begins, most: Infinity },
    }
    return workOf(city, `JG${year}${String(i + 1).padStart(2, '0')}`, plan, { households: share })
  })
}

export type WorkModel = (at: number) => readonly Work[]

/** Everything that is announced at an instant and not over for too long. */
export function createWorkModel(city: PretendCity): WorkModel {
  const rows = [...siteRows(city), ...crewRows(city)]
  return at => {
    const { year } = fieldsOfDay(dayNumber(at))
    const lists = [year - 2, year - 1, year].flatMap(each => renewalOf(city, each))
    return [...rows.flatMap(row => worksOf(city, row, at)), ...lists].filter(
      ({ announcedAt, endsAt }) => announcedAt <= at && endsAt > at - KEPT_DAYS * DAY,
    )
  }
}

/** How a work stands at an instant: crews tell how far they are each morning at eight. */
export interface Standing {
  readonly changedAt: number
  readonly beganAt: number | null
  readonly doneAt: number | null
  readonly percent: number | null
  readonly stage: string | null
  readonly halted: boolean
}

export function standingAt(work: Work, at: number): Standing {
  const { announcedAt, beginsAt, endsAt, halt } = work
  if (at < beginsAt) return { ...NOT_BEGUN, changedAt: announcedAt }
  if (at >= endsAt) {
    const doneAt = work.endedBefore ? beginsAt - 2 * DAY : endsAt
    return { changedAt: endsAt, beganAt: beginsAt, doneAt, percent: 100, stage: '竣工验收', halted: false }
  }
  const today = morning(dayNumber(at))
  const changedAt = Math.max(beginsAt, today <= at ? today : today - DAY)
  const percent = Math.min(99, Math.floor(shareOf(work, changedAt) * 100))
  const halted = halt !== null && halt.from <= changedAt && changedAt < halt.to
  return {
    changedAt,
    beganAt: beginsAt,
    doneAt: null,
    percent,
    stage: stageOf(SORTS[work.sort], percent),
    halted,
  }
}
const NOT_BEGUN = { beganAt: null, doneAt: null, percent: null, stage: null, halted: false } as const

const stageOf = ({ stages }: Sort, percent: number): string =>
  stages[Math.min(stages.length - 1, Math.floor((percent * stages.length) / 100))]!

/** Of its own time, without that in which it had to rest. */
function shareOf({ beginsAt, endsAt, halt }: Work, at: number): number {
  const rested = (until: number) =>
    halt === null ? 0 : Math.max(0, Math.min(until, halt.to) - Math.min(until, halt.from))
  return (at - beginsAt - rested(at)) / Math.max(DAY, endsAt - beginsAt - rested(endsAt))
}

import { DAY, HOUR, dayNumber } from '../../shared/calendar/civil.ts'
import { dueAt } from '../../shared/calendar/due.ts'
import type { Anomalies } from '../anomalies.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { remembered } from '../remembered.ts'
import { butlersOf, leadersOf } from './butlers.ts'
import { courseOf } from './course.ts'
import { exampleProject, keyProjects, listYear } from './key-projects.ts'
import { tierOf, type Brief, type ItemLife, type Project } from './project.ts'
import { LONGEST_DAYS, smallProjectsOf } from './small-projects.ts'

export type ItemStatus = 'not_started' | 'in_progress' | 'paused' | 'done' | 'not_applicable'

/** An item as it stood at an instant. */
export interface ItemState {
  readonly life: ItemLife
  readonly status: ItemStatus
  readonly doneAt: number | null
  /** By the published calendar; null before it began and while the clock stands. */
  readonly dueAt: number | null
  /** The due date leans on days whose status is not published yet (A20). */
  readonly provisional: boolean
  readonly overdue: boolean
}

export interface ProjectState extends Version {
  readonly items: readonly ItemState[]
  /** Share of the construction, per cent. */
  readonly progress: number
}

/** Where a project stands in the order of changes. */
export interface Version {
  readonly project: Project
  /** Counted from 1 in the order of changes. */
  readonly version: number
  readonly updatedAt: number
}

export interface GcprojModel {
  /** All that the system lists at an instant: the key projects, the example, and what is on its way. */
  readonly projects: (at: number) => readonly Project[]
  /** The same with their last change: cheap, since no item is looked at. */
  readonly versions: (at: number) => readonly Version[]
  readonly truth: (at: number) => readonly ProjectState[]
}

/** A finished small project stays on the list a while. */
const LISTED_AFTER_END = 60 * DAY
const PROGRESS_STEP = 5

function project(city: PretendCity, brief: Brief): Project {
  const tier = tierOf(brief.investment)
  const chance = stream(city.seed, 'gcproj', 'butlers', brief.code)
  const leaders = leadersOf(brief, stream(city.seed, 'gcproj', 'leaders', brief.code))
  return { ...brief, ...leaders, tier, butlers: butlersOf(brief, tier, chance), ...courseOf(city, brief) }
}

export function createGcprojModel(city: PretendCity): GcprojModel {
  const make = (brief: Brief) => project(city, brief)
  const listOf = remembered(year => [...keyProjects(city, year), exampleProject(city, year)].map(make), 3)
  const bornOn = remembered(day => smallProjectsOf(city, day).map(make), LONGEST_DAYS + 100)
  const projects = (at: number): Project[] => {
    const today = dayNumber(at)
    const days = Array.from({ length: LONGEST_DAYS }, (_, i) => today - LONGEST_DAYS + 1 + i)
    const listed = ({ beginsAt, finishedAt }: Project) => beginsAt <= at && finishedAt > at - LISTED_AFTER_END
    return [...listOf(listYear(at)), ...days.flatMap(day => bornOn(day).filter(listed))]
  }
  const times = new WeakMap<Project, readonly number[]>()
  const timesOf = (each: Project): readonly number[] => {
    const known = times.get(each) ?? changeTimes(each, city.anomalies)
    times.set(each, known)
    return known
  }
  const versions = (at: number) => projects(at).map(each => versionAt(each, timesOf(each), at))
  return { projects, versions, truth: at => versions(at).map(version => stateOf(city, version, at)) }
}

function statusAt({ applicable, startAt, doneAt, pauses }: ItemLife, at: number): ItemStatus {
  if (!applicable) return 'not_applicable'
  if (at < startAt) return 'not_started'
  if (at >= doneAt) return 'done'
  const stopped = pauses.some(pause => pause.kind === '2' && pause.startAt <= at && at < pause.endAt)
  return stopped ? 'paused' : 'in_progress'
}

const doneAtFor = ({ doneAt, corrected }: ItemLife, at: number): number =>
  corrected !== null && corrected.at <= at ? corrected.doneAt : doneAt

function dueFor({ official }: PretendCity, { template, startAt, pauses }: ItemLife, at: number) {
  const known = pauses.filter(pause => pause.startAt <= at)
  return dueAt(
    startAt,
    { n: template.limit, unit: 'workday' },
    official,
    known.map(({ kind, startAt: from, endAt, extendDays }) =>
      kind === '1'
        ? { kind: 'extension', workdays: extendDays }
        : { kind: 'stop', from, to: endAt <= at ? endAt : null },
    ),
  )
}

export function itemAt(city: PretendCity, life: ItemLife, at: number): ItemState {
  const status = statusAt(life, at)
  if (status === 'not_started' || status === 'not_applicable')
    return { life, status, doneAt: null, dueAt: null, provisional: false, overdue: false }
  const due = dueFor(city, life, at)
  const overdue = status === 'in_progress' && due.at !== null && at > due.at
  const doneAt = status === 'done' ? doneAtFor(life, at) : null
  return { life, status, doneAt, dueAt: due.at, provisional: due.provisional, overdue }
}

function progressAt({ constructionFrom, constructionTo }: Project, at: number): number {
  if (at < constructionFrom) return 0
  const share = Math.min(1, (at - constructionFrom) / (constructionTo - constructionFrom))
  return Math.floor((share * 100) / PROGRESS_STEP) * PROGRESS_STEP
}

function progressTimes({ constructionFrom: from, constructionTo: to }: Project): number[] {
  if (from === Infinity) return []
  const steps = Array.from({ length: 100 / PROGRESS_STEP + 1 }, (_, i) => i * PROGRESS_STEP)
  return steps.map(percent => Math.ceil(from + (percent * (to - from)) / 100))
}

/** A3: of some items the end is told at once and the beginning only so much later. */
export const BEGINNING_TOLD_AFTER = HOUR

export const itemId = (code: string, no: number): string => `${code}/${String(no).padStart(2, '0')}`

export const tellsBeginningLate = (anomalies: Anomalies, code: string, { template }: ItemLife): boolean =>
  anomalies.hits('A3', ['gcproj', itemId(code, template.no)])

function itemTimes(
  { applicable, startAt, doneAt, corrected, pauses, blockers, pressing }: ItemLife,
  late: boolean,
): number[] {
  if (!applicable) return []
  return [
    startAt,
    doneAt,
    ...(late ? [doneAt + BEGINNING_TOLD_AFTER] : []),
    ...(corrected === null ? [] : [corrected.at]),
    ...pauses.flatMap(pause => [pause.startAt, pause.endAt]),
    ...blockers.flatMap(blocker => [blocker.since, blocker.clearedAt]),
    ...(pressing === null ? [] : [pressing.issuedAt, pressing.signedAt, pressing.repliedAt]),
  ]
}

/** The instants at which what the system tells of a project changes, in order. */
export function changeTimes(each: Project, anomalies: Anomalies): number[] {
  const ofItems = each.lives.flatMap(life => itemTimes(life, tellsBeginningLate(anomalies, each.code, life)))
  return [each.listedAt, ...ofItems, ...progressTimes(each)].sort((a, b) => a - b)
}

function versionAt(project: Project, times: readonly number[], at: number): Version {
  const version = times.filter(time => time <= at).length
  return { project, version: Math.max(1, version), updatedAt: times[version - 1] ?? project.listedAt }
}

export const stateOf = (city: PretendCity, version: Version, at: number): ProjectState => ({
  ...version,
  items: version.project.lives.map(life => itemAt(city, life, at)),
  progress: progressAt(version.project, at),
})

export const projectAt = (city: PretendCity, project: Project, at: number): ProjectState =>
  stateOf(city, versionAt(project, changeTimes(project, city.anomalies), at), at)

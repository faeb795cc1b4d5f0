import { MINUTE, dateOfDay, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { personalRemark } from '../free-text.ts'
import { districtDepartment } from '../organisation.ts'
import { stream, type Chance } from '../random.ts'
import { stepsOf, timeOf } from './course.ts'
import { fatesOf, lengthOf, sourcesOf, spansOf, TEA, type Fate } from './fates.ts'
import { GROUPS, OPEN } from './groups.ts'
import type { Problem, Step } from './problem.ts'
import { DISTRICT, ENTERPRISES, enterpriseName, sessionsUntil, type Session } from './sessions.ts'

/** 双进双促 began so long before the ledger was handed over (HW-04: 130 in about nine months). */
const WEEKS = 38
/** The open one was given to its department so many working days ago. */
const OPEN_SINCE = 8

/** Working days of the campaign, the last of them before today. */
function campaignDays({ calendar }: PretendCity, today: number): number[] {
  const days: number[] = []
  for (let day = today - WEEKS * 7; day < today; day++) if (calendar.isWorkday(day)) days.push(day)
  return days
}

/** Of one problem, and whether it stays on the ledger: others are merged into such a one. */
interface Draft {
  readonly fate: Fate
  readonly problem: Problem
}

/**
 * The ledger of 宏伟区 as it is handed over on a day (HW-02, HW-04, HW-05): what was collected in the months before, and what became
 * of it. From then on people work with it, so nothing more happens to it here.
 */
export function ledgerOf(city: PretendCity, at: number): Problem[] {
  const today = dayNumber(at)
  const days = campaignDays(city, today)
  const sessions = sessionsUntil(city, startOfDay(today)).filter(({ startsAt }) => startsAt < at)
  const chance = stream(city.seed, 'problem ledger', dateOfDay(today))
  const fates = fatesOf(chance.split('fates'))
  const sources = withoutTea(sourcesOf(chance.split('sources')), fates)
  const drafts = fates
    .map((fate, i) => draftOf({ city, days, sessions, source: sources[i]!, fate, chance: chance.split(i) }))
    .sort((a, b) => a.problem.collectedAt - b.problem.collectedAt)
  const year = dateOfDay(today).slice(0, 4)
  const numbered = drafts.map(({ fate, problem }, i) => ({
    fate,
    problem: { ...problem, no: `HW${year}-${String(i + 1).padStart(3, '0')}` },
  }))
  return numbered.map(draft => (draft.fate.type === 'merged' ? mergedIn(numbered, draft) : draft.problem))
}

/** What is raised at the table was solved: the open one was brought by somebody else. */
function withoutTea(sources: readonly string[], fates: readonly Fate[]): readonly string[] {
  const open = fates.findIndex(({ type }) => type === 'open')
  const other = sources.findIndex(source => source !== TEA)
  if (sources[open] !== TEA) return sources
  return sources.map((source, i) => (i === open ? sources[other]! : i === other ? TEA : source))
}

interface Making {
  readonly city: PretendCity
  readonly days: readonly number[]
  readonly sessions: readonly Session[]
  readonly source: string
  readonly fate: Fate
  readonly chance: Chance
}

function draftOf(making: Making): Draft {
  const { city, days, source, fate, chance } = making
  const spans = spansOf(fate, source === TEA, chance)
  const table = source === TEA ? tableOf(making, days.length - 1 - lengthOf(fate, spans)) : null
  const group = 'group' in fate ? fate.group : chance.pick(GROUPS)
  const start = startOf(making, lengthOf(fate, spans), spans.take + spans.decide, table)
  const district = city.places.districtOf(DISTRICT)
  const [title, answer] = chance.pick(group.matters)
  const problem: Problem = {
    ...wordsOf(making, title),
    ...{ no: '', source, category: group.category, session: table === null ? null : table.no },
    enterprise: table === null ? enterpriseName(chance.int(ENTERPRISES)) : chance.pick(table.enterprises),
    town: chance.pick(city.places.townsOf(DISTRICT)).name,
    collectedAt:
      table === null ? timeOf(days[start]!, 0, chance) : table.startsAt + (10 + chance.int(100)) * MINUTE,
    steps: stepsOf({
      ...{ fate, spans, group, answer, days, start, chance },
      departmentOf: short => districtDepartment(district, short).name,
      later: (day, workdays) => city.calendar.add(day, workdays),
    }),
  }
  return { fate, problem }
}

/** A session early enough for all that followed; null where none was held by then. */
function tableOf({ sessions, days, chance }: Making, last: number): Session | null {
  const held = sessions.filter(({ startsAt }) => {
    const place = days.indexOf(dayNumber(startsAt))
    return place !== -1 && place <= last
  })
  return held.length === 0 ? null : chance.pick(held)
}

function startOf(
  { days, fate, chance }: Making,
  length: number,
  untilGiven: number,
  table: Session | null,
): number {
  if (table !== null) return days.indexOf(dayNumber(table.startsAt))
  if (fate.type === 'open') return days.length - OPEN_SINCE - untilGiven
  // What is merged goes on with one that was there before.
  const first = fate.type === 'merged' ? Math.floor(days.length / 4) : 0
  return first + chance.int(days.length - first - length)
}

function wordsOf({ city, fate, chance }: Making, title: string) {
  const phone = chance.happens(city.anomalies.rate('A24')) ? personalRemark(chance) : ''
  if (fate.type === 'open') return { title: OPEN.title, text: OPEN.text }
  return { title, text: `企业反映${title},希望协调解决${phone}。` }
}

/** Into the latest of its kind that was there before, else the latest of all. */
function mergedIn(drafts: readonly Draft[], { problem }: Draft): Problem {
  const before = drafts.filter(
    ({ fate, problem: other }) =>
      (fate.type === 'struck off' || fate.type === 'open') && other.collectedAt < problem.collectedAt,
  )
  const alike = before.findLast(({ problem: other }) => other.category === problem.category)
  const into = (alike ?? before.at(-1))?.problem.no
  const steps = problem.steps.map((step): Step => {
    return step.name === '合并' && into !== undefined ? { ...step, mergedInto: into } : step
  })
  return { ...problem, steps }
}

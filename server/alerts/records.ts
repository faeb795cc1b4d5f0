import { parseClockTime } from '../../shared/calendar/clock-time.ts'
import { MINUTE } from '../../shared/calendar/civil.ts'
import type { AlertDocument } from '../../shared/alerts/document.ts'
import type { Standing } from '../../shared/alerts/groups.ts'
import { digestOf, keyOf } from '../../shared/alerts/keys.ts'
import type { Quiet } from '../../shared/alerts/quiet.ts'
import { MOST_SUBJECTS } from '../../shared/kinds/alert/fields.ts'
import { digest } from '../../shared/model/digest.ts'
import type { Fields } from '../../shared/model/value.ts'
import { toldOf, type Surroundings } from './subjects.ts'

/** Of a rule's group and the moment: the same is not raised twice in one. */
export const idFor = (rule: string, group: string, now: number): string =>
  `${digest(`${rule}\n${group}`)}-${now.toString(36)}`

/** What is raised, as of the worst of it. */
function standingFields(rule: AlertDocument, standing: Standing, around: Surroundings) {
  const { subjects } = standing
  const { what, place, value, area } = toldOf(rule, standing, around)
  return {
    area: rule.groupBy === 'all' ? wholeOf(rule, around) : area,
    fields: {
      ...{ subjects: subjects.slice(0, MOST_SUBJECTS).map(keyOf), digest: digestOf(subjects, value) },
      ...{ count: subjects.length, what, place, value },
    },
  }
}

/** Of one alert about all that a rule looks at: it holds whoever joins later, so whoever handles it has to do with all of them. */
const wholeOf = ({ over }: AlertDocument, { areas }: Surroundings): string =>
  'metric' in over && typeof over.areas !== 'string' ? over.areas.area : areas.city.id

export function raisedRecord(
  rule: AlertDocument,
  standing: Standing,
  around: Surroundings,
  shelvedUntil: number | null,
): Fields & { readonly id: string } {
  const { now } = around
  const id = idFor(rule.id, standing.group, now)
  const { area, fields } = standingFields(rule, standing, around)
  return {
    ...{ id, at: now, area, number: id, rule: rule.id, group: standing.group === '' ? null : standing.group },
    ...{
      title: rule.title.zh,
      titleEn: rule.title.en === '' ? null : rule.title.en,
      severity: rule.severity,
    },
    ...fields,
    since: standing.since,
    ...quietFields(rule),
    ...{ sound: rule.sound, public: rule.public === true, shelvedUntil },
  }
}

function quietFields(rule: AlertDocument): Fields {
  const hours = quietHours(rule)
  return { quietFrom: hours?.from ?? null, quietTo: hours?.to ?? null, tellUpTo: hours?.tellUpTo ?? null }
}

/** In minutes of a day; null: it is told at any time. */
export const quietHours = ({ quiet }: AlertDocument): (Quiet & { readonly tellUpTo: number }) | null =>
  quiet === undefined
    ? null
    : { from: minuteOf(quiet.from), to: minuteOf(quiet.to), tellUpTo: quiet.tellUpTo }

const minuteOf = (time: string): number => parseClockTime(time) / MINUTE

/** It comes in one step again and again: how many there were an hour ago is nobody's question. */
export function countedRecord(
  id: string,
  rule: AlertDocument,
  standing: Standing,
  around: Surroundings,
): Fields & { readonly id: string } {
  return { id, at: around.now, step: 1, type: 'counted', ...standingFields(rule, standing, around).fields }
}

export const stepRecord = (
  id: string,
  step: number,
  type: string,
  at: number,
  fields: Fields = {},
): Fields & { readonly id: string } => ({
  ...{ id, at, step, type, ...fields },
})

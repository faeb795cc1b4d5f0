import type { CommunityEntry, TownEntry } from '../../shared/areas/document.ts'
import { DAY, HOUR, MINUTE, dateOfDay, dayNumber } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { instantsOfDay } from '../day-shape.ts'
import { cityDepartment } from '../organisation.ts'
import { stream, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import { plainTime, plainTimeOrNull } from '../time-text.ts'

/** The four classes of 突发事件应对法 (DOMAIN 3.9), with what happens in each and who answers for it. */
export const INCIDENT_CLASSES = {
  自然灾害: { department: '应急局', titles: ['大风刮倒围挡', '积雪压塌大棚', '道路结冰多车受阻'] },
  事故灾难: {
    department: '应急局',
    titles: ['厂房冒烟', '管道泄漏', '施工坍塌', '危化品车侧翻', '供热主管爆裂'],
  },
  公共卫生事件: { department: '卫健委', titles: ['学校聚集性发热', '食堂疑似食源性疾病'] },
  社会安全事件: { department: '公安局', titles: ['群体性讨薪聚集', '大型活动人员拥挤'] },
} as const
type IncidentClass = keyof typeof INCIDENT_CLASSES
const CLASSES = Object.keys(INCIDENT_CLASSES) as readonly IncidentClass[]
const CLASS_WEIGHTS = [22, 52, 12, 14]

/** Ⅰ is the worst and hardly ever is. */
export const LEVELS = ['Ⅰ级', 'Ⅱ级', 'Ⅲ级', 'Ⅳ级'] as const
type Level = (typeof LEVELS)[number]
const LEVEL_WEIGHTS = [1, 4, 17, 78]
/** Until when it is to be over, by its level, the worst first. */
const TERM = [96, 72, 48, 24].map(hours => hours * HOUR)
const A_DAY = 1.4
/** One in so many is seen to be worse when somebody is there. */
const RAISED = 0.12
const LONGEST = 6 * DAY

/** 突发事件: what the duty room of the emergency bureau has of it. */
interface Incident {
  readonly no: string
  readonly title: string
  readonly sort: IncidentClass
  readonly department: string
  readonly town: TownEntry
  readonly community: CommunityEntry | null
  /** As it was reported, and as it stood from when somebody was there. */
  readonly levels: readonly [reported: Level, verified: Level]
  readonly happenedAt: number
  readonly reportedAt: number
  readonly takenAt: number
  readonly doneAt: number
}

export interface IncidentTold {
  readonly incident: Incident
  readonly level: Level
  readonly dueAt: number
  readonly changedAt: number
  readonly takenAt: number | null
  readonly doneAt: number | null
}

const seconds = (ms: number) => Math.floor(ms / 1000) * 1000

function levelsOf(chance: Chance): readonly [Level, Level] {
  const reported = chance.weighted(LEVELS, LEVEL_WEIGHTS)
  const worse = LEVELS[LEVELS.indexOf(reported) - 1]
  return [reported, worse !== undefined && chance.happens(RAISED) ? worse : reported]
}

function incidentOf(city: PretendCity, day: number, index: number, happenedAt: number): Incident {
  const no = `TF${dateOfDay(day).replaceAll('-', '')}${String(index + 1).padStart(2, '0')}`
  const chance = stream(city.seed, 'incident', no)
  const sort = chance.weighted(CLASSES, CLASS_WEIGHTS)
  const { titles, department } = INCIDENT_CLASSES[sort]
  const town = city.places.town(chance)
  const levels = levelsOf(chance)
  const reportedAt = happenedAt + Math.round(chance.between(2, 25)) * MINUTE
  const takenAt = reportedAt + Math.round(chance.between(4, 45)) * MINUTE
  const term = TERM[LEVELS.indexOf(levels[1])]!
  return {
    ...{ no, sort, town, levels, happenedAt, reportedAt, takenAt },
    ...{ title: `演示${chance.pick<string>(titles)}`, department: cityDepartment(department).name },
    community: city.places.community(town.code, chance),
    // Few take longer than they may.
    doneAt: seconds(takenAt + Math.min(LONGEST - DAY, term * chance.logNormal(0.42, 0.55))),
  }
}

export interface Incidents {
  /** What changed with from < changedAt <= to, each as it stands at `to`, the earliest change first. */
  readonly changed: (from: number, to: number) => readonly IncidentTold[]
}

export function createIncidents(city: PretendCity): Incidents {
  const ofDay = remembered(day => {
    const chance = stream(city.seed, 'incidents', day)
    return instantsOfDay('fire', day, chance.poisson(A_DAY), chance).map((at, i) =>
      incidentOf(city, day, i, seconds(at)),
    )
  }, DAYS_OF_PAST + 8)
  return {
    changed: (from, to) => {
      const found: Incident[] = []
      const first = dayNumber(Math.max(from - LONGEST, to - DAYS_OF_PAST * DAY))
      for (let day = first; day <= dayNumber(to); day++) found.push(...ofDay(day))
      return found
        .filter(({ reportedAt }) => reportedAt <= to)
        .map(incident => incidentAt(incident, to))
        .filter(({ changedAt }) => changedAt > from)
        .sort((a, b) => a.changedAt - b.changedAt || (a.incident.no < b.incident.no ? -1 : 1))
    },
  }
}

/** Nobody knows how grave it is before somebody is there. */
function incidentAt(incident: Incident, at: number): IncidentTold {
  const isTaken = incident.takenAt <= at
  const isDone = incident.doneAt <= at
  const level = incident.levels[isTaken ? 1 : 0]
  return {
    incident,
    level,
    dueAt: incident.happenedAt + TERM[LEVELS.indexOf(level)]!,
    changedAt: isDone ? incident.doneAt : isTaken ? incident.takenAt : incident.reportedAt,
    takenAt: isTaken ? incident.takenAt : null,
    doneAt: isDone ? incident.doneAt : null,
  }
}

/** As the platform tells it. */
export function incidentJson({ incident, level, dueAt, changedAt, takenAt, doneAt }: IncidentTold) {
  const { no, title, sort, department, town, community, happenedAt } = incident
  return {
    ...{ incidentNo: no, title, class: sort, level, unit: department },
    place: `${town.name}${community?.name ?? ''}`,
    districtCode: town.district,
    townCode: town.code,
    communityCode: community?.code ?? null,
    happenedAt: plainTime(happenedAt),
    takenAt: plainTimeOrNull(takenAt),
    dueAt: plainTime(dueAt),
    doneAt: plainTimeOrNull(doneAt),
    changedAt: plainTime(changedAt),
  }
}

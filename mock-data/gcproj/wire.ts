import { HOUR, isoOf } from '../../shared/calendar/civil.ts'
import type { Anomalies } from '../anomalies.ts'
import { creditCodeOf } from '../registry/credit-code.ts'
import {
  BEGINNING_TOLD_AFTER,
  itemId,
  tellsBeginningLate,
  type ItemState,
  type ProjectState,
} from './model.ts'
import type { Blocker, Pause, Pressing, Project } from './project.ts'

export const timeText = (at: number): string => isoOf(at).replace(/\.\d{3}/, '')
const timeOrNull = (at: number | null) => (at === null ? null : timeText(at))

const pauseJson = (at: number, { kind, name, startAt, endAt, extendDays }: Pause) => ({
  kind,
  name,
  startAt: timeText(startAt),
  endAt: endAt <= at ? timeText(endAt) : null,
  extendDays,
})

const blockerJson = (at: number, { name, since, clearedAt, office }: Blocker) => ({
  name,
  office,
  since: timeText(since),
  clearedAt: clearedAt <= at ? timeText(clearedAt) : null,
})

const byThen = (at: number, time: number) => timeOrNull(time <= at ? time : null)

const pressingJson = (at: number, pressing: Pressing | null) =>
  pressing === null || pressing.issuedAt > at
    ? null
    : {
        by: '总管家',
        issuedAt: timeText(pressing.issuedAt),
        signedAt: byThen(at, pressing.signedAt),
        repliedAt: byThen(at, pressing.repliedAt),
      }

/** What the upstream makes of an item's times: clean, or as somebody who typed them by hand left them. */
function timesOf({ code }: Project, { life, status, doneAt }: ItemState, at: number, anomalies: Anomalies) {
  const key = ['gcproj', itemId(code, life.template.no)]
  const begun = status !== 'not_started' && status !== 'not_applicable'
  if (doneAt === null) return { startAt: begun ? timeText(life.startAt) : null, doneAt: null }
  const unknown = tellsBeginningLate(anomalies, code, life) && at < life.doneAt + BEGINNING_TOLD_AFTER
  // A14: done before it began.
  const impossible = anomalies.hits('A14', key)
  return {
    startAt: unknown ? null : timeText(life.startAt),
    doneAt: timeText(impossible ? life.startAt - HOUR : doneAt),
  }
}

export interface Telling {
  readonly at: number
  readonly anomalies: Anomalies
}

function itemJson(project: Project, state: ItemState, { at, anomalies }: Telling) {
  const { life, status } = state
  const { template } = life
  const times = timesOf(project, state, at, anomalies)
  const planned = new Set(project.items.map(item => item.no))
  return {
    itemId: itemId(project.code, template.no),
    no: template.no,
    stage: template.stage,
    name: template.name,
    prerequisites: template.after.filter(no => planned.has(no)).map(no => itemId(project.code, no)),
    limit: { n: template.limit, unit: 'workday' as const },
    department: { code: life.department.code, name: life.department.name },
    window: life.window,
    staffRole: '审批科经办',
    phone: life.phone,
    state: status,
    ...times,
    tolerated: life.tolerated,
    pauses: life.pauses.filter(pause => pause.startAt <= at).map(pause => pauseJson(at, pause)),
    supervision: pressingJson(at, life.pressing),
    blockers: life.blockers.filter(blocker => blocker.since <= at).map(blocker => blockerJson(at, blocker)),
  }
}

/** The project with its own plan, item by item, as it stands. */
export function projectJson(
  { project, items, progress, version, updatedAt }: ProjectState,
  telling: Telling,
) {
  const { district, town } = project
  return {
    code: project.code,
    name: project.name,
    version,
    updatedAt: timeText(updatedAt),
    key: project.projectClass !== null,
    class: project.projectClass,
    phase: project.phase,
    owner: project.owner,
    ownerCode: creditCodeOf(project.owner),
    investTotal: project.investment,
    tier: project.tier,
    district: { code: district.code, name: district.name },
    town: { code: town.code, name: town.name },
    park: project.park,
    leader: project.leader,
    taskForce: project.taskForce,
    landMu: project.landMu,
    progressPct: progress,
    constructionFrom: timeOrNull(project.constructionFrom <= telling.at ? project.constructionFrom : null),
    plan: { limitDays: 55, previousLimitDays: 120, stages: project.stages },
    butlers: project.butlers,
    items: items.map(item => itemJson(project, item, telling)),
  }
}

export type ProjectJson = ReturnType<typeof projectJson>

/** As an unannounced upgrade writes it (A15): the end of an item has another name, and a field is new. */
export const upgradedJson = (project: ProjectJson) => ({
  ...project,
  items: project.items.map(({ doneAt, ...item }) => ({ ...item, finishTime: doneAt, costTime: null })),
})

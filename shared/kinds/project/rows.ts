import { told } from '../fields.ts'
import type { Part, Row } from '../kind.ts'
import type { Change } from './changed-plan.ts'
import { marksOfItem } from './item-marks.ts'
import type { ProjectFields } from './fields.ts'
import { overdueDaysOf, type Item } from './item.ts'
import type { ProjectPlan } from './plan.ts'
import { prerequisitesOf, readinessOf } from './prerequisites.ts'
import type { Stage } from './stage.ts'
import { urgencyOf } from './urgency.ts'

/** What inner rows say of the project they belong to. */
interface Of {
  readonly main: Part
  readonly project: ProjectFields
}

/** `changed`: a change that was made of it here holds. */
export function itemRow({ main, project }: Of, plan: ProjectPlan, item: Item, changed: boolean): Row {
  const { fields, life, verdict } = item
  const { supervision } = fields
  const readiness = readinessOf(item, plan.byKey)
  return {
    key: fields.key,
    event: life.startAt ?? main.event,
    kind: 'project',
    area: main.area,
    number: project.investCode,
    project: project.name,
    major: isMajor(project),
    stage: fields.stage,
    title: fields.name,
    department: told(fields.department),
    window: told(fields.window),
    phone: told(fields.phone),
    state: item.state,
    open: life.open,
    done: life.state === 'done',
    light: verdict.light,
    risk: verdict.risk,
    overdue: verdict.light === 'red',
    step: verdict.step,
    provisional: verdict.provisional,
    startAt: life.startAt,
    dueAt: item.due.at,
    doneAt: life.doneAt,
    due: verdict.due,
    onTime: verdict.onTime,
    limit: told(fields.limit),
    used: item.used,
    daysLeft: item.daysLeft,
    overdueDays: overdueDaysOf(item),
    urgency: urgencyOf(item),
    prerequisites: readiness.total,
    ready: readiness.ready,
    premature: readiness.premature,
    tolerated: fields.tolerated === true,
    blockers: openBlockers(item),
    supervisedAt: told(supervision?.issuedAt),
    signedAt: told(supervision?.signedAt),
    repliedAt: told(supervision?.repliedAt),
    changed,
    marks: marksOfItem(item),
  }
}

/** 重点项目: it has one of the three classes. */
export const isMajor = (project: ProjectFields): boolean => told(project.class) !== null

/** What stands in its way and is not cleared. */
const openBlockers = ({ fields }: Item): number =>
  (fields.blockers ?? []).filter(blocker => told(blocker.clearedAt) === null).length

export function stageRow({ main, project }: Of, stage: Stage): Row {
  const { fields, items, limit, used } = stage
  return {
    key: fields.no,
    event: stage.startAt ?? main.event,
    kind: 'project',
    area: main.area,
    number: project.investCode,
    project: project.name,
    major: isMajor(project),
    stage: fields.no,
    title: fields.name,
    excluded: fields.excluded === true,
    light: stage.light,
    risk: stage.risk,
    open: stage.light === 'yellow' || stage.light === 'red',
    done: stage.light === 'green',
    limit,
    used,
    overLimit: limit === null || used === null ? null : used > limit,
    overdueDays: stage.overdueDays,
    startAt: stage.startAt,
    doneAt: stage.doneAt,
    items: items.filter(item => item.life.counted).length,
    itemsDone: items.filter(item => item.life.state === 'done').length,
  }
}

/** What an item in progress needs, one row each. */
export function prerequisiteRows(of: Of, plan: ProjectPlan, item: Item): Row[] {
  const { main, project } = of
  return prerequisitesOf(item, plan.byKey).map(needed => ({
    key: `${item.fields.key}/${needed.fields.key}`,
    event: main.event,
    kind: 'project',
    area: main.area,
    number: project.investCode,
    project: project.name,
    major: isMajor(project),
    item: item.fields.name,
    urgency: urgencyOf(item),
    title: needed.fields.name,
    department: told(needed.fields.department),
    light: needed.verdict.light,
    doneAt: needed.life.doneAt,
    overdueDays: overdueDaysOf(needed),
  }))
}

/** What was changed of the plan here, by which post and why. */
export function changeRow(
  { main, project }: Of,
  plan: ProjectPlan,
  { key, at, fields, irregular }: Change,
): Row {
  const keys = told(fields.items) ?? []
  const titles = keys.map(each => plan.byKey.get(each)?.fields.name ?? each)
  const stage = plan.stages.find(({ fields: { no } }) => no === fields.stage)
  return {
    key,
    event: at,
    kind: 'project',
    area: main.area,
    number: project.investCode,
    project: project.name,
    major: isMajor(project),
    type: fields.type,
    title: told(stage?.fields.name) ?? (titles.length === 0 ? null : titles.join(' ')),
    items: keys.length,
    procedure: told(fields.procedure),
    name: told(fields.name),
    scope: told(fields.scope),
    office: told(fields.office),
    text: told(fields.text),
    role: told(fields.role),
    department: told(fields.department),
    place: told(fields.place),
    irregular,
  }
}

import { told } from '../fields.ts'
import type { Part, Row } from '../kind.ts'
import type { Change } from './changed-plan.ts'
import { marksOfItem } from './item-marks.ts'
import { newestPress, type ItemFields, type ProjectFields } from './fields.ts'
import { overdueDaysOf, type Item } from './item.ts'
import type { ProjectPlan } from './plan.ts'
import { prerequisitesOf, readinessOf } from './prerequisites.ts'
import type { Stage } from './stage.ts'
import type { Charge, Keeper } from './team.ts'
import { urgencyOf } from './urgency.ts'

/** What inner rows say of the project they belong to. */
interface Of {
  readonly main: Part
  readonly project: ProjectFields
}

/** What is said of an item from beside its plan: who looks after it, and whether a change that was made of it here holds. */
interface Beside {
  readonly keeper: Keeper | null
  readonly changed: boolean
}

export function itemRow(
  { main, project }: Of,
  plan: ProjectPlan,
  item: Item,
  { keeper, changed }: Beside,
): Row {
  const { fields, life, verdict } = item
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
    ...pressColumns(fields),
    ...keeperColumns(keeper),
    changed,
    marks: marksOfItem(item),
  }
}

const NOBODY = { butlerKey: null, butler: null, butlerOffice: null, chief: null } as const
const keeperColumns = (keeper: Keeper | null) =>
  keeper === null
    ? NOBODY
    : {
        ...{ butlerKey: keeper.key, butler: keeper.role, butlerOffice: keeper.office },
        chief: keeper.chief,
      }

function pressColumns(fields: ItemFields) {
  const pressed = newestPress(fields)
  return {
    supervisedAt: told(pressed?.issuedAt),
    signedAt: told(pressed?.signedAt),
    repliedAt: told(pressed?.repliedAt),
  }
}

/** A butler and what is his. Whom somebody appointed here is told by what was typed, and that is not for everybody. */
export function butlerRow({ main, project }: Of, charge: Charge, isTypedHere: boolean): Row {
  const { butler, items, obstacles, foremost } = charge
  const open = items.filter(({ life }) => life.open)
  const pressed = open.flatMap(({ fields }) => newestPress(fields) ?? [])
  return {
    key: charge.key,
    event: main.event,
    kind: 'project',
    area: main.area,
    number: project.investCode,
    project: project.name,
    major: isMajor(project),
    chief: charge.isChief,
    role: butler.role,
    scope: told(butler.scope),
    office: told(butler.department),
    department: isTypedHere ? null : told(butler.department),
    phone: told(butler.phone),
    light: charge.light,
    open: open.length + obstacles.length > 0,
    overdue: charge.light === 'red',
    items: items.length,
    itemsOpen: open.length,
    itemsOverdue: open.filter(({ verdict }) => verdict.light === 'red').length,
    obstacles: obstacles.length,
    obstacleNames: obstacles,
    title: foremost?.fields.name ?? null,
    dueAt: foremost?.due.at ?? null,
    daysLeft: foremost?.daysLeft ?? null,
    overdueDays: foremost === null ? null : overdueDaysOf(foremost),
    urgency: foremost === null ? 0 : urgencyOf(foremost),
    pressed: pressed.length,
    unsigned: pressed.filter(({ signedAt }) => told(signedAt) === null).length,
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

import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { changedPlan } from './changed-plan.ts'
import { newestPress, type ProjectFields } from './fields.ts'
import type { Item } from './item.ts'
import { planOf, type ProjectPlan } from './plan.ts'
import { butlerRow, changeRow, isMajor, itemRow, prerequisiteRows, stageRow } from './rows.ts'
import { stageLists } from './stage-lists.ts'
import { mostOverdue } from './stage.ts'
import { teamOf } from './team.ts'
import { tierOf } from './tier.ts'
import { highestStep, urgencyOf } from './urgency.ts'

/** A project at an instant, with every item and stage of its plan. */
export function deriveProject(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const reported = main.fields as unknown as ProjectFields
  const { fields: project, changes, changed } = changedPlan(reported, thing)
  const plan = planOf(project, env)
  const of = { main, project }
  const team = teamOf(told(project.butlers) ?? [], plan.items)
  const items = plan.items.map(item => {
    const { key } = item.fields
    return itemRow(of, plan, item, { keeper: team.keeperOf(key), changed: changed.has(key) })
  })
  const running = plan.items.filter(item => item.running)
  return {
    area: main.area,
    row: { ...rowOf(main, project, plan, items), changes: changes.length },
    rows: {
      items,
      stages: plan.stages.map(stage => stageRow(of, stage)),
      butlers: team.charges.map(charge =>
        butlerRow(of, charge, !(told(reported.butlers) ?? []).includes(charge.butler)),
      ),
      prerequisites: running.flatMap(item => prerequisiteRows(of, plan, item)),
      changes: changes.map(change => changeRow(of, plan, change)),
    },
    nextAt: plan.nextAt,
  }
}

/** What a project's row says of its open item that wants a person most. */
const NOBODY = {
  item: null,
  department: null,
  dueAt: null,
  daysLeft: null,
  urgency: 0,
  supervisedAt: null,
  signedAt: null,
} as const

function frontOf(foremost: Item | null) {
  if (foremost === null) return NOBODY
  const { fields, due, daysLeft } = foremost
  const pressed = newestPress(fields)
  return {
    item: fields.name,
    department: told(fields.department),
    dueAt: due.at,
    daysLeft,
    urgency: urgencyOf(foremost),
    supervisedAt: told(pressed?.issuedAt),
    signedAt: told(pressed?.signedAt),
  }
}

function withinLimit({ state, used, limit }: ProjectPlan): boolean | null {
  return state !== 'finished' || used === null || limit === null ? null : used <= limit
}

const countOf = (rows: readonly Row[], column: string): number =>
  rows.filter(row => row[column] === true).length

function rowOf(main: Part, project: ProjectFields, plan: ProjectPlan, rows: readonly Row[]): Row {
  const front = frontOf(plan.foremost)
  const irregular = plan.items.some(item => item.life.irregular)
  const impossible = plan.items.some(item => item.impossible)
  return {
    event: main.event,
    kind: 'project',
    area: main.area,
    number: project.investCode,
    title: project.name,
    owner: told(project.owner),
    ownerCode: told(project.ownerCode),
    class: told(project.class),
    phase: told(project.phase),
    major: isMajor(project),
    investment: told(project.investment),
    tier: tierOf(told(project.investment)),
    ...{ leader: told(project.leader), taskForce: told(project.taskForce) },
    progress: told(project.progress),
    state: plan.state,
    stage: told(plan.current?.fields.no),
    stageName: told(plan.current?.fields.name),
    item: front.item,
    department: front.department,
    open: plan.state === 'running',
    done: plan.state === 'finished',
    light: plan.light,
    risk: plan.risk,
    overdue: plan.light === 'red',
    step: highestStep(plan.items),
    provisional: countOf(rows, 'provisional') > 0,
    dueAt: front.dueAt,
    used: plan.used,
    limit: plan.limit,
    withinLimit: withinLimit(plan),
    daysLeft: front.daysLeft,
    overdueDays: mostOverdue(plan.items),
    urgency: front.urgency,
    items: rows.length,
    itemsDone: countOf(rows, 'done'),
    itemsOpen: countOf(rows, 'open'),
    itemsOverdue: countOf(rows, 'overdue'),
    premature: countOf(rows, 'premature'),
    ...stageLists(plan.stages),
    supervisedAt: front.supervisedAt,
    signedAt: front.signedAt,
    marks: marksOf(main, irregular, impossible),
  }
}

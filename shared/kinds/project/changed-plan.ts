import { told } from '../fields.ts'
import type { Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import type { ChangeFields, ChangeType } from './change-fields.ts'
import type { Butler, ItemFields, ProjectFields } from './fields.ts'

/** A change as it stands beside what the upstream says now. */
export interface Change extends Step<ChangeFields> {
  /** It changes nothing: what it is about is not there, or is no longer as it was. */
  readonly irregular: boolean
}

/** A project's plan with what was changed in it here. */
export interface ChangedPlan {
  readonly fields: ProjectFields
  readonly changes: readonly Change[]
  /** Keys of items of which a change holds. */
  readonly changed: ReadonlySet<string>
}

/** A plan on its way through its changes. */
export interface Draft {
  readonly items: Map<string, ItemFields>
  readonly butlers: Map<string, Butler>
  /** Left out here: key -> as its upstream has it. */
  readonly omitted: Map<string, ItemFields>
  /** Key -> when its clock was stopped here. */
  readonly stopped: Map<string, number>
  readonly changed: Set<string>
}

/**
 * What an upstream says of a plan, and on it what was changed here, each time anew: what has begun since it was left out is needed
 * after all, and what its upstream does not know any more is changed no more (LYX-09).
 */
export function changedPlan(project: ProjectFields, thing: Thing): ChangedPlan {
  const steps = stepsOf<ChangeFields>(thing)
  if (steps.length === 0) return { fields: project, changes: [], changed: new Set() }
  const { draft, changes } = walked(project, steps)
  const { butlers, changed } = draft
  const items = [...draft.items.values()]
  return { fields: { ...project, items, butlers: [...butlers.values()] }, changes, changed }
}

/** Where a plan stands after its changes: what can be changed next follows from it. */
export const draftOf = (project: ProjectFields, thing: Thing): Draft =>
  walked(project, stepsOf<ChangeFields>(thing)).draft

function walked(project: ProjectFields, steps: readonly Step<ChangeFields>[]) {
  const draft = begin(project)
  const changes = steps.map(step => ({ ...step, irregular: !take(draft, step) }))
  return { draft, changes }
}

/** Two items of one key are a slip of the upstream: the first stands. */
function begin({ items, butlers }: ProjectFields): Draft {
  const draft: Draft = {
    ...{ items: new Map(), butlers: new Map(), omitted: new Map(), stopped: new Map(), changed: new Set() },
  }
  for (const item of items) if (!draft.items.has(item.key)) draft.items.set(item.key, item)
  for (const butler of told(butlers) ?? []) draft.butlers.set(told(butler.scope) ?? '', butler)
  return draft
}

/** Whether it changed anything. */
function take(draft: Draft, { at, fields }: Pick<Step<ChangeFields>, 'at' | 'fields'>): boolean {
  if (fields.type === 'appointed' || fields.type === 'released') return takeButler(draft, fields)
  const about = targetsOf(draft, fields).filter(item => mayBe(draft, item, fields))
  for (const item of about) {
    draft.items.set(item.key, EFFECTS[fields.type](draft, item, at, fields))
    draft.changed.add(item.key)
  }
  return about.length > 0
}

function takeButler({ butlers }: Draft, { type, scope, name, office, phone }: ChangeFields): boolean {
  const of = told(scope) ?? ''
  if (type === 'released') return butlers.delete(of)
  const role = told(name)
  if (role === null) return false
  butlers.set(of, { role, scope: told(scope), department: told(office), phone: told(phone) })
  return true
}

/** What is changed of an item, or of all items of a stage. */
export type ItemChange = Exclude<ChangeType, 'appointed' | 'released'>

function targetsOf({ items }: Draft, { item, stage }: ChangeFields): ItemFields[] {
  if (told(item) !== null) {
    const one = items.get(item as string)
    return one === undefined ? [] : [one]
  }
  return told(stage) === null ? [] : [...items.values()].filter(each => each.stage === stage)
}

const isOver = ({ doneAt, withdrawnAt, voidedAt }: ItemFields): boolean =>
  [doneAt, withdrawnAt, voidedAt].some(at => told(at) !== null)
const isRunning = (item: ItemFields): boolean => told(item.startAt) !== null && !isOver(item)
const openBlocker = ({ blockers }: ItemFields, name: string | null | undefined) =>
  (told(blockers) ?? []).findIndex(each => each.name === name && told(each.clearedAt) === null)

/** Whether a change can be made of an item as it stands. */
const POSSIBLE: {
  readonly [type in ItemChange]: (draft: Draft, item: ItemFields, fields: ChangeFields) => boolean
} = {
  omitted: (_draft, item) => told(item.startAt) === null && !isOver(item) && item.applicable !== false,
  restored: (draft, item) => draft.omitted.has(item.key),
  tolerated: (_draft, item) =>
    !isOver(item) && item.applicable !== false && item.tolerated !== true && (item.after ?? []).length > 0,
  paused: (draft, item) => isRunning(item) && !draft.stopped.has(item.key),
  resumed: (draft, item) => draft.stopped.has(item.key),
  blocked: (_draft, item, { name }) =>
    !isOver(item) && item.applicable !== false && told(name) !== null && openBlocker(item, name) === -1,
  cleared: (_draft, item, { name }) => openBlocker(item, name) !== -1,
}

const mayBe = (draft: Draft, item: ItemFields, fields: ChangeFields): boolean =>
  POSSIBLE[fields.type as ItemChange](draft, item, fields)

/** Obstacles of an item that are not cleared. */
export const obstaclesOf = ({ blockers }: ItemFields): readonly string[] =>
  (told(blockers) ?? []).flatMap(({ name, clearedAt }) => (told(clearedAt) === null ? [name] : []))

/** Whether such a change can be made of an item now. */
export function isChangeable(draft: Draft, item: ItemFields, type: ItemChange): boolean {
  // One that is cleared is named; of one that is noted it is only asked whether there may be one.
  const name = type === 'cleared' ? (obstaclesOf(item)[0] ?? null) : UNNAMED
  return mayBe(draft, item, { step: 1, type, item: item.key, name })
}
/** No obstacle is called so: names are not blank. */
const UNNAMED = ' '

/** An item after a change that is possible. */
const EFFECTS: {
  readonly [type in ItemChange]: (
    draft: Draft,
    item: ItemFields,
    at: number,
    fields: ChangeFields,
  ) => ItemFields
} = {
  omitted(draft, item) {
    draft.omitted.set(item.key, item)
    return { ...item, applicable: false }
  },
  restored(draft, item) {
    const { applicable } = draft.omitted.get(item.key) as ItemFields
    draft.omitted.delete(item.key)
    return { ...item, applicable: told(applicable) }
  },
  tolerated: (_draft, item) => ({ ...item, tolerated: true }),
  paused(draft, item, at) {
    draft.stopped.set(item.key, at)
    return { ...item, pauses: [...(told(item.pauses) ?? []), { type: 'stop', startAt: at }] }
  },
  resumed(draft, item, at) {
    const startAt = draft.stopped.get(item.key) as number
    draft.stopped.delete(item.key)
    const pauses = (told(item.pauses) ?? []).map(pause =>
      pause.type === 'stop' && pause.startAt === startAt && told(pause.endAt) === null
        ? { ...pause, endAt: Math.max(at, startAt + 1) }
        : pause,
    )
    return { ...item, pauses }
  },
  blocked: (_draft, item, at, { name }) => ({
    ...item,
    blockers: [...(told(item.blockers) ?? []), { name: name as string, since: at }],
  }),
  cleared(_draft, item, at, { name }) {
    const open = openBlocker(item, name)
    const blockers = (told(item.blockers) ?? []).map((each, i) =>
      i === open ? { ...each, clearedAt: at } : each,
    )
    return { ...item, blockers }
  },
}

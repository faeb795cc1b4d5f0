import { told } from '../fields.ts'
import type { Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import type { ChangeFields, ChangeType } from './change-fields.ts'
import type { Butler, ItemFields, ProjectFields } from './fields.ts'
import { applied, holdsOf, type ItemChange } from './item-change.ts'

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
  /** Key -> which of its pauses was begun here and is not over. */
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
  // Those without anything of their own to look after, a 总管家 mostly, are their system's alone.
  for (const [i, butler] of (told(butlers) ?? []).entries())
    draft.butlers.set(told(butler.scope) ?? `#${i}`, butler)
  return draft
}

/** Whether it changed anything. */
function take(draft: Draft, { at, fields }: Step<ChangeFields>): boolean {
  if (isOfButlers(fields.type)) return takeButler(draft, fields)
  const type = fields.type
  let taken = false
  for (const key of told(fields.items) ?? []) {
    const item = draft.items.get(key)
    if (item === undefined || !holdsOf(draft, item, type, at, told(fields.name))) continue
    draft.items.set(key, applied(draft, item, type, at, told(fields.name)))
    draft.changed.add(key)
    taken = true
  }
  return taken
}

export const isOfButlers = (type: ChangeType): type is Exclude<ChangeType, ItemChange> =>
  type === 'appointed' || type === 'released'

/** By what it is noticed that its system names somebody else; '' is nobody. */
export const butlerText = (butler: Butler | undefined): string =>
  butler === undefined ? '' : [butler.role, told(butler.department) ?? ''].join(' ').trim()

/** Who its system has named since then stays: the change was about who was there before. */
function takeButler({ butlers }: Draft, { type, scope, before, name, office, phone }: ChangeFields): boolean {
  const of = told(scope) ?? ''
  if (butlerText(butlers.get(of)) !== (told(before) ?? '')) return false
  if (type === 'released') return butlers.delete(of)
  const role = told(name)
  if (role === null || of === '') return false
  const items = told(butlers.get(of)?.items)
  butlers.set(of, { role, scope: of, department: told(office), phone: told(phone), items })
  return true
}

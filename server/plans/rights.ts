import type { PermissionName } from '../../shared/access/permissions.ts'
import { MOST_CHANGES, type ChangeType } from '../../shared/kinds/project/change-fields.ts'
import { isOfButlers } from '../../shared/kinds/project/changed-plan.ts'
import type { ItemFields } from '../../shared/kinds/project/fields.ts'
import { holdsOf, obstaclesOf } from '../../shared/kinds/project/item-change.ts'
import type { AnyPlanChange, PlanChangeName } from '../../shared/sync/plan.ts'
import { Denied, type Caller } from '../access/caller.ts'
import type { Known } from './known.ts'

interface Right {
  readonly change: ChangeType
  readonly permission: Extract<PermissionName, 'plan.shape' | 'plan.work'>
}

const shapes = (change: ChangeType): Right => ({ change, permission: 'plan.shape' })
const works = (change: ChangeType): Right => ({ change, permission: 'plan.work' })

/** What each route is, and whose it is: who leads shapes the plan, and who has an item says what its clock stands for. */
export const RIGHTS: { readonly [name in PlanChangeName]: Right } = {
  omit: shapes('omitted'),
  restore: shapes('restored'),
  tolerate: shapes('tolerated'),
  pause: works('paused'),
  resume: works('resumed'),
  block: works('blocked'),
  clear: works('cleared'),
  appoint: shapes('appointed'),
  release: shapes('released'),
}
export const CHANGE_NAMES = Object.keys(RIGHTS) as readonly PlanChangeName[]

/** The items that a change is about: of a stage, those of which it can be made. */
export function itemsOf(plan: Known, name: PlanChangeName, change: AnyPlanChange): readonly ItemFields[] {
  const { item, stage } = change
  const { items } = plan.draft
  if (item !== undefined) {
    const one = items.get(item)
    return one === undefined ? [] : [one]
  }
  return [...items.values()].filter(each => each.stage === stage && isPossible(plan, each, name, change.name))
}

/** Of an obstacle that is cleared it is asked by its name; of one that is noted, whether there may be one. */
function isPossible(plan: Known, item: ItemFields, name: PlanChangeName, obstacle?: string): boolean {
  const { change } = RIGHTS[name]
  if (isOfButlers(change)) return false
  const named = obstacle ?? (name === 'clear' ? (obstaclesOf(item)[0] ?? null) : UNNAMED)
  return holdsOf(plan.draft, item, change, plan.now, named) && (name !== 'pause' || isInTime(plan, item))
}
/** No obstacle is called so: names are not blank. */
const UNNAMED = ' '

/** A clock that is out is not stopped any more: what is late is late. */
function isInTime({ derived: { rows } }: Known, { key }: ItemFields): boolean {
  const row = rows?.['items']?.find(each => each['key'] === key)
  return row?.['open'] === true && row['overdue'] !== true
}

/** Whether it can be made as the plan stands now, whoever asks. */
export function canBeMade(plan: Known, name: PlanChangeName, change: AnyPlanChange): boolean {
  if (plan.changes >= MOST_CHANGES) return false
  if (name === 'appoint') return true
  if (name === 'release') return change.scope !== undefined && plan.draft.butlers.has(change.scope)
  const items = itemsOf(plan, name, change)
  return items.length > 0 && items.every(item => isPossible(plan, item, name, change.name))
}

/** Throws Denied where this caller may not change it so. */
export function requireRight(
  plan: Known,
  name: PlanChangeName,
  items: readonly ItemFields[],
  caller: Caller,
): void {
  const { permission } = RIGHTS[name]
  const { area } = plan.derived
  caller.require('records.view', { area })
  caller.require(permission, permission === 'plan.shape' ? { area } : undefined)
  // What is not there is nobody's.
  if (permission === 'plan.work' && items.length === 0) throw new Denied('no such item')
  if (!items.every(item => isHis(plan, name, item, caller))) throw new Denied('not of his')
}

/** Whoever has an item shapes nothing of it, whatever else he is: nobody takes out of a plan what he is late with. */
function isHis(
  { derived: { area } }: Known,
  name: PlanChangeName,
  item: ItemFields,
  caller: Caller,
): boolean {
  const worksOnIt = caller.may('plan.work', { department: item.department ?? '' })
  if (RIGHTS[name].permission === 'plan.work') return worksOnIt && caller.may('records.view', { area })
  return !worksOnIt && caller.may('plan.shape', { area })
}

/** What this caller may change of an item now. */
export const canOfItem = (plan: Known, item: ItemFields, caller: Caller): readonly PlanChangeName[] =>
  plan.changes >= MOST_CHANGES
    ? []
    : CHANGE_NAMES.filter(name => isPossible(plan, item, name) && isHis(plan, name, item, caller))

/** What this caller may change of the team of butlers now. */
export function canOfButlers(plan: Known, caller: Caller): readonly PlanChangeName[] {
  const { draft, changes, derived } = plan
  if (changes >= MOST_CHANGES || !caller.may('plan.shape', { area: derived.area })) return []
  return [...draft.butlers.values()].some(({ scope }) => typeof scope === 'string')
    ? ['appoint', 'release']
    : ['appoint']
}

/** What this caller may change now, of some item or of the whole. */
export function can(plan: Known, caller: Caller): readonly PlanChangeName[] {
  const names = new Set(canOfButlers(plan, caller))
  for (const item of plan.draft.items.values())
    for (const name of canOfItem(plan, item, caller)) names.add(name)
  return CHANGE_NAMES.filter(name => names.has(name))
}

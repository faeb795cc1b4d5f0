import type { PermissionName } from '../../shared/access/permissions.ts'
import type { ChangeType } from '../../shared/kinds/project/change-fields.ts'
import { isChangeable, type ItemChange } from '../../shared/kinds/project/changed-plan.ts'
import type { ItemFields } from '../../shared/kinds/project/fields.ts'
import type { AnyPlanChange, PlanChangeName } from '../../shared/sync/plan.ts'
import type { Caller } from '../access/caller.ts'
import type { Known } from './known.ts'

interface Right {
  readonly change: ChangeType
  readonly permission: PermissionName
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

const ofButlers = (name: PlanChangeName): name is 'appoint' | 'release' =>
  name === 'appoint' || name === 'release'

/** The items that a change is about: of a stage, those of which it can be made. */
export function itemsOf(
  { draft }: Known,
  name: PlanChangeName,
  { item, stage }: AnyPlanChange,
): ItemFields[] {
  if (ofButlers(name)) return []
  if (item !== undefined) {
    const one = draft.items.get(item)
    return one === undefined ? [] : [one]
  }
  return [...draft.items.values()].filter(each => each.stage === stage && isPossible(draft, each, name))
}

const isPossible = (draft: Known['draft'], item: ItemFields, name: PlanChangeName): boolean =>
  isChangeable(draft, item, RIGHTS[name].change as ItemChange)

/** Whether it can be made as the plan stands now, whoever asks. */
export function canBeMade(known: Known, name: PlanChangeName, change: AnyPlanChange): boolean {
  const { draft } = known
  if (name === 'appoint') return true
  if (name === 'release') return change.scope !== undefined && draft.butlers.has(change.scope)
  const items = itemsOf(known, name, change)
  return items.length > 0 && items.every(item => isPossible(draft, item, name))
}

/** Throws Denied where this caller may not change it so. */
export function requireRight(
  { derived: { area } }: Known,
  name: PlanChangeName,
  items: readonly ItemFields[],
  caller: Caller,
): void {
  const { permission } = RIGHTS[name]
  if (permission === 'plan.shape') return caller.require(permission, { area })
  caller.require(permission)
  for (const { department } of items) caller.require(permission, { department: department ?? '' })
}

/** What this caller may change of an item now. */
export const canOfItem = ({ draft, derived: { area } }: Known, item: ItemFields, caller: Caller) =>
  CHANGE_NAMES.filter(name => {
    if (ofButlers(name) || !isPossible(draft, item, name)) return false
    const { permission } = RIGHTS[name]
    return caller.may(
      permission,
      permission === 'plan.shape' ? { area } : { department: item.department ?? '' },
    )
  })

/** What this caller may change of the team of butlers now. */
export function canOfButlers({ draft, derived: { area } }: Known, caller: Caller): readonly PlanChangeName[] {
  if (!caller.may('plan.shape', { area })) return []
  return [...draft.butlers.keys()].some(scope => scope !== '') ? ['appoint', 'release'] : ['appoint']
}

import { lineage, type Areas } from '../areas/areas.ts'
import { PERMISSIONS, type PermissionName } from './permissions.ts'
import { GRANTED, type Principal, type Scope } from './principal.ts'

/** What something is done to, as far as scopes ask. */
export interface Subject {
  /** Code of an area; '' is a thing that could not be located, which only the whole city sees. */
  readonly area?: string
  readonly department?: string
}

/** Whether an area lies in another, or is it. An area that nobody knows lies nowhere. */
export function liesIn(areas: Areas, area: string, place: string): boolean {
  const node = areas.byId(area) ?? areas.leafOf(area)
  return node !== null && lineage(node).some(({ id }) => id === place)
}

/**
 * Whether `principal` may do this to `subject`. A scoped permission without a subject is about no part of the city (the list of
 * scenes); whoever asks for one must say so by leaving it out.
 */
export function may(areas: Areas, principal: Principal, name: PermissionName, subject?: Subject): boolean {
  const { roles, scopedBy } = PERMISSIONS[name]
  if (principal.type !== 'person') {
    if (!GRANTED[principal.type].includes(name)) return false
    return (
      principal.type !== 'screen' ||
      subject?.area === undefined ||
      liesIn(areas, subject.area, principal.place)
    )
  }
  if (principal.stage !== 'full') return false
  if (!principal.roles.some(role => (roles as readonly string[]).includes(role))) return false
  return subject === undefined || isInScope(areas, principal.scope, scopedBy, subject)
}

function isInScope(
  areas: Areas,
  scope: Scope,
  scopedBy: (typeof PERMISSIONS)[PermissionName]['scopedBy'],
  subject: Subject,
): boolean {
  if (scopedBy === 'area') {
    if (scope.areas === 'all') return true
    return scope.areas.some(place => liesIn(areas, subject.area ?? '', place))
  }
  if (scopedBy === 'department')
    return scope.departments === 'all' || scope.departments.includes(subject.department ?? '')
  return true
}

import type { Scope } from '../../shared/access/principal.ts'
import { ADMINISTRATORS, type Role } from '../../shared/access/roles.ts'
import type { PeopleOptions, PersonRow } from '../../shared/people/wire.ts'

/** As ticked: whoever is one of the three administrators is nothing else, so ticking one unticks the rest. */
export function withRole(roles: readonly Role[], role: Role, isOn: boolean): Role[] {
  if (!isOn) return roles.filter(each => each !== role)
  if (ADMINISTRATORS.includes(role)) return [role]
  return [...roles.filter(each => !ADMINISTRATORS.includes(each) && each !== role), role]
}

export interface ScopeWords {
  readonly wholeCity: string
  readonly allDepartments: string
}

/** In one line: areas and departments by name. */
export function scopeText(
  { areas, departments }: Scope,
  options: PeopleOptions | null,
  words: ScopeWords,
): string {
  // An administrator answers for no part of the city.
  if (areas.length === 0 && departments.length === 0) return '—'
  const nameOf = (id: string) => options?.areas.find(area => area.id === id)?.name ?? id
  const where = areas === 'all' ? words.wholeCity : areas.map(nameOf).join('、') || '—'
  const whose = departments === 'all' ? words.allDepartments : departments.join('、') || '—'
  return `${where} · ${whose}`
}

/** What somebody typed to find a person: all of its words, in the account, the post or the roles. */
export function found(
  people: readonly PersonRow[],
  text: string,
  roleName: (role: Role) => string,
): PersonRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return people.filter(({ account, title, roles }) => {
    const all = [account, title, ...roles.map(roleName)].join(' ').toLowerCase()
    return words.every(word => all.includes(word))
  })
}

import type { Areas } from '../../shared/areas/areas.ts'

/** What a place is called, whatever its level; its code where it is none of this city. */
export function nameOfArea(code: string, areas: Areas): string {
  const node = areas.byId(code)
  if (node !== null) return node.name
  const wider = areas.communitiesOf(code.slice(0, 9))
  return wider.find(each => each.code === code)?.name ?? code
}

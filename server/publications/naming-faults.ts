import type { Areas } from '../../shared/areas/areas.ts'
import { lostAreas, type NamingDocument } from '../../shared/naming/document.ts'

/** What is wrong with names beside those of the other documents: each must lead where it says, and none is given twice. */
export function namingFaults(
  naming: NamingDocument,
  namings: readonly NamingDocument[],
  areas: Areas,
): string[] {
  const others = namings.filter(({ id }) => id !== naming.id)
  const all = [...others.flatMap(each => each.areas), ...naming.areas]
  const lost = new Set(lostAreas(naming.areas, all, areas))
  const taken = new Set(others.flatMap(each => each.departments.map(({ name }) => name)))
  return [
    ...naming.areas.flatMap((each, i) =>
      lost.has(each) ? [`/areas/${i}/name: "${each.name}" does not lead to ${each.code}: it is taken`] : [],
    ),
    ...naming.departments.flatMap(({ name }, i) =>
      taken.has(name) ? [`/departments/${i}/name: "${name}" stands in another document`] : [],
    ),
  ]
}

import type { Department } from '../../shared/organisation/document.ts'
import type { Engine } from '../engine/engine.ts'

const BY_DEPARTMENT = 'department'

/** Those of the organisation, and those that numbers are kept by: what an officer may be given to answer for. */
export function departmentsIn({ city }: Engine, organisation: readonly Department[] = []): readonly string[] {
  const names = new Set(organisation.map(({ name }) => name))
  for (const { doc, groups } of city.metrics.values()) {
    const at = doc.by.indexOf(BY_DEPARTMENT)
    if (at === -1) continue
    for (const { dims } of groups.values()) names.add(dims[at] ?? '')
  }
  names.delete('')
  return [...names].sort()
}

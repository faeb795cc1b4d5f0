import type { Engine } from '../engine/engine.ts'

const BY_DEPARTMENT = 'department'

/** Those that numbers are kept by: what an officer may be given to answer for. */
export function departmentsIn({ city }: Engine): readonly string[] {
  const names = new Set<string>()
  for (const { doc, groups } of city.metrics.values()) {
    const at = doc.by.indexOf(BY_DEPARTMENT)
    if (at === -1) continue
    for (const { dims } of groups.values()) names.add(dims[at] ?? '')
  }
  names.delete('')
  return [...names].sort()
}

import type { AreaNode, Areas } from '../../shared/areas/areas.ts'

/** The town that a code lies in, or the district where no town is known; null for the city and for what is no place of it. */
export function nearPlace(code: string, areas: Areas): AreaNode | null {
  const leaf = areas.leafOf(code)
  const near = leaf?.level === 'cell' ? leaf.parent : leaf
  return near === null || near === undefined || near.level === 'city' ? null : near
}

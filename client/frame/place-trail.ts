import { lineage, type AreaNode } from '../../shared/areas/areas.ts'

export interface TrailStep {
  readonly id: string
  readonly name: string
  readonly to: string
  readonly isCurrent: boolean
}

/** The way to the place on show, from the city down to it; nothing where the whole city is on show. */
export function trailTo(place: AreaNode, scene: string): readonly TrailStep[] {
  if (place.level === 'city') return []
  return [...lineage(place)].reverse().map(node => ({
    id: node.id,
    name: node.name,
    to: `/desk/${scene}/${node.id}`,
    isCurrent: node.id === place.id,
  }))
}

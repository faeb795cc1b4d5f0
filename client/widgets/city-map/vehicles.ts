import { areaAtOf, type AreaAt } from '../../../shared/areas/area-at.ts'
import type { Areas } from '../../../shared/areas/areas.ts'
import { MICRODEGREES } from '../../../shared/areas/placing.ts'
import type { LegendSign } from '../../map/legend.ts'
import type { MapMark } from '../../map/picture.ts'
import type { Reader } from '../reader.ts'

/** Vehicles that say where they are: a disc where any is, as large as they are many. What has not been heard for long is nowhere any more. */
export function vehiclesOf(reader: Reader): readonly MapMark[] {
  if (reader.metric('vehicles') === null) return []
  const areaAt = areaAtIn(reader.areas)
  const counts = new Map<string, number>()
  for (const { columns } of reader.list('vehicles')?.rows ?? []) {
    const { online, lon, lat } = columns
    if (online !== true || typeof lon !== 'number' || typeof lat !== 'number') continue
    const area = areaAt([lon / MICRODEGREES, lat / MICRODEGREES])
    if (area !== null) counts.set(area, (counts.get(area) ?? 0) + 1)
  }
  const most = Math.max(1, ...counts.values())
  return [...counts].map(([area, n]) => ({ id: area, area, kind: 'point', text: '', weight: n / most }))
}

export function vehicleSigns(reader: Reader): readonly LegendSign[] {
  const metric = reader.metric('vehicles')
  return metric === null || vehiclesOf(reader).length === 0
    ? []
    : [{ sign: 'point', text: reader.text(metric.title) }]
}

const known = new WeakMap<Areas, AreaAt>()

function areaAtIn(areas: Areas): AreaAt {
  const before = known.get(areas)
  if (before !== undefined) return before
  const made = areaAtOf(areas)
  known.set(areas, made)
  return made
}

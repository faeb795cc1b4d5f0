import type { LegendSign } from '../../map/legend.ts'
import type { MapMark } from '../../map/picture.ts'
import type { Reader } from '../reader.ts'
import { placeOnMap } from './resources.ts'

/** Points of service, by the community that each stands in: as large as what happens there. */
export function pointsOf(reader: Reader): readonly MapMark[] {
  if (reader.metric('points') === null) return []
  const points = reader.byDim('points')
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0))
  return points.flatMap(({ dims: [code = ''], value }): MapMark[] =>
    code === '' || value === null
      ? []
      : [{ id: code, area: placeOnMap(reader, code), kind: 'point', text: '', weight: value / most }],
  )
}

/** What a disc stands for. */
export function pointSigns(reader: Reader): readonly LegendSign[] {
  const metric = reader.metric('points')
  return metric === null ? [] : [{ sign: 'point', text: reader.text(metric.title) }]
}

import { RESOURCE_SIGNS } from '../../map/resource-marks.ts'
import type { LegendSign } from '../../map/legend.ts'
import type { MapMark } from '../../map/picture.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'

/** The cell of a community; towns and cells as they are. */
export function placeOnMap(reader: Reader, code: string): string {
  return code.length > 9 && !code.includes(':') ? (reader.areas.leafOf(code)?.id ?? code) : code
}

/** Where help is does not change when its register falls silent; whether it is ready nobody knows then. */
export function resourcesOf(reader: Reader): readonly MapMark[] {
  if (reader.metric('resources') === null) return []
  const isKnown = stalenessOf(reader, reader.feeds('resources')) === null
  return (reader.list('resources')?.rows ?? []).flatMap(({ id, columns: { area, sort, ready } }) => {
    const kind = RESOURCE_SIGNS.find(sign => sign === sort)
    if (typeof area !== 'string' || kind === undefined) return []
    const text = isKnown && ready === true ? '' : 'away'
    return [{ id, area: placeOnMap(reader, area), kind, text }]
  })
}

/** Each sort that is on the map, as its kind calls it. */
export function resourceSigns(reader: Reader): readonly LegendSign[] {
  const kind = reader.metric('resources')?.kind
  if (typeof kind !== 'string') return []
  return RESOURCE_SIGNS.map(sign => ({ sign, text: reader.word(kind, 'sort', sign) }))
}

import type { AreaNode } from '../../../shared/areas/areas.ts'
import type { DistrictFigure } from '../../map/picture.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'

const GRAVEST = 4

/** The gravest warning that is for a district and not for the whole city: its words, and its state while the source is live. */
export function warnedOf(reader: Reader, district: AreaNode): Pick<DistrictFigure, 'state' | 'words'> {
  const row = reader.list('warnings')?.rows.find(({ columns }) => isFor(columns, district, reader))
  if (row === undefined) return {}
  const { eventType, level, rank } = row.columns
  const words = `${reader.word('warning', 'eventType', eventType ?? '')} ${reader.word('warning', 'level', level ?? '')}`
  if (stalenessOf(reader, reader.feeds('warnings')) !== null) return { words }
  return { words, state: rank === GRAVEST ? 'bad' : 'warn' }
}

/** One for several districts is of the city, and names them. */
function isFor({ area, areaName }: ListRow['columns'], district: AreaNode, reader: Reader): boolean {
  const leaf = reader.areas.leafOf(typeof area === 'string' ? area : '')
  for (let place = leaf; place !== null; place = place.parent) if (place.id === district.id) return true
  return typeof areaName === 'string' && areaName.includes(district.name)
}

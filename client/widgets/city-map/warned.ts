import { rankOf, levelOf } from '../../../shared/kinds/warning/warning-codes.ts'
import type { AreaNode } from '../../../shared/areas/areas.ts'
import type { DistrictFigure } from '../../map/picture.ts'
import type { ListRow, Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import { hazardOf, levelSign } from '../warning-level.ts'

/** The gravest warning that is for a district and not for the whole city: its words, and its state while the source is live. */
export function warnedOf(reader: Reader, district: AreaNode): Pick<DistrictFigure, 'state' | 'words'> {
  const [gravest] = (reader.list('warnings')?.rows ?? [])
    .filter(({ columns }) => isFor(columns, district, reader))
    .sort((a, b) => gravityOf(b) - gravityOf(a))
  if (gravest === undefined) return {}
  const { level, word } = levelSign(reader, gravest.columns['level'])
  const words = `${hazardOf(reader, gravest.columns['eventType'], gravest.columns['eventName'])} ${word}`
  if (stalenessOf(reader, reader.feeds('warnings')) !== null) return { words }
  return { words, state: level === 'red' ? 'bad' : 'warn' }
}

const gravityOf = ({ columns }: ListRow): number => rankOf(levelOf(columns['level'])) ?? 0

/** One for several districts is of the city, and names them. */
function isFor({ area, areaName }: ListRow['columns'], district: AreaNode, reader: Reader): boolean {
  const leaf = reader.areas.leafOf(typeof area === 'string' ? area : '')
  for (let place = leaf; place !== null; place = place.parent) if (place.id === district.id) return true
  return typeof areaName === 'string' && areaName.includes(district.name)
}

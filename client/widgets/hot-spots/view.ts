import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Figure } from '../../figures/number.ts'
import { busiest, type BusyPlace } from '../busiest.ts'
import type { Tone } from '../../figures/phrase.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  { most: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })) },
  { additionalProperties: false },
)
type Options = Static<typeof Options>

export interface SpotRow extends BusyPlace {
  /** As in its ring on the map. */
  readonly number: string
  readonly figure: Figure
  /** Of the busiest. */
  readonly share: number
  readonly tone: Tone | undefined
}

const MOST = 3

/** No community has a cluster yet, as on the first day of a month. */
export function heading(panel: PanelDocument, reader: Reader): Heading {
  const known = reader.value('places', { dims: [''] }) !== null
  return { empty: known && view(panel, reader).length === 0 }
}

/** The busiest communities, numbered as their rings on the map are. */
export function view(panel: PanelDocument, reader: Reader): readonly SpotRow[] {
  const spots = busiest(reader, 'places', (panel.options as Options).most ?? MOST)
  const tone = stalenessOf(reader, reader.feeds('places'))?.ink
  const most = Math.max(1, ...spots.map(({ count }) => count))
  return spots.map((spot, i) => ({
    ...spot,
    number: String(i + 1),
    figure: reader.figure('places', { dims: [spot.code] }),
    share: spot.count / most,
    tone,
  }))
}

import { Type, type Static } from 'typebox'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, figureText, writtenOut, type Figure } from '../../figures/number.ts'
import type { Reader } from '../reader.ts'
import { departmentName, stationName, stuckStocks } from '../stations.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object(
  { most: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })) },
  { additionalProperties: false },
)
export type Options = Static<typeof Options>

/** A step of a department whose cases have used more than the step's part of the limit. */
export interface StuckRow {
  readonly key: string
  readonly department: string
  readonly station: string
  readonly figure: Figure
  readonly cell: string
  /** `112%` */
  readonly used: string
  /** Of a bar that ends at the largest share in the list; its limit stands at `limit`. */
  readonly share: number
  readonly limit: number
}

const MOST = 8

export function view(panel: PanelDocument, reader: Reader): readonly StuckRow[] {
  const stuck = stuckStocks(reader).slice(0, (panel.options as Options).most ?? MOST)
  const longest = stuck.reduce((most, { used }) => Math.max(most, used ?? 0), 100)
  const { language } = reader
  return stuck.map(({ department, station, used, cell }) => ({
    key: `${department}\n${station}`,
    department: departmentName(reader, department),
    station: stationName(reader, station),
    figure: reader.figure('stations', { dims: [department, station] }),
    cell,
    used: figureText(figureOf(used, { unit: '%', decimals: 0, language })),
    share: (used ?? 0) / longest,
    limit: 100 / longest,
  }))
}

export function heading(panel: PanelDocument, reader: Reader): Heading {
  const total = stuckStocks(reader).length
  const most = (panel.options as Options).most ?? MOST
  const known = reader.metric('stations') !== null && reader.metric('share') !== null
  if (total > most) return { subtitle: reader.say('count.shown', { n: most, total: writtenOut(total) }) }
  return { subtitle: reader.say('count.of', { n: writtenOut(total) }), empty: known && total === 0 }
}

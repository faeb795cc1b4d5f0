import { Type } from 'typebox'
import type { AreaNode } from '../../../shared/areas/areas.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import { figureOf, type Figure } from '../../figures/number.ts'
import { wordOf } from '../column-values.ts'
import { nearPlace } from '../near-place.ts'
import type { Reader } from '../reader.ts'
import { rhythmsOf } from '../rhythms.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object({}, { additionalProperties: false })

/** A district, a system or a town with its branches: the tree as a list that is gone down. */
export interface DrillRow {
  readonly key: string
  readonly title: string
  /** Where a tap leads; '' for a system. */
  readonly place: string
  readonly figure: Figure
  readonly cell: string
  /** Of the longest row. */
  readonly share: number | null
  readonly onDuty: Figure
  readonly onDutyCell: string
  readonly weak: number
  readonly weakCell: string
}

/** At the city its districts and systems, at a district its towns, at a town the town. */
export function view(_panel: PanelDocument, reader: Reader): readonly DrillRow[] {
  const rows =
    reader.place.level === 'city' ? [...districtRows(reader), ...systemRows(reader)] : townRows(reader)
  const longest = Math.max(1, ...rows.map(({ value }) => value ?? 0))
  return rows.map(({ value, ...row }) => ({ ...row, share: value === null ? null : value / longest }))
}

export const heading = (_panel: PanelDocument, reader: Reader): Heading => ({
  party: true,
  summary: rhythmsOf('root', reader),
})

type Row = Omit<DrillRow, 'share'> & { readonly value: number | null }

const districtRows = (reader: Reader): readonly Row[] =>
  reader.areas.districts.map(area => placeRow(area, reader, 'branches', { dims: [area.id] }))

const townRows = (reader: Reader): readonly Row[] =>
  reader.byArea('towns').map(({ area }) => placeRow(area, reader, 'towns', { area: area.id }))

type At = { readonly area?: string; readonly dims?: readonly string[] }

function placeRow(area: AreaNode, reader: Reader, role: string, at: At): Row {
  const here = { area: area.id }
  const inTown = area.level === 'town'
  const [onDuty, weak] = inTown ? (['onDuty', 'weak'] as const) : (['onDutyBelow', 'weakBelow'] as const)
  return {
    key: area.id,
    title: inTown ? area.shortName : area.name,
    place: area.id === reader.place.id ? '' : area.id,
    value: reader.value(role, at),
    figure: bare(reader.value(role, at), reader),
    cell: reader.cell(role, at),
    onDuty: bare(reader.value(onDuty, here), reader),
    onDutyCell: reader.cell(onDuty, here),
    weak: reader.value(weak, here) ?? 0,
    weakCell: reader.cell(weak, here),
  }
}

const bare = (value: number | null, { language }: Reader): Figure =>
  figureOf(value, { unit: '', decimals: 0, language })

const NOBODY: Pick<Row, 'onDuty' | 'onDutyCell' | 'weak' | 'weakCell'> = {
  onDuty: { text: '', unit: '' },
  onDutyCell: '',
  weak: 0,
  weakCell: '',
}

/** Systems have no grids. */
function systemRows(reader: Reader): readonly Row[] {
  const units = reader.list('units')?.rows ?? []
  const rows = units
    .filter(({ columns }) => nearPlace(wordOf(columns['area']), reader.areas) === null)
    .map(({ columns }) => {
      const key = wordOf(columns['unit'])
      const at = { dims: [key] }
      return {
        ...NOBODY,
        key,
        title: wordOf(columns['unitName']) || key,
        place: '',
        value: reader.value('branches', at),
        figure: bare(reader.value('branches', at), reader),
        cell: reader.cell('branches', at),
      }
    })
  return rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.key < b.key ? -1 : 1))
}

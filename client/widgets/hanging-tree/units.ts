import { lineage, type AreaNode } from '../../../shared/areas/areas.ts'
import type { Figure } from '../../figures/number.ts'
import { wordOf } from '../column-values.ts'
import { nearPlace } from '../near-place.ts'
import type { Reader } from '../reader.ts'
import { litPlaces, townsOfDuties } from './lit.ts'

/** What hangs under a committee in one column: the branches of a town, or those of offices and firms. */
export interface TreeColumn {
  readonly key: string
  readonly title: string
  /** The town; '' for offices. */
  readonly place: string
  readonly isOffice: boolean
  /** Dots; null: unknown. */
  readonly count: number | null
  readonly cell: string
  /** Which of them are in their grid now, counted from 0. */
  readonly lit: readonly number[]
  /** How many are being rectified. */
  readonly weak: number
  readonly weakCell: string
}

/** A district or a system right under the city's committee. */
export interface TreeUnit {
  readonly key: string
  readonly title: string
  /** The district; '' for a system. */
  readonly place: string
  readonly branches: Figure
  readonly branchesCell: string
  readonly members: Figure
  readonly membersCell: string
  /** Ticks; null: unknown. */
  readonly generals: number | null
  readonly generalsCell: string
  readonly columns: readonly TreeColumn[]
}

interface UnitRow {
  readonly key: string
  readonly title: string
  /** null for a system. */
  readonly district: AreaNode | null
}

/** The units on show: of the city its districts, then the systems by size; else the district that the screen looks at. */
export function unitsOf(reader: Reader): readonly TreeUnit[] {
  const { place } = reader
  const duties = townsOfDuties(reader)
  const units = unitRows(reader)
    .filter(
      ({ district }) => place.level === 'city' || (district !== null && lineage(place).includes(district)),
    )
    .map(row => unitOf(row, duties, reader))
  return [
    ...units.filter(({ place: at }) => at !== ''),
    ...units.filter(({ place: at }) => at === '').sort(largestFirst),
  ]
}

const sizeOf = ({ columns }: TreeUnit): number => columns.reduce((sum, { count }) => sum + (count ?? 0), 0)
const largestFirst = (a: TreeUnit, b: TreeUnit): number => sizeOf(b) - sizeOf(a) || (a.key < b.key ? -1 : 1)

function unitRows({ list, areas }: Reader): readonly UnitRow[] {
  return (list('units')?.rows ?? []).map(({ columns }) => {
    const key = wordOf(columns['unit'])
    return {
      key,
      title: wordOf(columns['unitName']) || key,
      district: nearPlace(wordOf(columns['area']), areas),
    }
  })
}

type Duties = ReturnType<typeof townsOfDuties>

function unitOf({ key, title, district }: UnitRow, duties: Duties, reader: Reader): TreeUnit {
  const at = { dims: [key] }
  const towns = district === null ? [] : reader.byArea('towns').filter(({ area }) => area.parent === district)
  const own = reader.place.level === 'town' ? [] : [officeColumn(key, reader)]
  return {
    key,
    title,
    place: district?.id ?? '',
    branches: reader.figure('branches', at),
    branchesCell: reader.cell('branches', at),
    members: reader.figure('members', at),
    membersCell: reader.cell('members', at),
    generals: reader.value('generals', at),
    generalsCell: reader.cell('generals', at),
    columns: [...towns.map(({ area, value }) => townColumn(area, value, duties, reader)), ...own],
  }
}

function townColumn(area: AreaNode, count: number | null, duties: Duties, reader: Reader): TreeColumn {
  const at = { area: area.id }
  return {
    key: area.id,
    title: area.shortName,
    place: area.id,
    isOffice: false,
    count,
    cell: reader.cell('towns', at),
    lit: litPlaces(count ?? 0, reader.value('onDuty', at) ?? 0, duties.get(area.id) ?? []),
    weak: reader.value('weak', at) ?? 0,
    weakCell: reader.cell('weak', at),
  }
}

function officeColumn(key: string, reader: Reader): TreeColumn {
  const at = { dims: [key] }
  return {
    key: `${key} own`,
    title: reader.say('tree.own'),
    place: '',
    isOffice: true,
    count: reader.value('offices', at),
    cell: reader.cell('offices', at),
    lit: [],
    weak: 0,
    weakCell: '',
  }
}

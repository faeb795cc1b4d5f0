import type { Reader } from './reader.ts'

/** A community where much happened, and the cell of the mosaic that stands for it. */
export interface BusyPlace {
  readonly code: string
  readonly name: string
  /** The town it lies in. */
  readonly within: string
  readonly town: string
  readonly area: string
  readonly count: number
  /** The number's address. */
  readonly cell: string
}

const COMMUNITY_CODE = /^\d{12}$/
/** Fewer are no cluster. */
const LEAST = 3

/**
 * The communities with most records of a metric that is split by `area`, the first being number one: on the map and in the
 * list they are the same. What names no community lies nowhere in particular.
 */
export function busiest(reader: Reader, role: string, most: number): readonly BusyPlace[] {
  return reader
    .byDim(role)
    .flatMap(({ dims, value }) => placeOf(reader, role, dims[0] ?? '', value) ?? [])
    .slice(0, most)
}

function placeOf(reader: Reader, role: string, code: string, count: number | null): BusyPlace | null {
  if (count === null || count < LEAST) return null
  const cell = COMMUNITY_CODE.test(code) ? reader.areas.leafOf(code) : null
  const town = cell?.parent
  const community = reader.areas.communitiesOf(cell?.id ?? '').find(each => each.code === code)
  if (!cell || !town || community === undefined) return null
  return {
    code,
    name: community.shortName,
    within: town.shortName,
    town: town.id,
    area: cell.id,
    count,
    cell: reader.cell(role, { dims: [code] }),
  }
}

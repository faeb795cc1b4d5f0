import type { Areas } from '../../shared/areas/areas.ts'
import { mosaicOf, type Mosaic } from './mosaic.ts'
import type { TownFigure } from './picture.ts'

const mosaics = new WeakMap<Areas, Mosaic>()

/** Several maps of one city (a row of small ones) share its geometry. */
export function mosaicFor(areas: Areas): Mosaic {
  const known = mosaics.get(areas)
  if (known !== undefined) return known
  const mosaic = mosaicOf(areas)
  mosaics.set(areas, mosaic)
  return mosaic
}

/** The columns of a town add up to the town. */
export function townSums(areas: Areas, cells: ReadonlyMap<string, number>): ReadonlyMap<string, TownFigure> {
  const sums = new Map(areas.towns.map(town => [town.id, 0]))
  for (const [id, count] of cells) {
    const town = areas.byId(id)?.parent?.id
    if (town !== undefined) sums.set(town, (sums.get(town) ?? 0) + count)
  }
  return new Map([...sums].map(([id, count]) => [id, { count }]))
}

/** Every letter the map may write, so that its glyphs can be loaded before the first drawing. */
export function lettersOf({ areas }: Mosaic, texts: readonly string[]): string {
  const names = [...areas.districts, ...areas.towns].map(node => node.name)
  const { river, neighbours } = areas.document
  const letters = new Set(
    [...names, ...texts, river.name, ...neighbours.map(n => n.name), '0123456789,.万—'].join(''),
  )
  return [...letters].sort().join('')
}

import type { Areas } from '../../shared/areas/areas.ts'
import { mosaicOf } from './mosaic.ts'
import { territoryOf } from './territory.ts'
import type { DistrictFigure, Figures, TownFigure } from './picture.ts'
import type { Plan, Plot } from './plan.ts'

const plans = new WeakMap<Areas, Plan>()

/** Several maps of one city (a row of small ones) share its geometry. */
export function planFor(areas: Areas): Plan {
  const known = plans.get(areas)
  if (known !== undefined) return known
  const plan = areas.boundary === null ? mosaicOf(areas) : territoryOf(areas, areas.boundary)
  plans.set(areas, plan)
  return plan
}

/** The columns of a town add up to the town; where nobody knows of its district, nobody knows of it either: no column is no zero. */
export function townSums(
  areas: Areas,
  cells: ReadonlyMap<string, number>,
  districts: readonly DistrictFigure[],
): ReadonlyMap<string, TownFigure> {
  const unknown = new Set(districts.flatMap(({ id, count }) => (count === null ? [id] : [])))
  const sums = new Map(areas.towns.map(town => [town.id, 0]))
  for (const [id, count] of cells) {
    const town = areas.byId(id)?.parent?.id
    if (town !== undefined) sums.set(town, (sums.get(town) ?? 0) + count)
  }
  const isKnown = (id: string) => !unknown.has(areas.byId(id)?.parent?.id ?? '')
  return new Map([...sums].map(([id, count]) => [id, { count: isKnown(id) ? count : null }]))
}

/** The sum of its towns; unknown as soon as one of them is. */
export function plotFigure({ towns }: Plot, figures: Figures): TownFigure {
  const known = towns.map(({ id }) => figures.towns.get(id) ?? { count: null })
  const overdue = known.flatMap(town => (town.overdue === undefined ? [] : [town.overdue]))
  return {
    count: known.reduce<number | null>(
      (sum, { count }) => (sum === null || count === null ? null : sum + count),
      0,
    ),
    ...(overdue.length === 0 ? {} : { overdue: overdue.reduce((sum, each) => sum + each, 0) }),
  }
}

/** Every letter the map may write, so that its glyphs can be loaded before the first drawing. */
export function lettersOf({ areas }: Plan, texts: readonly string[]): string {
  const names = [...areas.districts, ...areas.towns].map(node => node.name)
  const { river, neighbours } = areas.document
  const letters = new Set(
    [...names, ...texts, river.name, ...neighbours.map(n => n.name), '0123456789,.万—'].join(''),
  )
  return [...letters].sort().join('')
}

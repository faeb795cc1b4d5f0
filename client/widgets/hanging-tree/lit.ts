import { numberOf, wordOf } from '../column-values.ts'
import { nearPlace } from '../near-place.ts'
import type { Reader } from '../reader.ts'

/** The numbers of the branches that are in their grid now, by town. */
export function townsOfDuties(reader: Reader): ReadonlyMap<string, readonly (number | null)[]> {
  const towns = new Map<string, (number | null)[]>()
  for (const { columns } of reader.list('duties')?.rows ?? []) {
    const town = nearPlace(wordOf(columns['area']), reader.areas)
    if (town?.level !== 'town') continue
    towns.set(town.id, [...(towns.get(town.id) ?? []), numberOf(columns['ordinal'])])
  }
  return towns
}

/**
 * Which of a town's dots are lit: each branch at the place of its number, so that it is the same dot every day. Who has
 * no number there, or a taken one, stands at the end; there are always as many as are counted.
 */
export function litPlaces(
  dots: number,
  many: number,
  ordinals: readonly (number | null)[],
): readonly number[] {
  const wanted = Math.min(dots, many)
  const places = new Set<number>()
  for (const ordinal of ordinals)
    if (ordinal !== null && ordinal >= 1 && ordinal <= dots && places.size < wanted) places.add(ordinal - 1)
  for (let last = dots - 1; last >= 0 && places.size < wanted; last--) places.add(last)
  return [...places].sort((a, b) => a - b)
}

import { DAY } from '../../shared/calendar/civil.ts'
import type { Happened } from '../../shared/kinds/recurring.ts'

/** Within so much way and time of one another two of a sort are the same again (DOMAIN 2.6). */
export const NEAR_METRES = 50
export const SPAN = 30 * DAY

const RADIAN = Math.PI / 180
const METRES_PER_DEGREE = 6_371_008.8 * RADIAN

/** At the scale of a street the earth is a plane; by the middle of both, so that it is as far there as back. */
export function metresBetween(a: Happened, b: Happened): number {
  const east = (a.lon - b.lon) * Math.cos(((a.lat + b.lat) / 2) * RADIAN)
  return Math.hypot(east, a.lat - b.lat) * METRES_PER_DEGREE
}

/** A cell is at least as wide as things may be apart, up to 63° north: it and the eight around it hold all that is near. */
const ROW_DEGREES = 0.0005
const COLUMN_DEGREES = 0.001
const COLUMNS = 360 / COLUMN_DEGREES

const rowOf = (lat: number): number => Math.floor((lat + 90) / ROW_DEGREES)
const columnOf = (lon: number): number => Math.floor((lon + 180) / COLUMN_DEGREES)

export interface Held extends Happened {
  readonly id: string
}

/** What happened lately, to be found by where: a grid of cells for each sort. */
export class Spots {
  readonly #held = new Map<string, Held>()
  readonly #sorts = new Map<string, Map<number, Held[]>>()
  #looked = 0

  get size(): number {
    return this.#held.size
  }

  /** How many were looked at so far: what finding costs. */
  get looked(): number {
    return this.#looked
  }

  get(id: string): Held | null {
    return this.#held.get(id) ?? null
  }

  all(): Iterable<Held> {
    return this.#held.values()
  }

  put(held: Held): void {
    this.remove(held.id)
    this.#held.set(held.id, held)
    let cells = this.#sorts.get(held.sort)
    if (cells === undefined) this.#sorts.set(held.sort, (cells = new Map<number, Held[]>()))
    const key = keyOf(rowOf(held.lat), columnOf(held.lon))
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, [held])
    else cell.push(held)
  }

  remove(id: string): void {
    const held = this.#held.get(id)
    if (held === undefined) return
    this.#held.delete(id)
    const cells = this.#sorts.get(held.sort)!
    const key = keyOf(rowOf(held.lat), columnOf(held.lon))
    const left = cells.get(key)!.filter(each => each !== held)
    if (left.length > 0) cells.set(key, left)
    else cells.delete(key)
    if (cells.size === 0) this.#sorts.delete(held.sort)
  }

  /** Those of its sort that are near it, itself among them once it is held. */
  around(happened: Happened): readonly Held[] {
    const cells = this.#sorts.get(happened.sort)
    if (cells === undefined) return []
    const [row, column] = [rowOf(happened.lat), columnOf(happened.lon)]
    const near: Held[] = []
    for (let r = row - 1; r <= row + 1; r++)
      for (let c = column - 1; c <= column + 1; c++) {
        const cell = cells.get(keyOf(r, c)) ?? []
        this.#looked += cell.length
        for (const each of cell) if (metresBetween(each, happened) <= NEAR_METRES) near.push(each)
      }
    return near
  }

  /** Lets go of what happened before. */
  forgetBefore(at: number): void {
    for (const held of this.#held.values()) if (held.at < at) this.remove(held.id)
  }
}

const keyOf = (row: number, column: number): number => row * COLUMNS + column

/** The most of these instants that one span of time holds together with this one of them. */
export function mostTogether(at: number, instants: readonly number[]): number {
  const near = instants.filter(each => Math.abs(each - at) <= SPAN).sort((a, b) => a - b)
  let [most, end] = [0, 0]
  for (const [i, first] of near.entries()) {
    if (first > at) break
    while (end < near.length && near[end]! - first <= SPAN) end++
    most = Math.max(most, end - i)
  }
  return most
}

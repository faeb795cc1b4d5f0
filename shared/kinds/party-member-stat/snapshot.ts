import { told } from '../fields.ts'
import type { Part, Thing } from '../kind.ts'
import type { MemberFields } from './fields.ts'

/** A sort of members in one unit. `members` is null when nobody told, or when they are too few to be told. */
export interface Cell {
  readonly part: Part
  readonly fields: MemberFields
  readonly members: number | null
}

const PREFIX = 'main:'

/**
 * The sorts of the newest snapshot in their order; what an older one had besides is no longer told. Parts are named by
 * what the upstream wrote, and those that the mapping calls by one name add up (30岁及以下 and 31-35岁 are 35岁及以下).
 */
export function cellsOf({ parts }: Thing): readonly Cell[] {
  const told = Object.keys(parts)
    .filter(name => name.startsWith(PREFIX) && (parts[name] as Part).op === 'put')
    .sort()
    .map(name => parts[name] as Part)
  const newest = told.reduce((last, { event }) => Math.max(last, event), -Infinity)
  const cells = told.filter(({ event }) => event === newest).map(cellOf)
  return addedUp(hideTheOther(cells))
}

function cellOf(part: Part): Cell {
  const fields = part.fields as unknown as MemberFields
  return { part, fields, members: told(fields.members) }
}

/**
 * Who knows the unit's total can reckon a single cell that is not told from the others. So the smallest of those is not
 * told either.
 */
function hideTheOther(cells: readonly Cell[]): readonly Cell[] {
  if (cells.filter(({ part }) => part.flags.includes('masked')).length !== 1) return cells
  const told = cells.map(({ members }) => members).filter((members): members is number => (members ?? 0) > 0)
  const least = cells.findIndex(({ members }) => members === Math.min(...told))
  return cells.map((cell, i) => (i === least ? { ...cell, members: null } : cell))
}

function addedUp(cells: readonly Cell[]): readonly Cell[] {
  const byItem = new Map<string, Cell>()
  for (const cell of cells) {
    const { item } = cell.fields
    const known = byItem.get(item)
    byItem.set(item, known === undefined ? cell : { ...known, members: plus(known.members, cell.members) })
  }
  return [...byItem.values()].sort((a, b) => (a.fields.item < b.fields.item ? -1 : 1))
}

const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b)

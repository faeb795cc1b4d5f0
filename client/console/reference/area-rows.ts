import type { ToldArea } from '../../../shared/sync/reference.ts'

export interface AreaRow {
  readonly area: ToldArea
  /** How deep it lies, from 0. */
  readonly depth: number
  readonly hasInner: boolean
  readonly isOpen: boolean
}

/** As many as a page takes at once. */
export const MOST_ROWS = 300

const DEPTHS = { city: 0, district: 1, town: 2, community: 3 } as const

/** The tree as far as it is opened; of a search what is found, below what it lies in. */
export function rowsOf(areas: readonly ToldArea[], opened: ReadonlySet<string>, text: string): AreaRow[] {
  const words = text.trim().toLowerCase()
  const shown = words === '' ? openIn(areas, opened) : foundIn(areas, words)
  const parents = new Set(areas.map(({ parent }) => parent))
  return areas
    .filter(({ code }) => shown.has(code))
    .map(area => ({
      ...{ area, depth: DEPTHS[area.level], hasInner: parents.has(area.code) },
      isOpen: opened.has(area.code),
    }))
}

/** A wider place stands before what lies in it. */
function openIn(areas: readonly ToldArea[], opened: ReadonlySet<string>): Set<string> {
  const shown = new Set<string>()
  for (const { code, parent } of areas)
    if (parent === '' || (shown.has(parent) && opened.has(parent))) shown.add(code)
  return shown
}

function foundIn(areas: readonly ToldArea[], words: string): Set<string> {
  const parentOf = new Map(areas.map(({ code, parent }) => [code, parent]))
  const shown = new Set<string>()
  for (const { code, name, aliases } of areas) {
    if (![code, name, ...aliases].some(each => each.toLowerCase().includes(words))) continue
    for (let at = code; at !== ''; at = parentOf.get(at) ?? '') shown.add(at)
  }
  return shown
}

/** An area as it is chosen from a list: by its name behind those of the wider places, and its code. */
export interface AreaChoice {
  readonly code: string
  readonly text: string
}

/** Those within a place; '' is the city, which may be meant itself. */
export function choicesOf(areas: readonly ToldArea[], within: string): AreaChoice[] {
  const byCode = new Map(areas.map(area => [area.code, area]))
  const nameOf = (area: ToldArea): string => {
    const parent = byCode.get(area.parent)
    return parent === undefined || parent.level === 'city' ? area.name : `${nameOf(parent)} ${area.name}`
  }
  return areas
    .filter(({ code, level }) => (level === 'city' ? within === '' : code.startsWith(within)))
    .map(area => ({ code: area.code, text: `${nameOf(area)} ${area.code}` }))
}

/** The area that was chosen, or whose code or whole name was typed; null: none. */
export function chosenIn(choices: readonly AreaChoice[], typed: string): string | null {
  const text = typed.trim()
  return (choices.find(each => each.text === text || each.code === text) ?? null)?.code ?? null
}

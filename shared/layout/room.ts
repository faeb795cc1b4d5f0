export interface Size {
  readonly width: number
  readonly height: number
}

/** Units between columns and between rows, and round the page. */
export interface Spacing {
  readonly column: number
  readonly row: number
  readonly padding: number
}

/** The least room each panel can be read in, by panel id. */
export type Least = (panel: string) => Size

const isLength = (text: string): boolean => /^\d+(\.\d+)?$/.test(text)
const shareOf = (text: string): number => (text.endsWith('fr') ? Number(text.slice(0, -2)) : 0)
export const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)

/**
 * How long each track is: fixed ones first, the rest by shares. `auto` takes nothing here: walls have none. Where what is left
 * would be less than the least of the shares, fixed ones give of theirs, down to their own least; where that is not enough either
 * the shares take what is left.
 */
export function tracks(
  texts: readonly string[],
  whole: number,
  gap: number,
  least?: readonly number[],
): number[] {
  const room = whole - gap * (texts.length - 1)
  const fixed = texts.map(text => (isLength(text) ? Number(text) : 0))
  if (least === undefined) return byShares(texts, fixed, [], room)
  const floors = texts.map((text, i) => Math.min(least[i] ?? 0, isLength(text) ? Number(text) : Infinity))
  const spare = texts.map((text, i) => (isLength(text) ? (fixed[i] as number) - (floors[i] as number) : 0))
  const wanting = sum(texts.map((_, i) => Math.max(fixed[i] as number, floors[i] as number))) - room
  if (wanting <= 0) return byShares(texts, fixed, floors, room)
  const part = Math.min(1, wanting / Math.max(1e-9, sum(spare)))
  const shrunk = fixed.map((size, i) => size - part * (spare[i] as number))
  return byShares(texts, shrunk, wanting > sum(spare) + HAIR ? [] : floors, room)
}
const HAIR = 0.01

/** What the fixed ones leave, by shares; a share that would get less than its least gets that, and the others the rest. */
function byShares(
  texts: readonly string[],
  fixed: readonly number[],
  floors: readonly number[],
  room: number,
): number[] {
  const sizes = [...fixed]
  let open = texts.flatMap((text, i) => (shareOf(text) > 0 ? [i] : []))
  while (open.length > 0) {
    const share = Math.max(0, room - sum(sizes)) / sum(open.map(i => shareOf(texts[i] as string)))
    const short = open.filter(i => share * shareOf(texts[i] as string) < (floors[i] ?? 0))
    for (const i of short) sizes[i] = floors[i] as number
    if (short.length === 0) for (const i of open) sizes[i] = share * shareOf(texts[i] as string)
    open = short.length === 0 ? [] : open.filter(i => !short.includes(i))
  }
  return sizes
}

export const between = (
  sizes: readonly number[],
  [from, to]: readonly [number, number],
  gap: number,
): number => sum(sizes.slice(from, to)) + gap * (to - from - 1)

/** What a panel that goes leaves must go to somebody: without any share the last one takes it. */
export function withShare(sizes: readonly string[]): readonly string[] {
  const grows = sizes.some(size => size.endsWith('fr'))
  return grows || sizes.length === 0 || sizes.includes('auto') ? sizes : [...sizes.slice(0, -1), '1fr']
}

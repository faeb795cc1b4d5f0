import type { Point } from '../../charts/plot.ts'
import { SHARE_BINS, SHARE_STEP, type Field } from './field.ts'
import type { Mark, MarkState } from './marks.ts'

/** Where the marks of a lane stand: centres, by state. */
export interface Packed {
  readonly at: { readonly [state in MarkState]: readonly Point[] }
  /** Widths of a dot and of a sign, with the gap beside them. */
  readonly dot: number
  readonly sign: number
}

type Sizes = Pick<Packed, 'dot' | 'sign'>

/** Marks of one lane in the same step of the scale. */
interface Pile {
  readonly x: number
  readonly width: number
  /** y of its foot. */
  readonly foot: number
  readonly marks: Mark[]
}

const DOT = 7
const SIGN = 12
/** Kept free at the top and the foot of a lane. */
const MARGIN = 2
const SHRINK = 0.94
const LEAST_SCALE = 0.02

const isSign = ({ state }: Mark): boolean => state === 'late' || state === 'soon'
/** Signs stand at the foot, where they are looked for; what is paused lies on top. */
const RANK: { readonly [state in MarkState]: number } = { late: 0, soon: 1, running: 2, paused: 3 }

/**
 * One mark for each case: none is left out and none hides another. Where the fullest pile of a lane would outgrow it, the
 * marks of that lane become smaller, the signs less so than the dots: they are what is looked for.
 */
export function pack(marks: readonly Mark[], lane: number, field: Field): Packed {
  const piles = pilesOf(marks, lane, field)
  const room = field.laneHeight - 2 * MARGIN
  let scale = 1
  while (scale > LEAST_SCALE && piles.some(pile => heightOf(pile, sizesAt(scale, field)) > room))
    scale *= SHRINK
  const at: Record<MarkState, Point[]> = { running: [], paused: [], soon: [], late: [] }
  const sizes = sizesAt(scale, field)
  for (const pile of piles) stack(pile, sizes, at)
  return { at, ...sizes }
}

/** No mark is wider than its step of the scale: it would lie on its neighbour's. */
const sizesAt = (scale: number, { shareWidth, dayWidth }: Field): Sizes => ({
  dot: Math.min(DOT * scale, shareWidth),
  sign: Math.min(SIGN * Math.sqrt(scale), shareWidth, dayWidth),
})

/** What has no share cannot be placed; the heading counts it. */
function pilesOf(marks: readonly Mark[], lane: number, field: Field): readonly Pile[] {
  const piles = new Map<number, Pile>()
  const foot = field.head + (lane + 1) * field.laneHeight - MARGIN
  for (const mark of marks) {
    const bin = binOf(mark, field)
    if (bin === null) continue
    const pile = piles.get(bin) ?? { ...placeOf(bin, field), foot, marks: [] }
    pile.marks.push(mark)
    piles.set(bin, pile)
  }
  return [...piles.values()]
}

/** Steps of share from 0, then days from SHARE_BINS on. */
function binOf({ state, share, daysOver }: Mark, { lastDay }: Field): number | null {
  if (state === 'late') return SHARE_BINS + Math.min(lastDay, Math.max(0, daysOver))
  if (share === null) return null
  return Math.min(SHARE_BINS - 1, Math.max(0, Math.floor(share / SHARE_STEP)))
}

const placeOf = (bin: number, { shareWidth, days, dayWidth }: Field): Pick<Pile, 'x' | 'width'> =>
  bin < SHARE_BINS
    ? { x: bin * shareWidth, width: shareWidth }
    : { x: days + (bin - SHARE_BINS) * dayWidth, width: dayWidth }

const abreast = (width: number, size: number): number => Math.max(1, Math.floor(width / size))

function heightOf({ marks, width }: Pile, { dot, sign }: Sizes): number {
  const signs = marks.filter(isSign).length
  const tall = (count: number, size: number) => Math.ceil(count / abreast(width, size)) * size
  return tall(signs, sign) + tall(marks.length - signs, dot)
}

function stack(pile: Pile, { dot, sign }: Sizes, at: { readonly [state in MarkState]: Point[] }): void {
  const sorted = [...pile.marks].sort((a, b) => RANK[a.state] - RANK[b.state])
  const signs = sorted.filter(isSign)
  const top = lay(signs, pile, sign, pile.foot, at)
  lay(sorted.slice(signs.length), pile, dot, top, at)
}

/** Rows from the foot upwards; returns where the next would stand. */
function lay(
  marks: readonly Mark[],
  { x, width }: Pile,
  size: number,
  foot: number,
  at: { readonly [state in MarkState]: Point[] },
): number {
  const columns = abreast(width, size)
  const pitch = width / columns
  marks.forEach(({ state }, i) =>
    at[state].push([x + ((i % columns) + 0.5) * pitch, foot - (Math.floor(i / columns) + 0.5) * size]),
  )
  return foot - Math.ceil(marks.length / columns) * size
}

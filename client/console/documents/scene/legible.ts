import type { LayoutDocument, LayoutName } from '../../../../shared/layout/document.ts'
import { fitted } from '../../../../shared/layout/fitted.ts'
import type { Least, Size } from '../../../../shared/layout/room.ts'
import { screenOf } from '../../../layout/screen.ts'
import { onSeams } from '../../../layout/seams.ts'
import { drawn, isWall, sizeFor, type PanelBox } from './boxes.ts'

/** How a wall is built and seen. */
export interface Sight {
  /** Millimetres from one pixel of the wall to the next. */
  readonly pitch: number
  /** Pixels of the wall from top to bottom. */
  readonly pixels: number
  /** Metres to who sits nearest, and farthest. */
  readonly near: number
  readonly far: number
  /** The wall's setting for its distance: 1.2 makes everything a fifth larger. */
  readonly k: number
  /** Where its cabinets or screens meet, in pixels from the left. */
  readonly seams: readonly number[]
}

/** A hall of 8 m before 2.7 m of wall. */
export const USUAL_SIGHT: Sight = { pitch: 2.5, pixels: 1080, near: 3, far: 8, k: 1, seams: [] }

export type Unfit = 'cut' | 'seam' | 'small' | 'dots' | 'narrow' | 'low' | 'left'
export interface Illegible {
  readonly panel: string
  readonly unfit: Unfit
  /** What it has, and what it would need: units of text, or of room. */
  readonly has: number
  readonly needs: number
}

const UNITS = 1080
/** VISUAL 3.1: what a Chinese glyph must fill of the sight of who reads it, in minutes of arc, and how many dots it needs. */
const ARC = 17
const DOTS = 16
/** On desks and phones, where the distance is known. */
const HAND_TEXT = 13
const WALL_TEXT = 16

const MINUTE = Math.PI / (180 * 60)

/** Units of the 1080 canvas of the smallest text that can be read from the farthest seat. */
export const leastText = ({ pitch, pixels, far, k }: Sight): number =>
  (far * 1000 * Math.tan(ARC * MINUTE)) / ((pitch * pixels) / UNITS) / k

/** How many dots of the wall the smallest text is high. */
export const dotsOf = (units: number, { pixels, k }: Sight): number => (units * k * pixels) / UNITS

/** From nearer than this one sees the dots and not the picture, in metres. */
export const seamless = ({ pitch }: Sight): number => pitch / (Math.tan(MINUTE) * 1000)

/** The setting by which a text would be read from the farthest seat. */
export const neededK = (sight: Sight, units = WALL_TEXT): number =>
  Math.ceil((leastText({ ...sight, k: 1 }) / units) * 100) / 100

export interface Looked {
  readonly layout: LayoutDocument
  readonly name: LayoutName
  readonly least: Least
  readonly sight: Sight
  /** The smallest text of a panel in units, where its picture has been measured. */
  readonly measured: ReadonlyMap<string, number>
  /** Panels of which a text lies across a seam; null: the picture has not been measured. */
  readonly cut: ReadonlySet<string> | null
}

/** The room there is, in units: larger text makes the canvas smaller. */
export function canvasOf(name: LayoutName, k: number): Size {
  const size = sizeFor(name)
  return isWall(name) ? { width: size.width / k, height: size.height / k } : size
}

/** Every panel of a layout that could not be read, worst first. */
export function illegible({ layout, ...looked }: Looked): readonly Illegible[] {
  const { name, least, sight } = looked
  const k = isWall(name) ? sight.k : 1
  const canvas = canvasOf(name, k)
  const screen = screenOf(isWall(name) ? 'wall' : 'desk', sizeFor(name), k)
  // As the wall does it: first its columns are moved onto the seams that are near.
  const own = onSeams(layout, screen, seamsAt(sight))
  const { layout: stays, gone } = isWall(name)
    ? fitted(own, canvas, screen.spacing, least)
    : { layout, gone: new Set<string>() }
  const boxes = drawn(stays, name, least, canvas).panels
  const left = [...gone].map((panel): Illegible => ({ panel, unfit: 'left', has: 0, needs: 0 }))
  return [...boxes.flatMap(box => [...unfitOf(box, looked), ...acrossOf(box, looked)]), ...left].sort(
    (a, b) => ORDER.indexOf(a.unfit) - ORDER.indexOf(b.unfit),
  )
}
const ORDER: readonly Unfit[] = ['cut', 'seam', 'small', 'dots', 'low', 'narrow', 'left']

/** In units of a wall that is drawn for 1080 of them. */
export const seamsAt = ({ seams, pixels }: Sight): readonly number[] =>
  seams.map(seam => (seam * UNITS) / pixels)

/** A panel may lie across a seam, as a map does; a text of it may not. */
function acrossOf(
  { panel, x, width }: PanelBox,
  { name, sight, cut }: Omit<Looked, 'layout'>,
): readonly Illegible[] {
  if (!isWall(name)) return []
  const at = seamsAt(sight).map(seam => seam / sight.k)
  const crossing = sight.seams.filter((_, i) => x + 1 < (at[i] ?? 0) && (at[i] ?? 0) < x + width - 1)
  const [first] = crossing
  if (first === undefined || cut?.has(panel) === false) return []
  return [{ panel, unfit: cut === null ? 'seam' : 'cut', has: first, needs: 0 }]
}

function unfitOf(
  box: PanelBox,
  { name, least, sight, measured }: Omit<Looked, 'layout'>,
): readonly Illegible[] {
  const { panel } = box
  const found: Illegible[] = []
  const text = measured.get(panel) ?? (isWall(name) ? WALL_TEXT : HAND_TEXT)
  const needs = isWall(name) ? Math.max(leastText(sight), WALL_TEXT / Math.max(1, sight.k)) : HAND_TEXT
  if (text < needs - SLACK) found.push({ panel, unfit: 'small', has: text, needs })
  const dots = dotsOf(text, sight)
  if (isWall(name) && dots < DOTS - SLACK) found.push({ panel, unfit: 'dots', has: dots, needs: DOTS })
  const { width, height } = least(panel)
  if (box.height < height - 1) found.push({ panel, unfit: 'low', has: box.height, needs: height })
  if (box.width < width - 1) found.push({ panel, unfit: 'narrow', has: box.width, needs: width })
  return found
}
const SLACK = 0.05

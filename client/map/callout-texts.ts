import type { Point } from './geometry.ts'
import type { DistrictFigure, Setting } from './picture.ts'
import type { TextShape } from './shapes.ts'
import { countText, textWidth } from './type.ts'

/** Which way a label is written from its elbow: -1 to the left, 1 to the right. */
export type Direction = -1 | 1

export interface CalloutTexts {
  /** Name, count and, for a state, its words. */
  readonly texts: readonly TextShape[]
  readonly note: TextShape | null
}

/** Everything about a text but its place; sizes in units. */
type Look = Pick<TextShape, 'text' | 'fill' | 'size' | 'weight' | 'face' | 'edge'>

const NAME = { size: 18, weight: 600, face: 'sans', edge: 'bottom' } as const
const COUNT = { size: 23, weight: 500, face: 'num', edge: 'top' } as const
const NOTE = { size: 16, weight: 400, face: 'sans', edge: 'top' } as const
const WORDS = { size: 16, weight: 500, face: 'sans', edge: 'top' } as const

/** From the elbow of a leader to the text. */
export const ARM = 14
const GAP = 6
/** Above and below the leader, which runs between name and count. */
const ABOVE = -4.5
const BELOW = 1
const NOTE_BELOW = 6
const WORDS_BELOW = 29

export function stateColour({ palette }: Setting, { state }: DistrictFigure): string | null {
  if (state === 'bad') return palette.bad
  return state === 'warn' ? palette.warn : null
}

/** The texts of a label whose elbow is at `elbow`: name over count, the note beyond the count, a state's words below. */
export function calloutTexts(
  setting: Setting,
  name: string,
  figure: DistrictFigure,
  elbow: Point,
  direction: Direction,
): CalloutTexts {
  const { camera, palette } = setting
  const colour = stateColour(setting, figure)
  const count = countText(figure.count, setting.language)
  const text = (beyond: number, below: number, look: Look): TextShape => ({
    type: 'text',
    at: [elbow[0] + direction * (ARM + GAP + beyond) * camera.unit, elbow[1] + below * camera.unit],
    align: direction < 0 ? 'right' : 'left',
    halo: palette.bg,
    haloWidth: 4 * camera.unit,
    ...look,
    size: look.size * camera.unit,
  })
  const texts = [
    text(0, ABOVE, { ...NAME, text: name, fill: palette.t1 }),
    text(0, BELOW, { ...COUNT, text: count, fill: colour ?? palette.d2 }),
  ]
  const { words, note } = figure
  if (words !== undefined)
    texts.push(text(0, WORDS_BELOW, { ...WORDS, text: words, fill: colour ?? palette.t2 }))
  if (note === undefined) return { texts, note: null }
  const beyond = textWidth(count, COUNT.size) + 9
  return { texts, note: text(beyond, NOTE_BELOW, { ...NOTE, text: note, fill: palette.t2 }) }
}

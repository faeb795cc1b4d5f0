import { figureOf } from '../figures/number.ts'
import type { Language } from '../language/say.ts'
import type { Bounds } from './geometry.ts'
import type { TextShape } from './shapes.ts'

/** A count as the wall writes it; unknown is a dash, never 0. */
export function countText(count: number | null, language: Language): string {
  const { text, unit } = figureOf(count, { unit: '', decimals: 0, language })
  return text + unit
}

/** Advances in ems, rounded up, so that what is kept apart by them never touches. Figures are all of one width. */
const FIGURE = 0.56
const SPACE = 0.28
const LATIN = 0.72
const CHINESE = 1

function advance(letter: string): number {
  if (letter >= '0' && letter <= '9') return FIGURE
  if (letter === ' ' || letter === ',' || letter === '.') return SPACE
  return letter.charCodeAt(0) < 0x2e80 ? LATIN : CHINESE
}

export function textWidth(text: string, size: number): number {
  let ems = 0
  for (const letter of text) ems += advance(letter)
  return ems * size
}

const LINE = 1.16

export function textBounds({ at: [x, y], text, size, align, edge }: TextShape): Bounds {
  const width = textWidth(text, size)
  const height = size * LINE
  const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
  const top = edge === 'top' ? y : edge === 'bottom' ? y - height : y - height / 2
  return { left, top, right: left + width, bottom: top + height }
}

export function union(a: Bounds, b: Bounds): Bounds {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }
}

export const overlaps = (a: Bounds, b: Bounds): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

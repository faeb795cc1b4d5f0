import { expect, test } from 'vitest'
import type { LayoutDocument } from '../../shared/layout/document.ts'
import { screenOf } from './screen.ts'
import { onSeams } from './seams.ts'

const layout: LayoutDocument = {
  columns: ['558', '558', '1fr', '558', '558'],
  rows: ['1fr'],
  areas: ['a b c d e'],
  gap: { column: 36, row: 20 },
}
const wall = (width: number, height: number) => screenOf('wall', { width, height }, 1)

/** The middle of each gap, px of the screen. */
function gaps(columns: readonly string[], padding: number, gap: number, unit: number): number[] {
  let edge = padding - gap / 2
  return columns.slice(0, -1).map(width => (edge += Number(width) + gap) * unit)
}

test('[SCR9] a module edge within reach of a seam stands on it, and its neighbour gives what it gains', () => {
  const screen = wall(5760, 1080)
  const { columns } = onSeams(layout, screen, [640])
  expect(gaps(columns, screen.spacing.padding, 36, 1)[0]).toBe(640)
  const sum = (widths: readonly string[]) => widths.reduce((all, width) => all + Number(width), 0)
  expect(sum(columns)).toBe(5760 - 2 * screen.spacing.padding - 4 * 36)
  expect(columns.slice(2)).toEqual(onSeams(layout, screen, [2880]).columns.slice(2))
})

test('[SCR9] seams are px of the screen, whatever a unit is', () => {
  const screen = wall(11_520, 2160)
  expect(gaps(onSeams(layout, screen, [1280]).columns, screen.spacing.padding, 36, 2)[0]).toBe(1280)
})

test('[SCR9] a seam in the middle of a wide picture stays where it is; without seams nothing is touched', () => {
  const screen = wall(5760, 1080)
  const centre = onSeams(layout, screen, [2880]).columns
  expect(centre.filter((_, i) => i !== 2)).toEqual(['558', '558', '558', '558'])
  expect(onSeams(layout, screen, [])).toBe(layout)
  expect(onSeams(layout, screenOf('desk', { width: 1920, height: 1080 }, 1), [640])).toBe(layout)
})

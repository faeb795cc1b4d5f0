import type { LayoutDocument } from '../../shared/layout/document.ts'
import { tracks, type Spacing } from '../../shared/layout/room.ts'
import type { Screen } from './screen.ts'

/** How far a module's edge may be moved to stand on a seam, in units: more would make the module another one. */
const REACH = 90

/**
 * The layout with its columns moved so that gaps stand on the seams of the wall: no text lies across two cabinets. Seams
 * are px of the screen. One that meets no gap within reach lies in a picture that was made wide on purpose, and stays.
 */
export function onSeams(layout: LayoutDocument, screen: Screen, seams: readonly number[]): LayoutDocument {
  if (seams.length === 0 || screen.mode !== 'wall') return layout
  const { padding, column }: Spacing = { ...screen.spacing, ...layout.gap }
  const widths = tracks(layout.columns, screen.canvas.width - 2 * padding, column)
  for (const seam of seams) snap(widths, seam / screen.unit - padding, column)
  return { ...layout, columns: widths.map(width => String(Math.round(width))) }
}

/** Moves the gap nearest to the seam onto it; what one neighbour gains the other gives. */
function snap(widths: number[], seam: number, gap: number): void {
  let edge = -gap / 2
  let nearest = { at: -1, off: Number.POSITIVE_INFINITY }
  for (let at = 0; at < widths.length - 1; at++) {
    edge += (widths[at] as number) + gap
    if (Math.abs(seam - edge) < Math.abs(nearest.off)) nearest = { at, off: seam - edge }
  }
  if (nearest.at === -1 || Math.abs(nearest.off) > REACH) return
  widths[nearest.at] = (widths[nearest.at] as number) + nearest.off
  widths[nearest.at + 1] = (widths[nearest.at + 1] as number) - nearest.off
}

import type { Point } from './geometry.ts'
import { cellsOfArea } from './focus.ts'
import { borderPaths, onScreen, riverPaths } from './placing.ts'
import type { Highlight, Setting } from './picture.ts'
import type { PlanCell } from './plan.ts'
import { lines, type LinesShape, type Shape } from './shapes.ts'

/** Towns faintly, districts and the rim clearly, bad districts in their colour over all of it. */
export function borders(setting: Setting, bad: ReadonlySet<string>): Shape[] {
  const { plan, camera, palette } = setting
  const line = (border: 'town' | 'district' | 'rim', width: number, opacity: number): LinesShape =>
    lines(borderPaths(setting)[border], palette.border, width * camera.line, opacity)
  const shapes = palette.plain
    ? [line('town', 1, 0.5), line('district', 2, 1), line('rim', 2, 1)]
    : [line('town', 1, 0.3), line('district', 1.7, 0.66), line('rim', 1.7, 0.7)]
  const alarmed = plan.districts.filter(d => bad.has(d.node.id)).flatMap(d => d.cells)
  if (alarmed.length > 0) shapes.push(lines(outlines(setting, alarmed), palette.bad, 1.9 * camera.line, 0.85))
  return shapes
}

/** Lines round the ground of cells on the screen. */
export const outlines = (setting: Setting, cells: readonly PlanCell[]): Point[][] =>
  onScreen(setting, setting.plan.outline(cells))

/** An outline of this kind, if there is one. The lamp marks where the keyboard is; a pointer needs less. */
export function highlightLines(
  setting: Setting,
  highlight: Highlight | null,
  kind: Highlight['kind'],
): Shape[] {
  if (highlight?.kind !== kind) return []
  const { camera, palette, plan } = setting
  const keyboard = kind === 'keyboard'
  const loops = outlines(setting, cellsOfArea(plan, highlight.area))
  return [
    lines(loops, palette.bg, (keyboard ? 6 : 4) * camera.line, 0.7),
    lines(loops, keyboard ? palette.d2 : palette.t1, (keyboard ? 3 : 1.8) * camera.line, 1),
  ]
}

/** Three strokes, wide and dim to thin and bright. */
export function riverLines(setting: Setting, widths = [7, 4, 1.7], opacities = [0.34, 0.6, 0.95]): Shape[] {
  return setting.palette.river.map((colour, i) =>
    lines(riverPaths(setting), colour, widths[i]! * setting.camera.line, opacities[i]!),
  )
}

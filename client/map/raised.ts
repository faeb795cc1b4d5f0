import { fade } from '../theme/colour.ts'
import { borders, highlightLines, riverLines } from './borders.ts'
import { callouts, calloutShapes, type Callout } from './callouts.ts'
import { columnsOf, light, prisms, type Column } from './columns.ts'
import { districtInFocus, inFocus } from './focus.ts'
import { neighbours, tileTops, type States } from './ground.ts'
import type { Figures, Highlight, Setting } from './picture.ts'
import { countScale, type CountScale } from './scale.ts'
import type { Shape, Sheet, TextShape } from './shapes.ts'
import { raisedMarks } from './marks.ts'
import { textBounds } from './type.ts'
import { townLabels } from './town-labels.ts'

export function statesOf(figures: Figures): States {
  return new Map(
    figures.districts.flatMap(({ id, state }) =>
      state === undefined || state === 'ok' ? [] : [[id, state]],
    ),
  )
}

export function raisedScale(figures: Figures): CountScale {
  const towns = [...figures.towns.values()].map(town => town.count ?? 0)
  return countScale(Math.max(0, ...figures.cells.values()), Math.max(0, ...towns))
}

export interface RaisedPicture {
  /** What counts change, from the back to the front; it lies on the ground sheet. */
  readonly sheet: Sheet
  /** For pointing: columns from the back to the front, and the labels of districts. */
  readonly columns: readonly Column[]
  readonly labels: readonly Callout[]
}

export function raisedPicture(
  setting: Setting,
  figures: Figures,
  highlight: Highlight | null,
): RaisedPicture {
  const scale = raisedScale(figures)
  const columns = columnsOf(setting, figures.cells, scale)
  const bad = new Set([...statesOf(figures)].filter(([, state]) => state === 'bad').map(([id]) => id))
  const river = setting.labels ? riverName(setting) : []
  const labels = labelsOf(setting, columns, figures, river)
  return {
    columns,
    labels,
    sheet: [
      { name: 'light', canvas: 0, shapes: litTiles(setting, columns, scale) },
      { name: 'borders', canvas: 0, shapes: borders(setting, bad) },
      { name: 'river', canvas: 0, shapes: [...riverLines(setting), ...river] },
      { name: 'highlight', canvas: 0, shapes: highlightLines(setting, highlight, 'pointer') },
      { name: 'columns', canvas: 1, shapes: prisms(setting, columns, scale) },
      { name: 'chosen', canvas: 2, shapes: highlightLines(setting, highlight, 'keyboard') },
      { name: 'marks', canvas: 2, shapes: raisedMarks(setting, figures.marks) },
      {
        name: 'labels',
        canvas: 2,
        shapes: [
          ...calloutShapes(setting, labels),
          ...(setting.labels ? townLabels(setting, columns, figures.towns) : []),
        ],
      },
    ],
  }
}

/** Columns light the tile they stand on. One shape for every tile, so that only its colour changes. */
function litTiles(setting: Setting, columns: readonly Column[], scale: CountScale): Shape[] {
  const { plan, palette, focus } = setting
  if (palette.plain) return []
  const near = inFocus(plan, focus)
  const counts = new Map(columns.map(({ cell, count }) => [cell, count]))
  return plan.tiles.map(({ cells }, n): Shape => {
    const mean = cells.reduce((sum, cell) => sum + counts.get(cell)!, 0) / cells.length
    const { fill, strength } = light(mean, scale, palette)
    return {
      type: 'area',
      rings: tileTops(setting)[n]!,
      fill: fade(fill, cells.some(near) ? strength : strength * 0.3),
    }
  })
}

/** Named where it leaves the city. */
function riverName({ plan: { river }, camera, palette }: Setting): TextShape[] {
  if (river === null) return []
  const { name, line } = river
  const [x, y] = camera.toScreen(line[line.length - 1]!)
  const text: TextShape = {
    type: 'text',
    at: [x - 10 * camera.unit, y + 2 * camera.unit],
    text: name,
    size: 16 * camera.unit,
    weight: 400,
    face: 'sans',
    fill: palette.riverName,
    align: 'right',
    edge: 'top',
    halo: palette.bg,
    haloWidth: 4 * camera.unit,
  }
  return [text]
}

/** Of districts, while the whole city is looked at. */
function labelsOf(
  setting: Setting,
  columns: readonly Column[],
  figures: Figures,
  river: readonly TextShape[],
): Callout[] {
  if (!setting.labels || districtInFocus(setting.plan, setting.focus) !== null) return []
  const names = [...river, ...neighbours(setting)].flatMap(shape =>
    shape.type === 'text' ? [textBounds(shape)] : [],
  )
  return callouts(setting, columns, figures.districts, names)
}

import type { Column } from './columns.ts'
import { districtInFocus, inFocus } from './focus.ts'
import type { Bounds, Point } from './geometry.ts'
import type { Setting, TownFigure } from './picture.ts'
import type { PlanTown } from './plan.ts'
import { lines, type Shape, type TextShape } from './shapes.ts'
import { countText, overlaps, textBounds, textWidth, union } from './type.ts'

const SIZE = 17
const GAP = 6
/** How far a name may rise above its column to find free space, in units. */
const RISES = [8, 30, 52, 74, 96]

interface TownLabel {
  readonly pin: Point
  readonly texts: readonly TextShape[]
  readonly rise: number
}

/** Names and counts of the towns of the district that is looked at, over their tallest columns; the fullest towns first. */
export function townLabels(
  setting: Setting,
  columns: readonly Column[],
  figures: ReadonlyMap<string, TownFigure>,
): Shape[] {
  const { plan, focus } = setting
  const district = districtInFocus(plan, focus)
  const near = inFocus(plan, focus)
  const towns = plan.towns
    .filter(town => town.district.id === district && near(town.cells[0]!))
    .map(town => ({ town, count: figures.get(town.node.id)?.count ?? null }))
    .sort((a, b) => (b.count ?? -1) - (a.count ?? -1))
  const taken: Bounds[] = []
  const labels = towns.flatMap(({ town, count }) => {
    const label = placed(setting, columns, town, count, taken)
    if (label !== null) taken.push(label.texts.map(textBounds).reduce(union))
    return label === null ? [] : [label]
  })
  return labels.flatMap(label => shapesOf(setting, label))
}

function placed(
  setting: Setting,
  columns: readonly Column[],
  town: PlanTown,
  count: number | null,
  taken: readonly Bounds[],
): TownLabel | null {
  const pin = topOf(setting, columns, town)
  for (const rise of RISES) {
    const texts = textsAt(
      setting,
      [pin[0], pin[1] - rise * setting.camera.unit],
      town.node.shortName,
      countText(count, setting.language),
    )
    const box = texts.map(textBounds).reduce(union)
    if (!taken.some(other => overlaps(box, other))) return { pin, texts, rise }
  }
  return null
}

function topOf({ camera }: Setting, columns: readonly Column[], town: PlanTown): Point {
  const own = columns.filter(column => column.cell.town === town.node)
  const tallest = own.reduce((a, b) => (b.height > a.height ? b : a))
  const [x, y] = camera.toScreen((tallest.height > 0 ? tallest.cell : town.cells[0]!).middle)
  return [x, y - tallest.height]
}

/** Name and count as one line in the middle over the point. */
function textsAt({ camera, palette }: Setting, [x, y]: Point, name: string, count: string): TextShape[] {
  const u = camera.unit
  const size = SIZE * u
  const left = x - (textWidth(name, size) + GAP * u + textWidth(count, size)) / 2
  const pen = {
    type: 'text',
    size,
    align: 'left',
    edge: 'bottom',
    halo: palette.bg,
    haloWidth: 4 * u,
  } as const
  return [
    { ...pen, at: [left, y], text: name, weight: 600, face: 'sans', fill: palette.t1 },
    {
      ...pen,
      at: [left + textWidth(name, size) + GAP * u, y],
      text: count,
      weight: 500,
      face: 'num',
      fill: palette.d2,
    },
  ]
}

function shapesOf({ camera, palette }: Setting, { pin, texts, rise }: TownLabel): Shape[] {
  if (rise === RISES[0]) return [...texts]
  const u = camera.unit
  const leader: Point[] = [pin, [pin[0], pin[1] - (rise - 2) * u]]
  return [
    lines([leader], palette.bg, 3.4 * u, 0.55),
    lines([leader], palette.leader, 1.2 * u, 0.72),
    ...texts,
  ]
}

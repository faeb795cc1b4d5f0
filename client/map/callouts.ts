import { ARM, calloutTexts, stateColour, type Direction } from './callout-texts.ts'
import type { Column } from './columns.ts'
import { segmentMeets, type Bounds, type Point } from './geometry.ts'
import type { DistrictFigure, Setting } from './picture.ts'
import type { PlanDistrict } from './plan.ts'
import { lines, type Shape, type TextShape } from './shapes.ts'
import { overlaps, textBounds, union } from './type.ts'

/** A district's name and figures on free floor, tied to its tallest column by a leader. */
export interface Callout {
  readonly district: PlanDistrict
  readonly pin: Point
  /** From the pin to where the text begins; null where it would run through another label. */
  readonly leader: readonly Point[] | null
  /** Name, count and, for a state, its words: never dropped. */
  readonly texts: readonly TextShape[]
  readonly note: TextShape | null
  readonly colour: string | null
  /** Where the texts stand, the note not counted. */
  readonly bounds: Bounds
}

/** How near to the edge of the stage a label may come. */
const EDGE = 6

/** The labels of districts; `taken` is where other names stand. */
export function callouts(
  setting: Setting,
  columns: readonly Column[],
  figures: readonly DistrictFigure[],
  taken: readonly Bounds[],
): Callout[] {
  const wanted = figures.flatMap(figure => {
    const district = setting.plan.districts.find(d => d.node.id === figure.id)
    return district === undefined ? [] : [written(setting, columns, district, figure)]
  })
  return withoutCollisions(wanted, taken, setting)
}

/** A label as it stands when nothing is in its way: at its place, moved inwards as far as the edge of the stage asks for. */
function written(
  setting: Setting,
  columns: readonly Column[],
  district: PlanDistrict,
  figure: DistrictFigure,
): Callout {
  const { camera } = setting
  const pin = pinOf(setting, columns, district)
  const home = camera.toScreen(district.label.middle)
  const place = camera.toScreen(district.callout)
  const direction: Direction = place[0] < home[0] ? -1 : 1
  const textsAt = (elbow: Point) => calloutTexts(setting, district.node.name, figure, elbow, direction)
  const loose = textsAt([0, 0]).texts.map(textBounds).reduce(union)
  const edge = EDGE * camera.unit
  const elbow: Point = [
    Math.max(edge - loose.left, Math.min(place[0], camera.stage.width - edge - loose.right)),
    Math.max(edge - loose.top, Math.min(place[1], camera.stage.height - edge - loose.bottom)),
  ]
  const { texts, note } = textsAt(elbow)
  return {
    district,
    pin,
    leader: [pin, elbow, [elbow[0] + direction * ARM * camera.unit, elbow[1]]],
    texts,
    note,
    colour: stateColour(setting, figure),
    bounds: texts.map(textBounds).reduce(union),
  }
}

/** The tallest column of the district; the first of equals, so that it does not jump to and fro. */
function pinOf({ camera }: Setting, columns: readonly Column[], district: PlanDistrict): Point {
  let tallest: Column | null = null
  for (const column of columns) {
    if (column.cell.district === district.node && column.count > (tallest?.count ?? 0)) tallest = column
  }
  const [x, y] = camera.toScreen((tallest?.cell ?? district.label).middle)
  return [x, y - (tallest?.height ?? 0)]
}

/** First the notes give way, then the leaders; names and figures stay. */
function withoutCollisions(
  labels: readonly Callout[],
  taken: readonly Bounds[],
  { camera }: Setting,
): Callout[] {
  const notes: Bounds[] = []
  return labels.map(label => {
    const others = [...labels.filter(other => other !== label).map(other => other.bounds), ...taken]
    const box = label.note === null ? null : textBounds(label.note)
    const inside = box !== null && box.left >= 0 && box.right <= camera.stage.width
    const free = inside && ![...others, ...notes].some(other => overlaps(box, other))
    if (free) notes.push(box)
    const crossing = others.some(other => crosses(label.leader!, other))
    return { ...label, note: free ? label.note : null, leader: crossing ? null : label.leader }
  })
}

const crosses = (line: readonly Point[], box: Bounds) =>
  line.slice(1).some((b, i) => segmentMeets(line[i]!, b, box))

/** Leaders under pins under texts. */
export function calloutShapes({ camera, palette }: Setting, labels: readonly Callout[]): Shape[] {
  const u = camera.unit
  const leaders = labels.flatMap(({ leader, colour }): Shape[] =>
    leader === null
      ? []
      : [
          lines([leader], palette.bg, 3.4 * u, 0.55),
          lines([leader], colour ?? palette.leader, 1.2 * u, colour === null ? 0.72 : 1),
        ],
  )
  const pins = labels.map(({ pin, colour }): Shape => ({
    type: 'ellipse',
    centre: pin,
    rx: 4 * u,
    ry: 4 * u,
    fill: colour ?? palette.t1,
    stroke: palette.bg,
    width: 1.6 * u,
  }))
  return [
    ...leaders,
    ...pins,
    ...labels.flatMap(({ texts, note }) => (note === null ? texts : [...texts, note])),
  ]
}

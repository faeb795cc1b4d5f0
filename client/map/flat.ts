import { highlightLines, outlines, riverLines } from './borders.ts'
import { isThumbnail } from './camera.ts'
import { mix } from '../theme/colour.ts'
import { plotFigure } from './figures.ts'
import { inFocus } from './focus.ts'
import { namedPlots, nameShapes } from './flat-names.ts'
import { neighbours } from './ground.ts'
import { flatMarks, flatStillMarks } from './marks.ts'
import type { TileColours } from './palette.ts'
import { borderPaths, onScreen, riverPaths, tileRings } from './placing.ts'
import type { Figures, Highlight, Setting, TownFigure } from './picture.ts'
import type { Plan, Plot } from './plan.ts'
import { countScale, type CountScale } from './scale.ts'
import { lines, type Shape, type Sheet } from './shapes.ts'

const tileTops = tileRings(0.982)
const FLOOR_RINGS = 5
/** Bright tiles out of focus step back far enough for light ink. */
const STEP_BACK = 0.8

/** What no count changes. */
export function flatGround(setting: Setting): Sheet {
  const { plan, camera, palette } = setting
  const rings = palette.plain || isThumbnail(camera) ? [] : plan.floor.slice(0, FLOOR_RINGS)
  const floor = rings.map((ring, n) => {
    return lines(onScreen(setting, ring), palette.floor, camera.line, 0.12 * (1 - n / FLOOR_RINGS))
  })
  return [
    { name: 'floor', canvas: 0, shapes: floor },
    { name: 'neighbours', canvas: 0, shapes: setting.labels ? neighbours(setting, 0) : [] },
  ]
}

export function flatScale(figures: Figures, { plots }: Plan): CountScale {
  return countScale(0, Math.max(0, ...plots.map(plot => plotFigure(plot, figures).count ?? 0)))
}

/** One colour per plot by its count, names and figures in the tiles; from the back to the front. */
export function flatPicture(setting: Setting, figures: Figures, highlight: Highlight | null): Sheet {
  const scale = flatScale(figures, setting.plan)
  const { plots } = setting.plan
  const known = new Map(plots.map(plot => [plot, plotFigure(plot, figures)]))
  const looks = new Map(plots.map(plot => [plot, lookOf(setting, plot, known.get(plot)!, scale)]))
  return [
    { name: 'tiles', canvas: 0, shapes: tiles(setting, looks) },
    { name: 'borders', canvas: 0, shapes: flatBorders(setting, figures) },
    { name: 'river', canvas: 0, shapes: flatRiver(setting) },
    {
      name: 'highlight',
      canvas: 0,
      shapes: highlightLines(setting, highlight, highlight?.kind ?? 'pointer'),
    },
    { name: 'still', canvas: 1, shapes: flatStillMarks(setting, figures.marks) },
    {
      name: 'names',
      canvas: 1,
      shapes: setting.labels
        ? [...namedPlots(setting)].flatMap(plot =>
            nameShapes(setting, plot, known.get(plot)!, looks.get(plot)!),
          )
        : [],
    },
    { name: 'marks', canvas: 1, shapes: flatMarks(setting, figures.marks) },
  ]
}

/** One shape for every tile, so that only its colour changes. */
function tiles(setting: Setting, looks: ReadonlyMap<Plot, TileColours>): Shape[] {
  return setting.plan.tiles.map(({ plot }, n) => ({
    type: 'area',
    rings: tileTops(setting)[n]!,
    fill: looks.get(plot)!.fill,
  }))
}

function lookOf(
  { plan, palette, focus }: Setting,
  plot: Plot,
  { count }: TownFigure,
  scale: CountScale,
): TileColours {
  const { fill, ink } = count === null ? palette.unknown : palette.classes[scale.tileClass(count)]!
  if (plot.cells.some(inFocus(plan, focus))) return { fill, ink }
  return { fill: mix(fill, palette.ground, STEP_BACK), ink: palette.t2 }
}

/** Towns are parted by ground, districts by a light line in a dark bed, red and over all others where a district is in alarm. */
function flatBorders(setting: Setting, figures: Figures): Shape[] {
  const { plan, camera, palette } = setting
  const { town, district, rim } = borderPaths(setting)
  const bad = new Set(figures.districts.filter(d => d.state === 'bad').map(d => d.id))
  const alarmed = plan.districts.filter(d => bad.has(d.node.id)).flatMap(d => d.cells)
  return [
    lines(town, palette.bg, 3.2 * camera.line, 1),
    lines(district, palette.bg, 7 * camera.line, 1),
    lines(rim, palette.flatBorder, 2.2 * camera.line, 0.75),
    lines(district, palette.flatBorder, 2.8 * camera.line, 1),
    ...(alarmed.length === 0 ? [] : [lines(outlines(setting, alarmed), palette.bad, 3.2 * camera.line, 1)]),
  ]
}

function flatRiver(setting: Setting): Shape[] {
  if (isThumbnail(setting.camera)) return []
  const bed = lines(riverPaths(setting), setting.palette.bg, 9 * setting.camera.line, 0.6)
  return [bed, ...riverLines(setting, [0, 6, 2], [0, 0.75, 1]).slice(1)]
}

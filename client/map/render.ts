import { init } from '../charts/echarts.ts'
import { ease } from './easing.ts'
import { elementOf, UNCHANGED } from './elements.ts'
import type { Point } from './geometry.ts'
import type { Palette } from './palette.ts'
import type { Setting } from './picture.ts'
import type { Projection } from './projection.ts'
import { drawnAlike, type Layer, type Shape, type Sheet } from './shapes.ts'

/** Column heights are eased for this long, in milliseconds. */
const EASE_MS = 300

/** What lies under the ground sheet: the districts' own areas. */
export interface GroundFill {
  readonly setting: Setting
  readonly projection: Projection
  readonly fills: ReadonlyMap<string, string>
}

/** Layers that a drawing no longer has go; those it still has are changed in place. */
const REPLACE = { replaceMerge: ['series'] }

export interface MapRenderer {
  /** What no count changes: drawn when the size, the colours, the states or the camera change. */
  drawGround(sheet: Sheet, fill: GroundFill): void
  /** What counts change. `eased` lets columns grow to their new height. */
  drawFigures(sheet: Sheet, palette: Palette, eased: boolean): void
  resize(width: number, height: number): void
  stop(): void
}

/**
 * Two instances, one over the other. An ECharts instance goes through all of its series whenever one changes; so what counts do not
 * change has an instance of its own, and rests.
 */
export function createMapRenderer(
  ground: HTMLElement,
  figures: HTMLElement,
  width: number,
  height: number,
): MapRenderer {
  const size = { width, height, devicePixelRatio: window.devicePixelRatio }
  const below = init(ground, null, size)
  const above = init(figures, null, size)
  const groundSeries = seriesWriter()
  const figureSeries = seriesWriter()
  return {
    drawGround: (sheet, fill) => {
      const series = groundSeries([areasLayer(fill), ...sheet], fill.setting.palette, false)
      below.setOption({ animation: false, series }, REPLACE)
    },
    drawFigures: (sheet, palette, eased) =>
      above.setOption({ series: figureSeries(sheet, palette, eased) }, REPLACE),
    resize: (newWidth, newHeight) => {
      for (const chart of [below, above]) chart.resize({ width: newWidth, height: newHeight, silent: true })
    },
    stop: () => {
      for (const chart of [below, above]) chart.dispose()
    },
  }
}

/** One custom series per layer, by its name; only shapes that changed since the last drawing are described again. */
export function seriesWriter() {
  const drawn = new Map<string, readonly Shape[]>()
  return (sheet: Sheet, palette: Palette, eased: boolean) => {
    for (const name of drawn.keys()) if (!sheet.some(layer => layer.name === name)) drawn.delete(name)
    return sheet.map(({ name, canvas, shapes }, z) => {
      const before = drawn.get(name) ?? []
      drawn.set(name, shapes)
      const kept = shapes.map((shape, n) => drawnAlike(shape, before[n]))
      return {
        type: 'custom' as const,
        id: name,
        coordinateSystem: 'none' as const,
        silent: true,
        zlevel: canvas,
        z: z + 2,
        animation: eased,
        animationDuration: 0,
        animationDurationUpdate: EASE_MS,
        animationEasingUpdate: ease,
        data: shapes.map((_, n) => n),
        renderItem: ({ dataIndex }: { dataIndex: number }) =>
          kept[dataIndex] === true ? UNCHANGED : elementOf(shapes[dataIndex]!, palette),
      }
    })
  }
}

/** The districts' own areas, under everything else: polygons as any others, so that no map component need be fetched. */
function areasLayer({ setting: { plan, camera }, projection, fills }: GroundFill): Layer {
  const { scale, x, y } = camera.view
  const place = (point: Point): Point => {
    const [px, py] = projection.project(point)
    return [x + scale * px, y + scale * py]
  }
  const shapes = plan.districts.flatMap(({ node, bed }): Shape[] => {
    const fill = fills.get(node.id)
    if (fill === undefined) return []
    return bed.map(loop => ({ type: 'polygon', points: loop.map(place), fill }))
  })
  return { name: 'areas', canvas: 0, shapes }
}

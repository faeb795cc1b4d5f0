import type { Point } from './geometry.ts'
import type { MapMark, Setting } from './picture.ts'
import { square, type Shape } from './shapes.ts'

/** Where help is: a shape of its own for each sort, filled while it is ready. */
export const RESOURCE_SIGNS = ['station', 'team', 'shelter', 'store'] as const
export type ResourceSign = (typeof RESOURCE_SIGNS)[number]

type ResourceMark = MapMark & { readonly kind: ResourceSign }

export const isResource = (mark: MapMark): mark is ResourceMark =>
  (RESOURCE_SIGNS as readonly string[]).includes(mark.kind)

/** Half of a sign, and from one to the next on the same cell, in units. */
const HALF = 5
const STEP = 13

/** Those of one cell stand side by side. */
export function resourceMarks(
  setting: Setting,
  marks: readonly MapMark[],
  placeOf: (mark: MapMark) => Point | null,
): Shape[] {
  const onCell = new Map<string, ResourceMark[]>()
  for (const mark of marks.filter(isResource)) onCell.set(mark.area, [...(onCell.get(mark.area) ?? []), mark])
  return [...onCell.values()].flatMap(together => {
    const middle = placeOf(together[0]!)
    if (middle === null) return []
    const step = STEP * setting.camera.unit
    return together.map((mark, i) =>
      signShape(setting, mark, [middle[0] + (i - (together.length - 1) / 2) * step, middle[1]]),
    )
  })
}

function signShape({ camera, palette }: Setting, { kind, text }: ResourceMark, at: Point): Shape {
  const half = HALF * camera.unit
  const ready = text === ''
  const [fill, stroke] = ready ? [palette.t1, palette.bg] : [palette.bg, palette.t3]
  const width = 2 * camera.unit
  if (kind === 'shelter') return { type: 'ellipse', centre: at, rx: half, ry: half, fill, stroke, width }
  return { type: 'polygon', points: cornersOf(kind, at, half), fill, stroke, width }
}

function cornersOf(kind: Exclude<ResourceSign, 'shelter'>, [x, y]: Point, half: number): Point[] {
  if (kind === 'store') return square([x, y], 1.7 * half)
  const tip = 1.25 * half
  if (kind === 'team')
    return [
      [x, y - tip],
      [x + tip, y + half],
      [x - tip, y + half],
    ]
  return [
    [x, y - tip],
    [x + tip, y],
    [x, y + tip],
    [x - tip, y],
  ]
}

import { expect, test } from 'vitest'
import { areas, boundary, boundedSetting, plan } from './bounded.fixture.ts'
import { calloutPlaces } from './callout-places.ts'
import { columnsOf } from './columns.ts'
import { flatPicture } from './flat.ts'
import { boundsOf, contains, signedArea, type Point } from './geometry.ts'
import { groundSheet } from './ground.ts'
import { lettersOf, planFor } from './figures.ts'
import { areas as liaoyang, OVERVIEW, palette } from './liaoyang.fixture.ts'
import { pickPlot, pickRaised } from './pick.ts'
import type { Figures } from './picture.ts'
import { raisedPicture, raisedScale } from './raised.ts'
import { elementOf } from './elements.ts'
import type { AreaShape, Shape, Sheet, TextShape } from './shapes.ts'
import { mapWords, noticeOf } from './words.ts'
import { areaRows } from './summary.ts'
import { overlaps, textBounds } from './type.ts'

const count = (n: number) => (n * 3) % 7
const cells = new Map(areas.cells.map(({ id }, n) => [id, count(n)]))
const sumOf = (id: string) => [...cells].reduce((sum, [cell, n]) => (cell.startsWith(id) ? sum + n : sum), 0)
const figures: Figures = {
  cells,
  districts: areas.districts.map(({ id }) => ({ id, count: sumOf(id), note: '办结 91%' })),
  towns: new Map(areas.towns.map(({ id }) => [id, { count: sumOf(id) }])),
  marks: [],
}
const setting = boundedSetting()
const flat = boundedSetting({ variant: 'flat' })
const layer = (sheet: Sheet, name: string): readonly Shape[] => sheet.find(each => each.name === name)!.shapes
const texts = (shapes: readonly Shape[]) =>
  shapes.filter((shape): shape is TextShape => shape.type === 'text')
const plotOf = (code: string) => plan.plots.find(({ node }) => node.id === code)!
const inside = (code: string, point: Point) =>
  plan.tiles
    .find(({ plot }) => plot.node.id === code)!
    .rings(1)
    .filter(ring => contains(ring, point)).length %
    2 ===
  1

test('[HX35] a city that has a map of its own is drawn by it, every other by its mosaic', () => {
  expect(planFor(areas).tiles.length).toBe(3)
  expect(planFor(liaoyang).tiles.length).toBe(371)
  expect(lettersOf(plan, [])).toContain('檀')
})

test('[HX35] tiles are the areas of the map, a hole runs the other way and stays open', () => {
  const rings = plan.tiles.map(tile => tile.rings(0.94))
  expect(rings.map(own => own.map(ring => Math.sign(signedArea(ring))))).toEqual([[1, -1], [1, 1], [1]])
  const tops = layer(flatPicture(flat, figures, null), 'tiles') as AreaShape[]
  expect(tops.map(({ rings: own }) => own.length)).toEqual([2, 2, 1])
  const { children } = elementOf(tops[0]!, palette) as unknown as {
    children: { type: string; shape: { lines: number[] } }[]
  }
  expect(children[0]!.type).toBe('map-area')
  expect(children[0]!.shape.lines.filter((_, n, all) => n === 0 || n === 1 + 2 * all[0]!)).toEqual([
    rings[0]![0]!.length,
    4,
  ])
})

test('[HX36] the whole lies in the middle, north up, as large as any mosaic', () => {
  const { left, top, right, bottom } = boundsOf(plan.outline(plan.cells).flat())
  expect([left + right, top + bottom].map(sum => Math.abs(sum) < 1e-9)).toEqual([true, true])
  expect((right - left) / 1.2).toBeCloseTo(1, 6)
  expect(plotOf('990102101').place[1]).toBeGreaterThan(plotOf('990102100').place[1])
  expect(plotOf('990101').place[0]).toBeLessThan(plotOf('990102100').place[0])
})

test('[HX36] walls stand where the rim faces the viewer, and nowhere else', () => {
  expect(plan.walls.map(({ line }) => line.map(([, y]) => y))).toEqual([
    [-0.36, -0.36],
    [-0.36, -0.36],
  ])
  expect(layer(groundSheet(setting, new Map()), 'walls').length).toBe(4)
  const { town, district, rim } = plan.borders
  expect([town.length, district.length, rim.length]).toEqual([1, 3, 3])
})

test('[HX37] the columns of a town stand on its own ground, from the back to the front', () => {
  expect(plan.cells.length).toBe(areas.cells.length)
  for (const { middle, district, town } of plan.cells)
    expect(inside(district.id === '990101' ? '990101' : town.id, middle), town.name).toBe(true)
  const ys = plan.cells.map(({ middle }) => middle[1])
  expect(ys).toEqual([...ys].sort((a, b) => b - a))
  for (const { node, towns, cells: own } of plan.plots)
    for (const town of towns) {
      const seat = areas.seatOf(town.id)!.id
      expect(
        own.some(cell => cell.node.id === seat),
        node.name,
      ).toBe(true)
    }
})

test('[HX37] a plot is lit and coloured by what its towns hold together', () => {
  const [west, south, north] = plan.plots.map(({ towns }) =>
    towns.map(({ id }) => sumOf(id)).reduce((a, b) => a + b, 0),
  )
  expect(west).toBe(sumOf('990101'))
  const names = texts(layer(flatPicture(flat, figures, null), 'names')).map(({ text }) => text)
  for (const [name, sum] of [
    ['东城区', west],
    ['青檀', south],
    ['上坪', north],
  ] as const)
    expect(names[names.indexOf(name) + 1]).toBe(String(sum))
  const unknown = new Map(figures.towns).set('990101001', { count: null })
  const dash = texts(layer(flatPicture(flat, { ...figures, towns: unknown }, null), 'names')).map(
    ({ text }) => text,
  )
  expect(dash[dash.indexOf('东城区') + 1]).toBe('—')
})

test('[HX38] ground means the nearest cell of its town, or the district of whose towns no ground is known', () => {
  const { camera } = setting
  const bare = columnsOf(setting, new Map(), raisedScale(figures))
  const at = (code: string) => pickRaised(plan, camera, bare, camera.toScreen(plotOf(code).place))
  expect(areas.byId(at('990102100')!)!.parent!.id).toBe('990102100')
  expect(at('990101')).toBe('990101')
  const enclave = camera.toScreen([-0.3, 0])
  expect(pickRaised(plan, camera, bare, enclave)).toMatch(/^990102100:/)
  expect(pickRaised(plan, camera, bare, [3, 3])).toBeNull()
  for (const plot of plan.plots)
    expect(pickPlot(plan, flat.camera, flat.camera.toScreen(plot.place))).toBe(plot.node.id)
})

test('[HX38] an outline is the border of what is meant, of a part of a plot its cells', () => {
  const own = (code: string) => plan.outline(plan.cells.filter(({ node }) => node.id.startsWith(code)))
  expect(own('990102').length).toBe(5)
  expect(own('9901').length).toBe(3)
  expect(own('990101001').every(line => line.length === 7)).toBe(true)
  const near = boundedSetting({ focus: '990101' })
  expect(near.camera.view.scale).toBeGreaterThan(setting.camera.view.scale)
})

test('[HX39] labels stand beside the city, each at the height of its district, and apart', () => {
  const { labels } = raisedPicture(setting, figures, null)
  expect(labels.map(({ district }) => district.node.id)).toEqual(['990101', '990102'])
  const [west, east] = labels.map(({ bounds }) => bounds)
  expect(west!.right).toBeLessThan(OVERVIEW.width / 2)
  expect(east!.left).toBeGreaterThan(OVERVIEW.width / 2)
  const rim = plan.borders.rim
  for (const many of [3, 8, 16]) {
    const homes = Array.from({ length: many }, (_, n): Point => [(n % 5) / 10 - 0.2, (n % 3) / 50])
    const places = calloutPlaces(homes, rim)
    for (const side of [-1, 1]) {
      const ys = places
        .filter(([x]) => x * side > 0)
        .map(([, y]) => y)
        .sort((a, b) => a - b)
      expect(ys.length).toBe(many % 2 === 0 ? many / 2 : side < 0 ? (many + 1) / 2 : (many - 1) / 2)
      ys.slice(1).forEach((y, i) =>
        expect(y - ys[i]!).toBeGreaterThan(Math.min(0.13, 0.72 / Math.ceil(many / 2)) - 1e-9),
      )
      expect(Math.max(...ys.map(Math.abs))).toBeLessThan(0.5)
    }
  }
})

test('[HX39] a name that would lie on another is left out of the flat map, and comes when there is room', () => {
  const named = (stage = OVERVIEW) =>
    texts(layer(flatPicture(boundedSetting({ stage, variant: 'flat' }), figures, null), 'names')).filter(
      ({ face }) => face === 'sans',
    )
  expect(named().length).toBe(3)
  const few = named({ width: 70, height: 60, unit: 1 })
  expect(few.length).toBeLessThan(3)
  few.forEach((text, n) => {
    for (const other of few.slice(n + 1)) expect(overlaps(textBounds(text), textBounds(other))).toBe(false)
  })
})

test('[HX40] beside a map of boundaries stands by what right it is shown, in either language', () => {
  const { reviewNumber, approvedOn, source, licence } = boundary.review
  for (const language of ['zh', 'en'] as const)
    for (const part of ['审图号', reviewNumber, approvedOn, source, licence])
      expect(noticeOf(language, areas)).toContain(part)
  expect(noticeOf('zh', areas)).not.toContain('六边形')
  expect(areaRows(plan, figures, null, mapWords('zh')).map(({ name }) => name)).toEqual(['东城区', '湖西县'])
})

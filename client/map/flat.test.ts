import { expect, test } from 'vitest'
import { flatPicture, flatScale } from './flat.ts'
import { contains } from './geometry.ts'
import { busy, highContrast, mosaic, palette, settingFor } from './liaoyang.fixture.ts'
import { flatMarks, flatStillMarks, raisedMarks } from './marks.ts'
import type { Figures, MapMark, TownFigure } from './picture.ts'
import type { AreaShape, Shape, TextShape } from './shapes.ts'
import { luminance } from './luminance.fixture.ts'
import { overlaps, textBounds } from './type.ts'

const setting = settingFor({ stage: { width: 1040, height: 944, unit: 1 }, variant: 'flat' })
const layer = (figures: Figures, name: string, choice = setting): readonly Shape[] =>
  flatPicture(choice, figures, null).find(l => l.name === name)!.shapes
const textsOf = (shapes: readonly Shape[]) =>
  shapes.filter((shape): shape is TextShape => shape.type === 'text')
const withTown = (id: string, figure: TownFigure): Figures => ({
  ...busy,
  towns: new Map(busy.towns).set(id, figure),
})
const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

test('[HX19] the tiles of a town have the colour of its class', () => {
  const scale = flatScale(busy, mosaic)
  const tiles = layer(busy, 'tiles') as AreaShape[]
  expect(tiles.length).toBe(371)
  mosaic.cells.forEach((cell, n) => {
    const { count } = busy.towns.get(cell.town.id)!
    expect(tiles[n]!.fill).toBe(palette.classes[scale.tileClass(count!)]!.fill)
  })
})

test('[HX19] an unknown town has the colour of no class, and a dash', () => {
  const town = mosaic.towns[5]!
  const figures = withTown(town.node.id, { count: null })
  const tiles = layer(figures, 'tiles') as AreaShape[]
  const fills = mosaic.cells.flatMap((cell, n) => (cell.town === town.node ? [tiles[n]!.fill] : []))
  expect(new Set(fills)).toEqual(new Set([palette.unknown.fill]))
  expect(palette.classes.map(c => c.fill)).not.toContain(palette.unknown.fill)
  const texts = textsOf(layer(figures, 'names')).map(text => text.text)
  expect(texts[texts.indexOf(town.node.shortName) + 1]).toBe('—')
})

test('[HX19] every town is named with its count', () => {
  const texts = textsOf(layer(busy, 'names')).map(text => text.text)
  expect(texts.length).toBe(100)
  for (const { node } of mosaic.towns) {
    expect(texts[texts.indexOf(node.shortName) + 1]).toBe(String(busy.towns.get(node.id)!.count))
  }
})

test('[HX19] names and counts read at 4.5:1 on every class', () => {
  for (const { classes, unknown } of [palette, highContrast]) {
    for (const { fill, ink } of [...classes, unknown])
      expect(contrast(fill, ink), fill).toBeGreaterThanOrEqual(4.5)
  }
})

test('[HX18] names of towns out of focus still read at 4.5:1', () => {
  const near = settingFor({ stage: { width: 1040, height: 944, unit: 1 }, variant: 'flat', focus: '211003' })
  const names = textsOf(layer(busy, 'names', near))
  expect(new Set(names.map(text => text.fill)).size).toBeGreaterThan(1)
  for (const { fill, halo } of names) expect(contrast(fill, halo)).toBeGreaterThanOrEqual(4.5)
})

test('[HX19] classes are ordered by luminance', () => {
  const steps = palette.classes.map(({ fill }) => luminance(fill))
  expect([...steps].sort((a, b) => a - b)).toEqual(steps)
})

test.each(mosaic.towns.map(town => [town.node.shortName, town] as const))(
  '[HX20] %s stands on its own cells',
  (_, town) => {
    const spot = town.place
    expect(town.cells.some(cell => contains(cell.ring(1.001), spot))).toBe(true)
  },
)

test('[HX20] names of different towns do not cover each other', () => {
  const texts = textsOf(layer(busy, 'names')).filter(text => text.weight === 600)
  const faults = texts.flatMap((a, n) =>
    texts.slice(n + 1).flatMap(b => (overlaps(textBounds(a), textBounds(b)) ? [a.text + b.text] : [])),
  )
  expect(faults).toEqual([])
})

test.each([
  [0, 0, null],
  [1, 1, null],
  [3, 3, null],
  [4, 1, '4'],
  [12, 1, '12'],
])('[HX20] %i overdue are %i squares and the figure %j', (overdue, squares, figure) => {
  const shapes = layer(withTown(mosaic.towns[3]!.node.id, { count: 41, overdue }), 'names')
  expect(shapes.filter(s => s.type === 'polygon' && s.fill === palette.bad).length).toBe(squares)
  expect(textsOf(shapes).length).toBe(figure === null ? 100 : 101)
  if (figure !== null)
    expect(textsOf(shapes).some(text => text.text === figure && text.align === 'left')).toBe(true)
})

const mark = (area: string, kind: MapMark['kind'] = 'incident'): MapMark => ({
  id: 'x',
  area,
  kind,
  text: '2 分 14 秒',
})
const middleOf = (shapes: readonly Shape[]) =>
  shapes.flatMap(s => (s.type === 'ellipse' ? [s.centre] : []))[0]

test('[HX21] a mark stands on its cell, or on the seat of its town', () => {
  const raised = settingFor()
  const at = (cell: string) => raised.camera.toScreen(mosaic.cellOf.get(cell)!.middle)
  expect(middleOf(raisedMarks(raised, [mark('211005101:1,6')]))).toEqual(at('211005101:1,6'))
  expect(middleOf(raisedMarks(raised, [mark('211005101')]))).toEqual(at('211005101:0,7'))
})

test.each(mosaic.towns.filter(t => t.cells.length > 4).map(t => [t.node.shortName, t] as const))(
  '[HX21] on the flat map a mark of %s does not cover the name',
  (name, town) => {
    const [x, y] = middleOf(flatMarks(setting, [mark(town.node.id)]))!
    const text = textsOf(layer(busy, 'names')).find(t => t.text === name)!
    expect(overlaps(textBounds(text), { left: x - 6, top: y - 6, right: x + 6, bottom: y + 6 })).toBe(false)
    expect(town.cells.some(cell => contains(cell.ring().map(setting.camera.toScreen), [x, y]))).toBe(true)
  },
)

test('[HX21] rings on neighbouring cells of the inner city stand apart, each on its own cell, and leave names readable', () => {
  const cells = mosaic.towns.filter(town => town.cells.length < 4).flatMap(town => town.cells)
  expect(cells.length).toBeGreaterThan(10)
  for (const { node } of cells) {
    const town = mosaic.towns.find(each => each.node === node.parent)!
    const others = town.cells.filter(cell => cell.node !== node).map(cell => cell.node.id)
    const marks = [node.id, ...others].map(area => mark(area, 'spot'))
    const centres = flatMarks(setting, marks).flatMap(s => (s.type === 'ellipse' ? [s.centre] : []))
    expect(centres).toHaveLength(marks.length)
    centres.forEach(([x, y], n) => {
      const corners = mosaic.cellOf.get(marks[n]!.area)!.ring(1.001)
      expect(contains(corners.map(setting.camera.toScreen), [x, y])).toBe(true)
      for (const [ox, oy] of centres.slice(n + 1)) expect(Math.hypot(x - ox, y - oy)).toBeGreaterThan(20)
    })
  }
})

test('[HX21] a mark of an unknown area is not drawn', () => {
  expect(raisedMarks(settingFor(), [mark('211099999'), mark('', 'spot')])).toEqual([])
  expect(flatMarks(setting, [mark('211099999')])).toEqual([])
})

test('[HX21] an incident without a clock has no text, a spot is its number', () => {
  expect(textsOf(flatMarks(setting, [{ ...mark('211005101'), text: '' }]))).toEqual([])
  expect(textsOf(flatMarks(setting, [mark('211005101', 'spot')])).map(text => text.text)).toEqual([
    '2 分 14 秒',
  ])
})

test('[HX41] (IOC-12) help has a sign of its sort, hollow while it is away; those of one cell stand side by side under what happens there', () => {
  const help = (id: string, kind: 'station' | 'team' | 'shelter' | 'store', text = '') => ({
    ...{ id, area: '211005101:1,6', kind, text },
  })
  const signs = [help('a', 'station'), help('b', 'team', 'away'), help('c', 'shelter'), help('d', 'store')]
  const raised = settingFor()
  const shapes = raisedMarks(raised, [mark('211005101:1,6'), ...signs])
  expect(shapes.slice(0, 4).map(shape => shape.type)).toEqual(['polygon', 'polygon', 'ellipse', 'polygon'])
  const fills = shapes.slice(0, 4).map(shape => ('fill' in shape ? shape.fill : ''))
  const { t1, bg } = raised.palette
  expect(fills).toEqual([t1, bg, t1, t1])
  const middles = shapes.slice(0, 4).map(shape => {
    if (shape.type === 'ellipse') return shape.centre[0]
    if (shape.type !== 'polygon') throw new Error(shape.type)
    const xs = shape.points.map(([x]) => x)
    return (Math.min(...xs) + Math.max(...xs)) / 2
  })
  const steps = middles.slice(1).map((x, i) => x - middles[i]!)
  const wide = Math.min(raised.camera.unit, raised.camera.city)
  for (const step of steps) expect(step).toBeGreaterThan(10 * wide)
  expect(shapes.slice(4)).toEqual(raisedMarks(raised, [mark('211005101:1,6')]))
  expect(flatStillMarks(setting, signs)).toHaveLength(4)
  expect(flatStillMarks(setting, [{ ...help('e', 'store'), area: '211099999' }])).toEqual([])
})

test('[HX50] (LYX-14) points of service are discs on their cell, the busier the larger, apart from each other and under what happens', () => {
  const point = (id: string, weight: number, area = '211005101:1,6') => ({
    ...{ id, area, kind: 'point' as const, text: '', weight },
  })
  const discs = (marks: readonly ReturnType<typeof point>[]) =>
    flatStillMarks(setting, marks).flatMap(shape => (shape.type === 'ellipse' ? [shape] : []))
  const [large, middling, small] = discs([point('a', 1), point('b', 0.25), point('c', 0)])
  expect(large!.rx).toBeGreaterThan(middling!.rx)
  expect(middling!.rx).toBeGreaterThan(small!.rx)
  expect(small!.rx).toBeGreaterThan(0)
  const apart = Math.hypot(large!.centre[0] - small!.centre[0], large!.centre[1] - small!.centre[1])
  expect(apart).toBeGreaterThan(large!.rx)
  const marks = [mark('211005101:1,6'), point('a', 1)]
  const order = flatPicture(setting, { ...busy, marks }, null).map(({ name }) => name)
  expect(order.slice(-3)).toEqual(['still', 'names', 'marks'])
  expect(layer({ ...busy, marks }, 'still')).toHaveLength(1)
  expect(discs([point('town', 1, '211005101')])).toHaveLength(1)
  expect(discs([point('nowhere', 1, '211099999')])).toEqual([])
})

test('[HX50] (IOC-07) a disc that would cover a name on the flat map stands elsewhere on its cell, if it has room', () => {
  const names = textsOf(layer(busy, 'names')).map(textBounds)
  const reach = (x: number, y: number, r: number) => ({
    left: x - r,
    top: y - r,
    right: x + r,
    bottom: y + r,
  })
  const onName = (x: number, y: number, r: number) => names.some(name => overlaps(name, reach(x, y, r)))
  const cells = mosaic.cells.map(({ node, middle, ring }) => ({ node, middle, corners: ring(1.001) }))
  const before = cells.filter(({ middle }) => onName(...setting.camera.toScreen(middle), 5.6))
  const after = cells.filter(({ node, corners }) => {
    const marks = [{ id: node.id, area: node.id, kind: 'point' as const, text: '', weight: 0.25 }]
    const [disc] = flatStillMarks(setting, marks)
    if (disc?.type !== 'ellipse') throw new Error(node.id)
    expect(contains(corners.map(setting.camera.toScreen), disc.centre)).toBe(true)
    return onName(...disc.centre, disc.rx)
  })
  expect(before.length).toBeGreaterThan(40)
  expect(after.length).toBeLessThan(before.length / 4)
})

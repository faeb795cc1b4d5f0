import fc from 'fast-check'
import { expect, test } from 'vitest'
import { busy, figuresOf, highContrast, mosaic, OVERVIEW, palette, settingFor } from './liaoyang.fixture.ts'
import { luminance } from './luminance.fixture.ts'
import { columnLegend, tileLegend } from './legend.ts'
import { columnsOf, prisms } from './columns.ts'
import { countScale } from './scale.ts'
import { countText, textWidth } from './type.ts'

const counts = fc.integer({ min: 0, max: 5_000_000 })
const ROOM = 200

test('[HX10] nothing has no column, more is never lower, all fit', () => {
  fc.assert(
    fc.property(counts, counts, counts, (fullest, a, b) => {
      const scale = countScale(fullest, 0)
      const [less, more] = [Math.min(a, b, fullest), Math.min(Math.max(a, b), fullest)]
      expect(scale.height(0)).toBe(0)
      expect(scale.height(more)).toBeGreaterThanOrEqual(scale.height(less))
      expect(scale.columnClass(more)).toBeGreaterThanOrEqual(scale.columnClass(less))
      expect(scale.height(more)).toBeLessThan(ROOM)
      if (less > 0) expect(scale.height(less)).toBeGreaterThanOrEqual(2)
      if (less > 0 && fullest <= 90 && more > less)
        expect(scale.height(more)).toBeGreaterThan(scale.height(less))
    }),
  )
})

test.each([
  [0, 1],
  [90, 1],
  [91, 2],
  [180, 2],
  [181, 5],
  [451, 10],
  [901, 20],
  [1801, 50],
  [4501, 100],
])('[HX10] a fullest cell of %i is drawn at step %i', (fullest, step) => {
  expect(countScale(fullest, 0).step).toBe(step)
})

test('[HX10] at step 1 a column of 50 is 9.8 · 50^0.66 high', () => {
  expect(countScale(50, 0).height(50)).toBeCloseTo(129.6, 1)
  expect([3, 4, 8, 9, 16, 17, 30, 31].map(countScale(50, 0).columnClass)).toEqual([0, 1, 1, 2, 2, 3, 3, 4])
})

test('[HX11] caps, left faces and right faces are each ordered by luminance, left lighter than right', () => {
  for (const face of ['cap', 'left', 'right'] as const) {
    const steps = palette.columns.map(colours => luminance(face === 'cap' ? colours.cap : colours[face][0]))
    expect([...steps].sort((a, b) => a - b)).toEqual(steps)
    expect(new Set(steps).size).toBe(5)
  }
  for (const { cap, left, right } of palette.columns) {
    expect(luminance(cap)).toBeGreaterThan(luminance(left[0]))
    expect(luminance(left[0])).toBeGreaterThan(luminance(right[0]))
  }
})

test('[HX12] one column per cell from the back to the front, at any count', () => {
  const setting = settingFor()
  for (const figures of [busy, figuresOf(() => 0)]) {
    const columns = columnsOf(setting, figures.cells, countScale(59, 0))
    expect(columns.map(column => column.cell)).toEqual(mosaic.cells)
    const feet = columns.map(column => column.base[1]![1])
    expect(feet.every((y, n) => n === 0 || y >= feet[n - 1]! - 1e-9)).toBe(true)
    for (const { count, height } of columns) expect(height > 0).toBe(count > 0)
  }
})

test('[HX12] exactly the sides of a column that are turned towards the viewer have a face', () => {
  const setting = settingFor()
  const columns = columnsOf(setting, busy.cells, countScale(59, 0))
  const slivers = new Set<number>()
  for (const { base, faces } of prisms(setting, columns, countScale(59, 0))) {
    // The foot runs clockwise on the screen, so an edge that runs leftwards has the viewer on its outer side.
    const turned = base.flatMap((a, n) =>
      base[(n + 1) % 6]![0] < a[0] ? [new Set([a, base[(n + 1) % 6]!])] : [],
    )
    expect(faces.map(({ a, b }) => new Set([a, b]))).toEqual(expect.arrayContaining(turned))
    expect(faces.length).toBe(turned.length)
    slivers.add(faces.length)
  }
  // Columns on the middle axis show two faces, all others a sliver of a third.
  expect([...slivers].sort()).toEqual([2, 3])
})

test('[HX12] on a small picture columns stand closer', () => {
  const width = (stage: typeof OVERVIEW) => {
    const setting = settingFor({ stage, labels: false })
    const { base } = columnsOf(setting, busy.cells, countScale(59, 0))[0]!
    return (base[0]![0] - base[2]![0]) / setting.camera.city
  }
  expect(width({ width: 390, height: 300, unit: 1 })).toBeGreaterThan(1.2 * width(OVERVIEW))
})

test('[HX12] high contrast draws the faces of a column without shading', () => {
  const setting = settingFor({ palette: highContrast })
  const scale = countScale(59, 0)
  for (const { faces, shade } of prisms(setting, columnsOf(setting, busy.cells, scale), scale)) {
    expect(shade).toBeNull()
    for (const { fill } of faces) expect(new Set(fill).size).toBe(1)
  }
})

test('[HX12] the legend shows the examples of the scale in the map’s colours, the tallest as high as it may be', () => {
  for (const fullest of [50, 500]) {
    const scale = countScale(fullest, 0)
    const legend = columnLegend(scale, palette, 'zh')
    expect(legend.columns.map(column => column.text)).toEqual(
      [1, 5, 12, 24, 50].map(n => countText(n * scale.step, 'zh')),
    )
    expect(legend.columns.map(column => column.faces[2]!.fill)).toEqual(
      palette.columns.map(colours => colours.cap),
    )
    const tops = legend.columns.map(({ faces }) =>
      Math.min(...faces[2]!.points.split(' ').map(p => Number(p.split(',')[1]))),
    )
    expect([...tops].sort((a, b) => b - a)).toEqual(tops)
    expect(tops[4]).toBeGreaterThan(0)
  }
})

test.each([
  [40, ['≤1', '2–3', '4–8', '9–16', '17–26', '>26']],
  [122, ['≤5', '6–10', '11–25', '26–50', '51–80', '>80']],
  [300, ['≤10', '11–20', '21–50', '51–100', '101–160', '>160']],
])('[HX12] the classes of a fullest town of %i', (fullest, texts) => {
  const scale = countScale(0, fullest)
  expect(tileLegend(scale, palette).map(tile => tile.text)).toEqual(texts)
  expect(scale.tileClass(scale.tileBounds[0]!)).toBe(0)
  expect(scale.tileClass(scale.tileBounds[0]! + 1)).toBe(1)
  expect(scale.tileClass(fullest)).toBe(5)
})

test.each([
  [null, '—'],
  [0, '0'],
  [999, '999'],
  [1284, '1,284'],
  [9999, '9,999'],
  [10_000, '1.0万'],
  [126_000, '12.6万'],
])('[HX17] a count of %j is written %s', (count, text) => {
  expect(countText(count, 'zh')).toBe(text)
})

test('[HX12] the numbers of the legend do not touch, however large', () => {
  for (const fullest of [10, 900, 40_000, 4_000_000]) {
    const { columns, width } = columnLegend(countScale(fullest, 0), palette, 'zh')
    columns.forEach(({ x, text }, n) => {
      const half = textWidth(text, 16) / 2
      expect(x - half).toBeGreaterThan(
        n === 0 ? 0 : columns[n - 1]!.x + textWidth(columns[n - 1]!.text, 16) / 2,
      )
      expect(x + half).toBeLessThan(width)
    })
  }
})

test('[HX17] in English large counts are written out', () => {
  expect(countText(126_000, 'en')).toBe('126,000')
})

test('[HX17] figures are taken to be as wide as they are, and wider than nothing', () => {
  expect(textWidth('', 20)).toBe(0)
  expect(textWidth('11', 20)).toBe(textWidth('88', 20))
  expect(textWidth('白塔区', 18)).toBe(54)
})

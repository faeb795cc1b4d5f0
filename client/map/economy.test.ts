import { expect, test } from 'vitest'
import { elementOf, UNCHANGED } from './elements.ts'
import { flatPicture } from './flat.ts'
import { busy, mosaic, palette, settingFor } from './liaoyang.fixture.ts'
import type { Figures } from './picture.ts'
import { raisedPicture } from './raised.ts'
import { seriesWriter } from './render.ts'
import { drawnAlike, type PrismShape, type Sheet } from './shapes.ts'

const changed = (before: Sheet, after: Sheet): Record<string, number[]> =>
  Object.fromEntries(
    after.map(({ name, shapes }, n) => [
      name,
      shapes.flatMap((shape, i) => (drawnAlike(shape, before[n]!.shapes[i]) ? [] : [i])),
    ]),
  )
const withOneMore = (cell: number): Figures => {
  const { id } = mosaic.cells[cell]!.node
  return { ...busy, cells: new Map(busy.cells).set(id, busy.cells.get(id)! + 1) }
}
const setting = settingFor()

test('[HX13] one more record redraws one column and the light on its tile', () => {
  // Not the tallest of its district, so no label is pinned to it.
  const low = mosaic.cells.findIndex(cell => busy.cells.get(cell.node.id) === 1)
  const parts = changed(
    raisedPicture(setting, busy, null).sheet,
    raisedPicture(setting, withOneMore(low), null).sheet,
  )
  expect(parts).toEqual({
    light: [low],
    borders: [],
    river: [],
    highlight: [],
    columns: [low],
    chosen: [],
    marks: [],
    labels: [],
  })
})

test('[HX13] the same figures redraw nothing, raised or flat', () => {
  const flat = settingFor({ variant: 'flat' })
  const pairs: [Sheet, Sheet][] = [
    [raisedPicture(setting, busy, null).sheet, raisedPicture(setting, { ...busy }, null).sheet],
    [flatPicture(flat, busy, null), flatPicture(flat, { ...busy }, null)],
  ]
  for (const [before, after] of pairs) expect(Object.values(changed(before, after)).flat()).toEqual([])
})

test('[HX13] in the flat picture one town is redrawn', () => {
  const flat = settingFor({ variant: 'flat' })
  const town = mosaic.towns.find(t => busy.towns.get(t.node.id)!.count! > 20)!
  const towns = new Map(busy.towns).set(town.node.id, { count: 2 })
  const parts = changed(flatPicture(flat, busy, null), flatPicture(flat, { ...busy, towns }, null))
  expect(parts.tiles!.map(n => mosaic.cells[n]!.town)).toEqual(town.cells.map(() => town.node))
  expect(parts.borders).toEqual([])
  expect(parts.river).toEqual([])
})

test('[HX25] a shape drawn as before is left as it is', () => {
  const write = seriesWriter()
  const item = (series: ReturnType<typeof write>, name: string, n: number) =>
    series.find(s => s.id === name)!.renderItem({ dataIndex: n })
  const low = mosaic.cells.findIndex(cell => busy.cells.get(cell.node.id) === 1)
  const first = write(raisedPicture(setting, busy, null).sheet, palette, false)
  expect(item(first, 'columns', low)).not.toBe(UNCHANGED)
  const second = write(raisedPicture(setting, withOneMore(low), null).sheet, palette, true)
  mosaic.cells.forEach((_, n) => expect(item(second, 'columns', n) === UNCHANGED).toBe(n !== low))
  expect(item(second, 'borders', 0)).toBe(UNCHANGED)
})

test('[HX25] a layer that was gone is described anew', () => {
  const write = seriesWriter()
  const sheet = raisedPicture(setting, busy, null).sheet
  write(sheet, palette, false)
  write([], palette, false)
  const again = write(sheet, palette, false)
  expect(again.find(s => s.id === 'columns')!.renderItem({ dataIndex: 0 })).not.toBe(UNCHANGED)
})

test('[HX25] ids and places in depth of the series are their layers’', () => {
  const series = seriesWriter()(raisedPicture(setting, busy, null).sheet, palette, true)
  expect(series.map(s => s.id)).toEqual([
    'light',
    'borders',
    'river',
    'highlight',
    'columns',
    'chosen',
    'marks',
    'labels',
  ])
  const depths = series.map(s => s.zlevel * 100 + s.z)
  expect([...depths].sort((a, b) => a - b)).toEqual(depths)
  for (const { animationDuration, animationDurationUpdate } of series) {
    expect([animationDuration, animationDurationUpdate]).toEqual([0, 300])
  }
})

test('[HX25] only the height of a column is eased, and a column of nothing is not drawn', () => {
  const columns = raisedPicture(setting, busy, null).sheet.find(l => l.name === 'columns')!
    .shapes as PrismShape[]
  interface Part {
    readonly shape: { readonly transition?: readonly string[]; readonly height: number }
  }
  const element = (column: PrismShape) =>
    elementOf(column, palette) as unknown as { ignore: boolean; children: readonly Part[] }
  const [some, none] = [columns.find(c => c.height > 0)!, columns.find(c => c.height === 0)!]
  expect(element(some).ignore).toBe(false)
  expect(element(none).ignore).toBe(true)
  const [shade, ...faces] = element(some).children
  expect(shade!.shape.transition).toBeUndefined()
  for (const { shape } of faces) expect(shape).toMatchObject({ transition: ['height'], height: some.height })
  expect(element(none).children.length).toBe(element(some).children.length)
})

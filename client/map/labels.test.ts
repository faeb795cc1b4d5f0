import { expect, test } from 'vitest'
import { callouts, type Callout } from './callouts.ts'
import type { Stage } from './camera.ts'
import { columnsOf } from './columns.ts'
import { busy, figuresOf, mosaic, OVERVIEW, palette, settingFor } from './liaoyang.fixture.ts'
import type { DistrictFigure, Figures, Setting } from './picture.ts'
import { raisedPicture, raisedScale, statesOf } from './raised.ts'
import type { LinesShape, Shape, Sheet, TextShape } from './shapes.ts'
import { overlaps, textBounds } from './type.ts'
import { flatGround } from './flat.ts'
import { groundSheet } from './ground.ts'

/** Wall 16:9, the same twice as large, wall 48:9, a narrow centre, a desk. */
const STAGES: readonly Stage[] = [
  OVERVIEW,
  { width: 2520, height: 1380, unit: 2 },
  { width: 2032, height: 690, unit: 1 },
  { width: 1016, height: 690, unit: 1 },
  { width: 900, height: 640, unit: 0.85 },
]

const labelsOn = (stage: Stage, figures: Figures): readonly Callout[] =>
  raisedPicture(settingFor({ stage }), figures, null).labels
const textsOf = (shapes: readonly Shape[]) =>
  shapes.filter((shape): shape is TextShape => shape.type === 'text')
const layer = (setting: Setting, figures: Figures, name: string) =>
  raisedPicture(setting, figures, null).sheet.find(l => l.name === name)!.shapes

test('[HX14] no count moves a name', () => {
  const quiet = figuresOf(n => n % 3)
  const places = [busy, quiet, figuresOf(() => 0)].map(figures =>
    labelsOn(OVERVIEW, figures).map(label => label.texts[0]!.at),
  )
  expect(places[1]).toEqual(places[0])
  expect(places[2]).toEqual(places[0])
})

test.each(STAGES)('[HX14] on a stage of $width x $height names and figures stay on it and apart', stage => {
  const figures = figuresOf(n => (n * 7) % 50, { '211004': 'warn', '211005': 'bad' })
  const labels = labelsOn(stage, figures)
  expect(labels.length).toBe(7)
  for (const { bounds, district } of labels) {
    expect(bounds.left, district.node.name).toBeGreaterThanOrEqual(0)
    expect(bounds.top, district.node.name).toBeGreaterThanOrEqual(0)
    expect(bounds.right, district.node.name).toBeLessThanOrEqual(stage.width)
    expect(bounds.bottom, district.node.name).toBeLessThanOrEqual(stage.height)
  }
  const texts = labels.flatMap(label => (label.note === null ? label.texts : [...label.texts, label.note]))
  texts.forEach((a, n) =>
    texts
      .slice(n + 1)
      .forEach(b => expect(overlaps(textBounds(a), textBounds(b)), a.text + b.text).toBe(false)),
  )
})

test('[HX14] on the wall every label has its note and its leader', () => {
  for (const { note, leader } of labelsOn(OVERVIEW, busy)) {
    expect(note).not.toBeNull()
    expect(leader).not.toBeNull()
  }
})

test('[HX14] a leader begins at the top of the district’s tallest column', () => {
  const setting = settingFor()
  const columns = columnsOf(setting, busy.cells, raisedScale(busy))
  for (const { district, leader, pin } of labelsOn(OVERVIEW, busy)) {
    const own = columns.filter(column => column.cell.district === district.node)
    const tallest = own.reduce((a, b) => (b.count > a.count ? b : a))
    const [x, y] = setting.camera.toScreen(tallest.cell.middle)
    expect(pin).toEqual([x, y - tallest.height])
    expect(leader![0]).toEqual(pin)
  }
})

test('[HX15] in the way of another name the note goes, and with it nothing else', () => {
  const setting = settingFor()
  const columns = columnsOf(setting, busy.cells, raisedScale(busy))
  const [free] = callouts(setting, columns, busy.districts.slice(0, 1), [])
  const [narrow] = callouts(setting, columns, busy.districts.slice(0, 1), [textBounds(free!.note!)])
  expect(narrow!.note).toBeNull()
  expect(narrow!.texts).toEqual(free!.texts)
  expect(narrow!.leader).toEqual(free!.leader)
})

test('[HX15] across another name the leader goes; name, count and words stay', () => {
  const setting = settingFor()
  const columns = columnsOf(setting, busy.cells, raisedScale(busy))
  const figure: DistrictFigure = { ...busy.districts[3]!, state: 'bad', words: '疑似火点' }
  const [free] = callouts(setting, columns, [figure], [])
  const [x, y] = free!.pin
  const [crossed] = callouts(
    setting,
    columns,
    [figure],
    [{ left: x - 3, top: y - 3, right: x + 3, bottom: y + 3 }],
  )
  expect(crossed!.leader).toBeNull()
  expect(crossed!.texts.map(text => text.text)).toEqual([
    mosaic.districts[3]!.node.name,
    expect.any(String),
    '疑似火点',
  ])
})

test('[HX16] a bad district shows it on label, leader, edge, floor and in words', () => {
  const setting = settingFor()
  const figures = figuresOf(n => n % 9, { '211005': 'bad' })
  const label = raisedPicture(setting, figures, null).labels.find(l => l.district.node.id === '211005')!
  expect(label.colour).toBe(palette.bad)
  expect(label.texts[1]!.fill).toBe(palette.bad)
  expect(label.texts[2]!.text).toBe('疑似火点 2 分 14 秒')
  const edges = layer(setting, figures, 'borders').filter(
    (s): s is LinesShape => s.type === 'lines' && s.stroke === palette.bad,
  )
  expect(edges.length).toBe(1)
  const floor = (states: Figures) =>
    groundSheet(setting, statesOf(states))
      .find(l => l.name === 'tiles')!
      .shapes.filter(s => s.type === 'area' && s.fill === palette.badTile)
  expect(floor(figures).length).toBe(mosaic.districts.find(d => d.node.id === '211005')!.cells.length)
  expect(floor(busy).length).toBe(0)
  expect(layer(setting, busy, 'borders').some(s => s.type === 'lines' && s.stroke === palette.bad)).toBe(
    false,
  )
})

test('[HX16] a watched district has the colour on its label and leader only', () => {
  const setting = settingFor()
  const figures = figuresOf(n => n % 9, { '211004': 'warn' })
  const label = raisedPicture(setting, figures, null).labels.find(l => l.district.node.id === '211004')!
  expect(label.texts[1]!.fill).toBe(palette.warn)
  expect(layer(setting, figures, 'borders')).toEqual(layer(setting, busy, 'borders'))
})

test('[HX17] an unknown district is a dash', () => {
  const figures = { ...busy, districts: [{ id: '211021', count: null }] }
  expect(labelsOn(OVERVIEW, figures)[0]!.texts[1]!.text).toBe('—')
})

test.each(mosaic.districts.map(d => d.node.name))(
  '[HX18] with %s in focus its towns are named and nothing stands in the way',
  name => {
    const { node } = mosaic.districts.find(d => d.node.name === name)!
    const setting = settingFor({ focus: node.id })
    const texts = textsOf(layer(setting, busy, 'labels'))
    const towns = mosaic.towns.filter(town => town.district === node)
    const named = towns.filter(town => texts.some(text => text.text === town.node.shortName))
    expect(named.length).toBe(towns.length)
    texts.forEach((a, n) =>
      texts
        .slice(n + 1)
        .forEach(b => expect(overlaps(textBounds(a), textBounds(b)), a.text + b.text).toBe(false)),
    )
    for (const { cell, count, height } of raisedPicture(setting, busy, null).columns) {
      expect(height > 0, cell.node.id).toBe(count > 0 && cell.district === node)
    }
  },
)

test('[HX18] tiles out of focus step back', () => {
  const tops = (focus: string | null) =>
    groundSheet(settingFor({ focus }), new Map())
      .find(l => l.name === 'tiles')!
      .shapes.filter(s => s.type === 'area' && s.stroke !== undefined)
      .map(s => (s.type === 'area' ? s.fill : ''))
  const [whole, near] = [tops(null), tops('211081')]
  mosaic.cells.forEach((cell, n) => expect(near[n] === whole[n]).toBe(cell.district.id === '211081'))
})

test('[HX18] an unknown focus shows the whole city', () => {
  const columns = raisedPicture(settingFor({ focus: 'nowhere' }), busy, null).columns
  expect(columns.filter(column => column.height > 0).length).toBe(
    [...busy.cells.values()].filter(n => n > 0).length,
  )
})

test('[HX33] neighbouring cities are named where their whole name has room, and else not at all', () => {
  const named = (sheet: Sheet) =>
    textsOf(sheet.find(({ name }) => name === 'neighbours')?.shapes ?? []).map(
      text => [text.text, textBounds(text)] as const,
    )
  const raised = named(groundSheet(settingFor(), statesOf(busy)))
  expect(raised.map(([name]) => name).sort()).toEqual(['本溪', '鞍山'])
  const narrow = { width: 940, height: 944, unit: 1 }
  const flat = named(flatGround(settingFor({ stage: narrow, variant: 'flat' })))
  expect(flat.map(([name]) => name)).toEqual(['鞍山'])
  for (const [, { left, right }] of [...raised, ...flat])
    expect([left >= 0, right <= OVERVIEW.width]).toEqual([true, true])
})

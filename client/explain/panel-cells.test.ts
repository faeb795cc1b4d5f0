import { expect, test } from 'vitest'
import { documentKey } from '../../shared/model/cell.ts'
import type { PanelDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { areas, cellsFrom, metricOf } from '../widgets/widget.fixture.ts'
import { leadCell, listOfRecord } from './panel-cells.ts'

const list = { type: 'list', sort: [], limit: 9, columns: ['title'] } as const
const METRICS = [
  metricOf({ id: 'open', areas: ['city'] }),
  metricOf({ id: 'class', by: ['class'] }),
  metricOf({ id: 'quarter', window: { type: 'series', field: 'event', bucket: 'quarter', keep: 96 } }),
  metricOf({ id: 'latest', aggregate: list }),
  metricOf({ id: 'gdp', areas: ['district'] }),
  metricOf({ id: 'needs', aggregate: list, by: ['number'] }),
]

function parts(
  metrics: PanelDocument['metrics'],
  cells: { readonly [key: string]: Value } = {},
  place = '211000',
) {
  const panel: PanelDocument = { id: 'a', widget: 'w', title: { zh: '', en: '' }, metrics, options: {} }
  const documents = METRICS.map(
    metric => [documentKey('metric', metric.id), JSON.parse(JSON.stringify(metric)) as Value] as const,
  )
  return {
    panel,
    cells: cellsFrom({ ...Object.fromEntries(documents), ...cells }),
    areas,
    place: areas.byId(place)!,
  }
}

test('[EXV7] a title explains the first whole number that its panel binds, also one of nothing', () => {
  expect(leadCell(parts({ class: 'class', all: 'open@city' }))).toBe('open|211000||')
  expect(leadCell(parts({ rows: 'latest' }, {}, '211002'))).toBe('latest|211002||')
})

test('[EXV7] where a panel binds parts alone it is the newest, and of those the largest', () => {
  const parted = { 'class|211000|a|': 3, 'class|211000|b|': 8 }
  expect(leadCell(parts({ class: 'class' }, parted))).toBe('class|211000|b|')
  const series = { 'quarter|211000||1000': 9, 'quarter|211000||2000': 1 }
  expect(leadCell(parts({ q: 'quarter' }, series))).toBe('quarter|211000||2000')
})

test('[EXV7] what is not counted for the place on show is not asked of it', () => {
  expect(leadCell(parts({ a: 'open', b: 'latest' }, {}, '211002'))).toBe('latest|211002||')
  expect(leadCell(parts({ a: 'open' }, {}, '211002'))).toBe('')
  const places = { 'gdp|211002||': 4, 'gdp|211003||': 9 }
  expect(leadCell(parts({ a: 'gdp@districts' }, places))).toBe('gdp|211003||')
  expect(leadCell(parts({}))).toBe('')
})

test('[EXV8] a row is of the list of its panel that has it, in whichever part', () => {
  const cells = {
    'latest|211000||': { total: 1, rows: [['x/1', 'a']] },
    'needs|211000|A-1|': { total: 1, rows: [['x/2', 'b']] },
  }
  const asked = (record: string) => listOfRecord(parts({ l: 'latest@city', n: 'needs' }, cells), record)
  expect(['x/1', 'x/2', 'x/3'].map(asked)).toEqual(['latest|211000||', 'needs|211000|A-1|', null])
})

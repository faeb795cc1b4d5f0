import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { feedOf, metricOf, NOW, reportAt, shown, type Shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const kind = ['case', 'paper']
const fields = { case: ['a', 'b'], paper: ['c'] }
const METRICS = [
  metricOf({ id: 'r', kind }),
  metricOf({ id: 'r.kind', kind, by: ['kind'] }),
  metricOf({ id: 'c', kind, aggregate: { type: 'filled', fields }, scale: 0.01, target: 95, decimals: 1 }),
  metricOf({
    id: 'c.kind',
    kind,
    aggregate: { type: 'filled', fields },
    by: ['kind'],
    scale: 0.01,
    target: 95,
  }),
]
const FEEDS: Shown['feeds'] = [
  [feedOf({ id: 'cases', department: { zh: '甲局', en: 'A' } }), reportAt(NOW - 8_000)],
  [feedOf({ id: 'papers', kind: 'paper', department: { zh: '乙局', en: 'B' } }), reportAt(NOW - 8_000)],
]
const DOCUMENTS = {
  'doc:library/one': { title: { zh: '一库', en: 'One' }, scenes: ['b', 'a'] },
  'doc:scene/a': { title: { zh: '甲景', en: 'A' }, order: 1 },
  'doc:scene/b': { title: { zh: '乙景', en: 'B' }, order: 2 },
  'doc:kind/case': { id: 'case', title: { zh: '案件', en: 'case' }, codes: {} },
}
const CELLS = {
  'r|211000||': 12_000,
  'r.kind|211000|case|': 11_000,
  'r.kind|211000|paper|': 1_000,
  'r|211004||': 9_000,
  'r|211002||': 3_000,
  'c|211000||': { n: 22_500, d: 23_000 },
  'c.kind|211000|case|': { n: 22_000, d: 22_000 },
  'c.kind|211000|paper|': { n: 500, d: 1_000 },
}
const roles = {
  'one.places': 'r@districts',
  one: 'r',
  'one.kinds': 'r.kind',
  'one.complete': 'c',
  'one.completeKinds': 'c.kind',
}
const at = (over: Partial<Shown> = {}) => {
  const { panel, reader } = shown({
    ...{ metrics: METRICS, feeds: FEEDS, roles, options: { libraries: ['one'], columns: 6 } },
    cells: { ...DOCUMENTS, ...CELLS },
    ...over,
  })
  return { shelf: view(panel, reader).shelves[0]!, head: heading(panel, reader) }
}

test('[SHF1] a library says what it holds and how complete that is, in all and kind by kind, each a number that explains itself', () => {
  const { shelf } = at()
  expect([shelf.title, shelf.figure.text, shelf.cell]).toEqual(['一库', '1.2', 'r|211000||'])
  expect([shelf.complete.figure.text, shelf.complete.cell]).toEqual(['97.8', 'c|211000||'])
  expect(shelf.target).toBeCloseTo(0.95)
  expect(shelf.kinds.map(({ title, figure, cell }) => [title, figure.text, cell])).toEqual([
    ['案件', '1.1', 'r.kind|211000|case|'],
    ['paper', '1,000', 'r.kind|211000|paper|'],
  ])
})

test('[SHF1] what is below its target has a sign, and unknown is neither complete nor short', () => {
  const { shelf, head } = at()
  expect(shelf.kinds.map(({ complete }) => [complete.share, complete.tone])).toEqual([
    [1, undefined],
    [0.5, 'warn'],
  ])
  expect(phraseText(head.finding ?? [])).toBe('')
  const short = at({ cells: { ...DOCUMENTS, ...CELLS, 'c|211000||': { n: 1, d: 2 } } })
  expect(phraseText(short.head.finding ?? [])).toBe('一库等 1 库未达目标')
  const silent = at({ feeds: FEEDS.map(([feed]) => [feed, null] as const), cells: DOCUMENTS })
  expect([silent.shelf.figure.text, silent.shelf.complete.share, silent.shelf.complete.tone]).toEqual([
    ...['—', null, undefined],
  ])
})

test('[SHF2] whose it is follows from the feeds, each department once with its own freshness, and which scenes use it from the scenes', () => {
  const { shelf } = at()
  expect(shelf.sources.map(({ department, glyph }) => [department, glyph])).toEqual([
    ['甲局', 'ok'],
    ['乙局', 'ok'],
  ])
  expect(shelf.scenes).toEqual(['甲景', '乙景'])
  const [cases, papers] = FEEDS
  const late = at({ feeds: [cases!, [papers![0], reportAt(NOW - 60_000)]] })
  expect(late.shelf.sources.map(({ glyph }) => glyph)).toEqual(['ok', 'stale'])
  expect(late.shelf.age[0]?.glyph).toBe('stale')
})

test('[SHF2] a library that nobody told of keeps its place under its name', () => {
  const { shelf } = at({ cells: CELLS })
  expect([shelf.title, shelf.scenes]).toEqual(['one', []])
})

test('[SHF1] beside few kinds stands how much lies in each district, and beside many there is no room', () => {
  const { shelf } = at()
  const shown = shelf.places.filter(({ share }) => share > 0)
  expect(shown.map(({ title, share, cell }) => [title, share.toFixed(2), cell])).toEqual([
    ['白塔区', '0.33', 'r|211002||'],
    ['宏伟区', '1.00', 'r|211004||'],
  ])
  const many = ['a', 'b', 'c', 'd', 'e']
  const metrics = METRICS.map(metric => ({ ...metric, kind: many }))
  expect(at({ metrics }).shelf.places).toEqual([])
})

import { expect, test } from 'vitest'
import { areas } from '../city/ticket.fixture.ts'
import { FRAME } from '../layout/document.ts'
import { parseMetric } from '../metrics/document.ts'
import { otherKind, smallKind, smallMetric } from '../metrics/small-kind.fixture.ts'
import type { SceneDocument } from '../model/documents.ts'
import { cellsOf } from '../sync/topic.ts'
import { parseLibraries, type Libraries } from './document.ts'
import { libraryMetrics, libraryOf } from './metrics.ts'
import { scenesUsing } from './uses.ts'

const kinds = [smallKind, otherKind]
const small = { id: 'small', title: { zh: '小库', en: 'Small' }, kinds: { small: ['word', 'amount'] } }
const LIBRARIES: Libraries = {
  libraries: [small, { ...small, id: 'both', kinds: { small: ['word'], other: ['good'] } }],
  entities: {
    enterprise: { register: 'small', id: 'word', title: 'state', told: { other: { name: 'state' } } },
  },
}
const faultsOf = (raw: unknown) => {
  const parsed = parseLibraries(raw, kinds)
  return parsed.ok ? [] : parsed.faults
}

test('[LIB1] what it asks of the kinds exists there, and no library is there twice', () => {
  expect(faultsOf(LIBRARIES)).toEqual([])
  const enterprise = LIBRARIES.entities.enterprise!
  const withEntity = (over: object) => ({
    ...LIBRARIES,
    entities: { enterprise: { ...enterprise, ...over } },
  })
  const cases: readonly (readonly [unknown, string])[] = [
    [{ ...LIBRARIES, libraries: [small, small] }, '/libraries: "small" is there twice'],
    [
      { ...LIBRARIES, libraries: [{ ...small, kinds: { nobody: ['word'] } }] },
      '/libraries/0/kinds/nobody: there is no kind "nobody"',
    ],
    [
      { ...LIBRARIES, libraries: [{ ...small, kinds: { other: ['word'] } }] },
      '/libraries/0/kinds/other: other has no column "word"',
    ],
    [withEntity({ id: 'colour' }), '/entities/enterprise/register: small has no column "colour"'],
    [withEntity({ inner: ['parts'] }), '/entities/enterprise/inner: small has no inner rows "parts"'],
    [
      withEntity({ told: { other: {} } }),
      '/entities/enterprise/told/other: it says neither an id nor a name',
    ],
    [
      withEntity({ told: { other: { id: 'x' } } }),
      '/entities/enterprise/told/other: other has no column "x"',
    ],
  ]
  for (const [raw, fault] of cases) expect(faultsOf(raw)).toEqual([fault])
  for (const raw of [null, [], {}, { libraries: [] }, { ...LIBRARIES, more: 1 }])
    expect(faultsOf(raw).length, JSON.stringify(raw)).toBeGreaterThan(0)
})

test('[LIB2] each library has its numbers, which are metrics as documents have them', () => {
  const metrics = libraryMetrics(LIBRARIES)
  expect(metrics.map(({ id }) => id).slice(4)).toEqual([
    ...['library.both.records', 'library.both.records.kind'],
    ...['library.both.complete', 'library.both.complete.kind'],
  ])
  for (const metric of metrics) expect(parseMetric(metric, kinds)).toMatchObject({ ok: true })
  expect(metrics.at(-1)?.aggregate).toEqual({ type: 'filled', fields: { small: ['word'], other: ['good'] } })
  expect(metrics.map(({ id }) => libraryOf(id)).filter(id => id === 'small')).toHaveLength(4)
  expect(libraryOf('library.small.other')).toBeNull()
})

const scene = (id: string, panel: string, ...metrics: readonly string[]): SceneDocument => ({
  ...{ id, title: { zh: id, en: id }, order: 1, dwell: 60, layouts: {} },
  panels: [
    {
      ...{ id: panel, widget: 'figure', title: { zh: '一', en: 'one' }, options: {} },
      metrics: Object.fromEntries(metrics.map((metric, i) => [`m${i}`, metric])),
    },
  ],
})

test('[LIB3] a scene uses a library if it shows a number over its records, in its own panels', () => {
  const metrics = [
    smallMetric({ id: 'of.small' }),
    smallMetric({ id: 'of.other', kind: 'other' }),
    ...libraryMetrics(LIBRARIES),
  ]
  const scenes = [
    scene('a', 'one', 'of.small@districts'),
    scene('b', FRAME, 'of.small@city'),
    scene('c', 'one', 'of.other', 'nothing'),
    scene('d', 'one', 'of.small', 'library.small.records'),
  ]
  const [first, second] = LIBRARIES.libraries
  expect(scenesUsing(first!, scenes, metrics)).toEqual(['a'])
  expect(scenesUsing(second!, scenes, metrics)).toEqual(['a', 'c'])
})

test('[LIB4] a topic tells of the libraries whose numbers its scene shows', () => {
  const wants = (...metrics: readonly string[]) => {
    const topic = { scene: 'a', place: '211000', audience: 'internal' }
    const wanted = cellsOf(topic, scene('a', 'one', ...metrics), areas)
    return ['doc:library/small', 'doc:library/both'].filter(wanted)
  }
  expect(wants('of.small')).toEqual([])
  expect(wants('library.small.records@city')).toEqual(['doc:library/small'])
})

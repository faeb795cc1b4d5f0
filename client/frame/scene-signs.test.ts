import { expect, test } from 'vitest'
import { freshness } from '../../shared/freshness/freshness.ts'
import { cellKey, documentKey, SCENES_KEY, type FeedReport } from '../../shared/model/cell.ts'
import type { SceneDocument, ShownFeed } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import type { FeedState } from '../widgets/feed-state.ts'
import { cellsFrom, feedOf, metricOf, NOW, reportAt } from '../widgets/widget.fixture.ts'
import { signsOf, worstSigns } from './scene-signs.ts'

const CITY = '211000'

const feed = (
  kind: string,
  age: number | null,
  more: Partial<ShownFeed> = {},
  report: Partial<FeedReport> = {},
) => {
  const document = { ...feedOf({ id: `feed-${kind}`, kind }), ...more } as ShownFeed
  const told = age === null ? null : reportAt(NOW - age, report)
  const { id, rhythm } = document
  return { id, document, rhythm, report: told, freshness: freshness(told, rhythm, NOW) } satisfies FeedState
}

const scene = (id: string, byHand: readonly string[] = []) =>
  ({ id, panels: [{ id: 'a', byHand }] }) as unknown as SceneDocument

const SOURCES = {
  services: { kinds: ['air', 'service-case'], clocks: ['service-case'] },
  projects: { kinds: ['project'], clocks: ['project'] },
  economy: { kinds: ['air'], clocks: [] },
}

const LIVE = [feed('service-case', 8_000), feed('project', 8_000), feed('air', 8_000)]

function signs(
  counts: { readonly [key: string]: Value },
  feeds: readonly FeedState[] = LIVE,
  byHand: readonly string[] = [],
) {
  const kinds = ['service-case', 'hotline-order']
  const metrics = [
    metricOf({ id: 'matters.overdue', kind: kinds, by: ['kind'] }),
    metricOf({ id: 'matters.due-soon', kind: kinds, by: ['kind'] }),
    metricOf({ id: 'project.overdue', kind: 'project' }),
  ]
  const cells = cellsFrom({
    ...Object.fromEntries(
      metrics.map(metric => [documentKey('metric', metric.id), JSON.parse(JSON.stringify(metric)) as Value]),
    ),
    [SCENES_KEY]: SOURCES,
    ...counts,
  })
  const told = signsOf({
    ...{ cells, feeds, city: CITY },
    scenes: Object.keys(SOURCES).map(id => scene(id, byHand)),
    metrics: {
      overdue: 'matters.overdue@city',
      soon: 'matters.due-soon@city',
      projects: 'project.overdue@city',
    },
    limits: { overdue: ['overdue', 'projects'], soon: ['soon'] },
  })
  return Object.fromEntries(told)
}

const overdue = (kind: string, n: Value) => ({ [cellKey('matters.overdue', CITY, [kind])]: n })
const soon = (kind: string, n: Value) => ({ [cellKey('matters.due-soon', CITY, [kind])]: n })

test('[FRM2] a limit sign is red while a kind of its scene is overdue, yellow while one is due soon, and out where none has a limit', () => {
  expect(signs({}).services).toEqual({ freshness: 'live', limit: 'calm' })
  expect(signs(soon('service-case', 3)).services!.limit).toBe('soon')
  expect(signs({ ...soon('service-case', 3), ...overdue('service-case', 1) }).services!.limit).toBe('overdue')
  const other = signs(overdue('hotline-order', 9))
  expect([other.services!.limit, other.projects!.limit, other.economy!.limit]).toEqual(['calm', 'calm', null])
  const project = signs({ [cellKey('project.overdue', CITY, [])]: 2 })
  expect([project.services!.limit, project.projects!.limit]).toEqual(['calm', 'overdue'])
})

test('[FRM2] a count that is too small to be told lights its sign all the same', () => {
  expect(signs(overdue('service-case', { below: 5 })).services!.limit).toBe('overdue')
})

test('[FRM2] a source that falls silent turns the first sign of the scenes that lean on it, and never the second', () => {
  const silent = [feed('service-case', 600_000), ...LIVE.slice(1)]
  expect(signs(overdue('service-case', 1), silent)).toMatchObject({
    services: { freshness: 'failed', limit: 'overdue' },
    projects: { freshness: 'live', limit: 'calm' },
  })
  expect(signs({}, silent).services).toEqual({ freshness: 'failed', limit: 'calm' })
  const late = [feed('service-case', 60_000), ...LIVE.slice(1)]
  expect(signs({}, late).services!.freshness).toBe('late')
})

test('[FRM2] what has no rhythm is never silent, and a form speaks only where a panel names it', () => {
  const never = (more: Partial<ShownFeed>) => [feed('service-case', null, more), ...LIVE.slice(1)]
  expect(signs({}, never({})).services!.freshness).toBe('waiting')
  expect(signs({}, never({ rhythm: { type: 'none' } })).services!.freshness).toBe('live')
  expect(signs({}, never({ manual: true })).services!.freshness).toBe('live')
  expect(signs({}, never({ manual: true }), ['feed-service-case']).services!.freshness).toBe('waiting')
})

test('[FRM2] a feed that only completes what others told is no source of a scene: its panels do not lean on it', () => {
  const nightly = feed('service-case', 3 * 86_400_000, { completes: 'live' })
  expect(nightly.freshness.state).toBe('failed')
  expect(signs({}, [nightly, ...LIVE]).services!.freshness).toBe('live')
})

test('[FRM13] limits are not known before a source has spoken, nor while its past comes in', () => {
  const only = (first: FeedState) => signs({}, [first, ...LIVE.slice(1)]).services!.limit
  expect(only(feed('service-case', null))).toBe('unknown')
  expect(only(feed('service-case', 8_000, {}, { backlog: { left: 1, of: 3 } }))).toBe('unknown')
  expect(only(feed('service-case', 8_000))).toBe('calm')
})

test('[FRM14] several scenes have the worst of each sign between them', () => {
  const at = (
    freshness: 'live' | 'failed' | 'waiting' | null,
    limit: 'calm' | 'soon' | 'overdue' | null,
  ) => ({
    ...{ freshness, limit },
  })
  expect(worstSigns([at('live', 'overdue'), at('failed', 'soon'), at('waiting', null)])).toEqual(
    at('failed', 'overdue'),
  )
  expect(worstSigns([at('live', null), at(null, 'calm')])).toEqual(at('live', 'calm'))
  expect(worstSigns([])).toEqual(at(null, null))
})

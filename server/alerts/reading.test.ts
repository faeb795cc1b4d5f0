import { expect, test } from 'vitest'
import { SILENT, type City, type FeedAccount } from '../../shared/city/city.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import type { FeedDocument, MetricDocument } from '../../shared/model/documents.ts'
import { isFresh, shownValue, valueText } from './reading.ts'

const NOW = 1_795_363_200_000
const metric = (over: Partial<MetricDocument>): MetricDocument =>
  ({
    kind: 'project',
    window: { type: 'now' },
    aggregate: { type: 'count' },
    scale: 1,
    ...over,
  }) as MetricDocument
const feed = (id: string, more: Partial<FeedDocument> = {}): FeedDocument =>
  ({ id, kind: 'project', rhythm: { type: 'every', seconds: 60 }, ...more }) as FeedDocument
const cityWith = (accounts: { readonly [feed: string]: Partial<FeedAccount> }): City =>
  ({
    feeds: new Map(Object.entries(accounts).map(([id, account]) => [id, { ...SILENT, ...account }])),
    kinds: new Map(kinds.map(kind => [kind.id, kind])),
  }) as unknown as City

test('[ALS4] every feed that tells of it is live and whole, but for those that only complete what others told', () => {
  const told = { at: NOW, okAt: NOW }
  const fresh = (
    accounts: { readonly [feed: string]: Partial<FeedAccount> },
    feeds = [feed('a'), feed('b')],
  ) => isFresh(metric({}), feeds, cityWith(accounts), NOW + 60_000)
  expect(fresh({ a: told, b: told })).toBe(true)
  expect(fresh({ a: told })).toBe(false)
  expect(fresh({ a: told, b: { at: NOW, okAt: NOW - 600_000 } })).toBe(false)
  expect(fresh({ a: told, b: { ...told, backlog: { from: 0, to: 1, at: 0 } as never } })).toBe(false)
  expect(fresh({ a: told }, [feed('a'), feed('b', { completes: 'a' })])).toBe(true)
  expect(fresh({ a: told }, [feed('a'), feed('b', { kind: 'warning' })])).toBe(true)
  expect(fresh({}, [])).toBe(false)
})

test('[ALS1] a number is judged as it is shown: scaled, divided, counted, or a column of the newest', () => {
  const city = cityWith({})
  const shown = (over: Partial<MetricDocument>, value: never, column?: string) =>
    shownValue(metric(over), value, city, column)
  expect(shown({}, null as never)).toBe(0)
  expect(shown({ aggregate: { type: 'sum', field: 'x' }, scale: 100 }, 10_840 as never)).toBe(108.4)
  expect(shown({ aggregate: { type: 'sum', field: 'x' } }, null as never)).toBe('none')
  const ratio = { aggregate: { type: 'ratio', of: [] }, scale: 0.01 } as const
  expect(shown(ratio, { n: 1, d: 4 } as never)).toBe(25)
  expect(shown(ratio, { n: 0, d: 0 } as never)).toBe('none')
  const list = { aggregate: { type: 'list', sort: [], limit: 3, columns: ['a'] } } as const
  expect([shown(list, { total: 7, rows: [] } as never), shown(list, null as never)]).toEqual([7, 0])
  const last = { kind: 'reservoir', aggregate: { type: 'last', columns: ['device', 'level'] } } as const
  expect(shown(last, ['RV-1', 10_840] as never, 'level')).toBe(108.4)
  expect(shown(last, ['RV-1', 10_840] as never, 'device')).toBe('unknown')
  expect([shown(last, ['RV-1', null] as never, 'level'), shown(last, null as never, 'level')]).toEqual([
    ...['unknown', 'none'],
  ])
  expect(valueText(108.44, { decimals: 1, unit: { zh: 'm', en: 'm' } })).toBe('108.4 m')
  expect(valueText(25, { decimals: 1, unit: { zh: '%', en: '%' } })).toBe('25.0%')
})

import { parseAreas } from '../../shared/areas/document.ts'
import { compileAreas } from '../../shared/areas/areas.ts'
import document from '../../documents/areas/liaoyang.json' with { type: 'json' }
import { documentKey, feedKey, parseCellKey, type FeedReport } from '../../shared/model/cell.ts'
import type { FeedDocument, MetricDocument, PanelDocument } from '../../shared/model/documents.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import { sayIn } from '../language/say-in.fixture.ts'
import type { Language } from '../language/say.ts'
import type { Cells, MetricCell } from './cells.ts'
import { createReader } from './panel-reader.ts'
import type { Reader } from './reader.ts'

const parsed = parseAreas(document)
if (!parsed.ok) throw new Error('documents/areas/liaoyang.json does not pass its own check')
export const areas = compileAreas(parsed.document)

/** Sunday 2026-11-22 10:24:36 in China. */
export const NOW = 1_795_314_276_000

/** Cells that stand in a map, for tests of widgets. */
export function cellsFrom(cells: { readonly [key: string]: Value }): Cells {
  const metricCells = (): MetricCell[] =>
    Object.entries(cells).flatMap(([key, value]) => {
      const address = parseCellKey(key)
      return address === null ? [] : [{ key, address, value }]
    })
  return {
    get: key => cells[key] ?? null,
    of: (metric, area) => metricCells().filter(c => c.address.metric === metric && c.address.area === area),
    documents: family =>
      new Map(
        Object.entries(cells)
          .filter(([key]) => key.startsWith(`doc:${family}/`))
          .map(([key, value]) => [key.slice(family.length + 5), value]),
      ),
  }
}

export const metricOf = (over: Partial<MetricDocument> & Pick<MetricDocument, 'id'>): MetricDocument => ({
  title: { zh: over.id, en: over.id },
  unit: { zh: '件', en: '' },
  definition: { zh: '', en: '' },
  kind: 'case',
  where: [],
  aggregate: { type: 'count' },
  by: [],
  areas: ['city', 'district', 'town', 'cell'],
  window: { type: 'now' },
  decimals: 0,
  scale: 1,
  ...over,
})

export const feedOf = (over: Partial<FeedDocument> & Pick<FeedDocument, 'id'>): FeedDocument => ({
  title: { zh: over.id, en: over.id },
  department: { zh: '', en: '' },
  connector: 'http-poll',
  source: over.id,
  settings: {},
  kind: 'case',
  mapping: {},
  rhythm: { type: 'every', seconds: 30 },
  simulated: true,
  ...over,
})

export const reportAt = (okAt: number, over: Partial<FeedReport> = {}): FeedReport => ({
  at: okAt,
  okAt,
  failingSince: 0,
  reason: '',
  backlog: null,
  ...over,
})

export interface Shown {
  readonly metrics: readonly MetricDocument[]
  readonly feeds?: readonly (readonly [FeedDocument, FeedReport | null])[] | undefined
  readonly cells?: { readonly [key: string]: Value } | undefined
  readonly roles: PanelDocument['metrics']
  readonly options?: object | undefined
  readonly place?: string | undefined
  readonly language?: Language | undefined
  readonly now?: number | undefined
  readonly record?: string | undefined
  readonly lostAt?: number | undefined
}

/** A panel with its reader, over the documents and cells of a test. One live feed of kind `case` unless feeds are given. */
export function shown(given: Shown): { readonly panel: PanelDocument; readonly reader: Reader } {
  const now = given.now ?? NOW
  const feeds = given.feeds ?? [[feedOf({ id: 'cases' }), reportAt(now - 8000)] as const]
  const language = given.language ?? 'zh'
  const panel: PanelDocument = {
    id: 'panel',
    widget: 'figure',
    title: { zh: '面板', en: 'Panel' },
    metrics: given.roles,
    options: (given.options ?? {}) as Fields,
  }
  const json = (value: unknown): Value => JSON.parse(JSON.stringify(value)) as Value
  const cells = cellsFrom({
    ...Object.fromEntries(given.metrics.map(metric => [documentKey('metric', metric.id), json(metric)])),
    ...Object.fromEntries(feeds.map(([feed]) => [documentKey('feed', feed.id), json(feed)])),
    ...Object.fromEntries(feeds.map(([feed, report]) => [feedKey(feed.id), json(report)])),
    ...given.cells,
  })
  const place = areas.byId(given.place ?? '211000')
  if (place === null) throw new Error(`no place ${given.place}`)
  const reader = createReader({
    panel,
    cells,
    areas,
    place,
    language,
    say: sayIn(language),
    now: () => now,
    record: given.record ?? null,
    lostAt: given.lostAt ?? null,
  })
  return { panel, reader }
}

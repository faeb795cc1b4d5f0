import type { MetricDocument } from '../model/documents.ts'
import type { Text } from '../model/value.ts'
import type { Libraries, Library } from './document.ts'

/** What the metrics of a library are called. */
export const libraryMetric = (library: string, what: 'records' | 'complete', byKind = false): string =>
  `library.${library}.${what}${byKind ? '.kind' : ''}`

/** The library that a metric counts; null: it counts none. */
export const libraryOf = (metric: string): string | null =>
  /^library\.([a-z0-9-]+)\.(records|complete)(\.kind)?$/.exec(metric)?.[1] ?? null

/** How many records a library holds and how complete they are, in all and kind by kind: numbers like any others. */
export const libraryMetrics = ({ libraries }: Libraries): readonly MetricDocument[] =>
  libraries.flatMap(library => [
    recordsOf(library, []),
    recordsOf(library, ['kind']),
    completeOf(library, []),
    completeOf(library, ['kind']),
  ])

const said = ({ title }: Library, zh: string, en: string): Text => ({
  zh: `${title.zh}${zh}`,
  en: `${title.en}: ${en}`,
})

const EVERYWHERE = ['city', 'district', 'town'] as const
const common = (library: Library) =>
  ({
    kind: Object.keys(library.kinds),
    where: [],
    areas: EVERYWHERE,
    window: { type: 'now' },
  }) as const

const recordsOf = (library: Library, by: readonly string[]): MetricDocument => ({
  ...common(library),
  id: libraryMetric(library.id, 'records', by.length > 0),
  title: said(library, '记录', 'records'),
  unit: { zh: '条', en: '' },
  definition: said(
    library,
    '此刻在库的记录：各来源报来、经校验入库、未被撤销的，一物一条。',
    'what its sources told, passed its checks and was not withdrawn, each thing once.',
  ),
  aggregate: { type: 'count' },
  by,
  ...{ decimals: 0, scale: 1 },
})

const completeOf = (library: Library, by: readonly string[]): MetricDocument => ({
  ...common(library),
  id: libraryMetric(library.id, 'complete', by.length > 0),
  title: said(library, '完整率', 'completeness'),
  unit: { zh: '%', en: '%' },
  definition: said(
    library,
    '应填字段中已填的占比；每类记录按自己的应填字段算，不详即为未填。',
    'known fields over those that a whole record of its kind has; what is unknown is missing.',
  ),
  aggregate: { type: 'filled', fields: library.kinds },
  by,
  ...{ decimals: 1, scale: 0.01, better: 'up' },
  ...(library.target === undefined ? {} : { target: library.target }),
})

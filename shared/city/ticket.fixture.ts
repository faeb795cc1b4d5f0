import { Type } from 'typebox'
import type { Calendar } from '../calendar/calendar.ts'
import { parseAreas } from '../areas/document.ts'
import { compileAreas } from '../areas/areas.ts'
import document from '../../documents/areas/liaoyang.json' with { type: 'json' }
import type { Batch } from '../model/batch.ts'
import { NO_COUNTS } from '../model/batch.ts'
import type { MetricDocument } from '../model/documents.ts'
import type { Fact, RecordFact } from '../model/fact.ts'
import { mainPart, type Env, type Kind, type Part, type Row, type Thing } from '../kinds/kind.ts'
import { createCity, type City } from './city.ts'

/** The smallest kind that has everything the fold must handle: a due instant, parts, inner rows. For tests. */
export const ticket: Kind = {
  id: 'ticket',
  version: 2,
  title: { zh: '测试单', en: 'ticket' },
  parts: { main: Type.Object({}), close: Type.Object({}) },
  columns: [],
  upcast: (fields, from) => (from < 2 ? { ...fields, topic: fields['subject'] ?? null } : fields),
  derive: deriveTicket,
}

function deriveTicket(thing: Thing, env: Env) {
  const main = mainPart(thing)
  if (main === null) return null
  if (main.fields['topic'] === 'explode') throw new Error('ticket of topic "explode"')
  const closedAt = closedOf(thing.parts['close'])
  const dueAt = Number(main.fields['dueAt'])
  const open = closedAt === null
  const row: Row = {
    event: main.event,
    topic: main.fields['topic'] ?? null,
    amount: main.fields['amount'] ?? null,
    dueAt,
    closedAt,
    open,
    overdue: open && env.now > dueAt,
    onTime: !open && closedAt <= dueAt,
  }
  return { area: main.area, row, rows: itemsOf(main), nextAt: open && env.now <= dueAt ? dueAt + 1 : null }
}

const closedOf = (part: Part | undefined) => (part === undefined || part.op === 'drop' ? null : part.event)

const itemsOf = (main: Part): { items: Row[] } => {
  const items = main.fields['items']
  return {
    items: Array.isArray(items) ? items.map((size: number, key) => ({ key, size, event: main.event })) : [],
  }
}

const metric = (doc: Partial<MetricDocument> & Pick<MetricDocument, 'id'>): MetricDocument => ({
  title: { zh: doc.id, en: doc.id },
  unit: { zh: '件', en: '' },
  definition: { zh: '', en: '' },
  kind: 'ticket',
  where: [],
  aggregate: { type: 'count' },
  by: [],
  areas: ['city', 'district', 'town', 'cell'],
  window: { type: 'now' },
  decimals: 0,
  scale: 1,
  ...doc,
})

export const ticketMetrics: readonly MetricDocument[] = [
  metric({ id: 'all' }),
  metric({ id: 'overdue', where: [['overdue', '=', true]] }),
  metric({ id: 'open.topic', where: [['open', '=', true]], by: ['topic'], areas: ['city'] }),
  metric({ id: 'today', window: { type: 'day', field: 'event' } }),
  metric({ id: 'month', window: { type: 'month', field: 'event' }, areas: ['city'] }),
  metric({
    id: 'rolling',
    window: { type: 'rolling', field: 'event', minutes: 60 },
    areas: ['city', 'district'],
  }),
  metric({
    id: 'change',
    window: { type: 'change', field: 'event', days: 2 },
    areas: ['city', 'district'],
  }),
  metric({
    id: 'hourly',
    window: { type: 'series', field: 'event', bucket: 'hour', keep: 24 },
    areas: ['city'],
  }),
  metric({ id: 'amount', aggregate: { type: 'sum', field: 'amount' }, areas: ['city', 'district'] }),
  metric({ id: 'mean', aggregate: { type: 'mean', field: 'amount' }, areas: ['city'] }),
  metric({ id: 'share', aggregate: { type: 'share', field: 'amount', over: 'dueAt' }, areas: ['city'] }),
  metric({
    id: 'onTime',
    where: [['open', '=', false]],
    aggregate: { type: 'ratio', of: [['onTime', '=', true]] },
    window: { type: 'day', field: 'dueAt' },
    areas: ['city', 'district'],
  }),
  metric({
    id: 'p50',
    aggregate: { type: 'percentile', field: 'amount', bins: [1, 2, 5, 10, 20, 50, 100], p: [50, 90] },
    areas: ['city'],
  }),
  metric({
    id: 'worst',
    where: [['open', '=', true]],
    aggregate: { type: 'list', sort: [['dueAt', 'asc']], limit: 3, columns: ['topic', 'dueAt'] },
    areas: ['city', 'district'],
  }),
  metric({ id: 'newest', aggregate: { type: 'last', columns: ['topic'] }, areas: ['city'] }),
  metric({ id: 'items', over: 'items', aggregate: { type: 'sum', field: 'size' }, areas: ['city', 'town'] }),
]

const parsed = parseAreas(document)
if (!parsed.ok) throw new Error('documents/areas/liaoyang.json does not pass its own check')
export const areas = compileAreas(parsed.document)

/** Monday 2026-11-23 00:00 in China. */
export const START = 1_795_363_200_000

export const ticketCity = (now = START): City =>
  createCity({ areas, calendarOf: () => ({}) as Calendar, kinds: [ticket], metrics: ticketMetrics, now })

export const ticketFact = (over: Partial<RecordFact> & Pick<RecordFact, 'id'>): RecordFact => ({
  type: 'record',
  kind: 'ticket',
  kindVersion: 2,
  part: 'main',
  op: 'put',
  version: 1,
  at: START,
  hash: '1',
  event: START,
  area: '211002',
  flags: [],
  fields: { topic: 'a', dueAt: START + 3_600_000, amount: 1 },
  ...over,
})

export const batchOf = (seq: number, facts: readonly Fact[], over: Partial<Batch> = {}): Batch => ({
  seq,
  feed: 'tickets',
  at: START,
  outcome: 'ok',
  reason: '',
  position: null,
  counts: { ...NO_COUNTS, received: facts.length, accepted: facts.length },
  facts,
  quarantined: [],
  ...over,
})

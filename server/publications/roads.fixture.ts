import { instant } from '../../shared/calendar/naive.fixture.ts'
import type { FeedDocument, MetricDocument, SceneDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'

export const now = instant('2026-11-23 09:00')
export const fields = {
  number: { from: 'no', as: 'identifier', required: true },
  title: { from: 'what', as: 'text', mask: false, required: true },
}
/** A feed of roads that are damaged. */
export const feed = (mapping: Fields = {}, over: Partial<FeedDocument> = {}): FeedDocument => ({
  ...{ id: 'roads', source: 'roads', connector: 'http-poll', kind: 'occurrence', settings: {} },
  ...{ title: { zh: '道路', en: '' }, department: { zh: '演示局', en: '' }, simulated: true },
  ...{ rhythm: { type: 'none' } },
  mapping: { id: { from: 'no' }, at: { from: 'at' }, event: { from: 'at' }, area: [{ const: '211000' }], fields, ...mapping }, // prettier-ignore
  ...over,
})
export const open: MetricDocument = {
  ...{
    id: 'roads.open',
    title: { zh: '未办结', en: '' },
    unit: { zh: '件', en: '' },
    by: [],
    areas: ['city'],
  },
  ...{ definition: { zh: '未办结', en: '' }, kind: 'occurrence', where: [['open', '=', true]] },
  ...{ aggregate: { type: 'count' }, window: { type: 'now' }, decimals: 0, scale: 1 },
}
export const all: MetricDocument = { ...open, id: 'roads.all', where: [] }
export const scene: SceneDocument = {
  ...{ id: 'roads', title: { zh: '道路场景', en: '' }, order: 1, layouts: {} },
  panels: [
    {
      ...{ id: 'a', widget: 'figure', title: { zh: '道路面板', en: '' } },
      metrics: { value: 'roads.open@city' },
    },
  ],
} as unknown as SceneDocument
export const RECORDS = [
  { no: 'E-1', what: '塌陷', at: '2026-11-23 08:00:00', done: '2026-11-23 08:30:00' },
  { no: 'E-2', what: '缺失', at: '2026-11-23 08:10:00', done: '2026-11-23 08:40:00' },
  { no: 'E-3', at: '2026-11-23 08:20:00', name: '不亮', done: '' },
]

import { Type } from 'typebox'
import { fewFlag, flag, instant, list, number, text } from '../kinds/columns.ts'
import { mainPart, type Kind, type Row, type Thing } from '../kinds/kind.ts'
import type { MetricDocument } from '../model/documents.ts'

const UNIT = { zh: '个', en: '' }

/** A kind whose row is what its fields say, for tests of metrics alone. */
export const smallKind: Kind = {
  id: 'small',
  version: 1,
  title: { zh: '小', en: 'small' },
  parts: { main: Type.Object({}) },
  columns: [
    instant('event', '时间', 'time'),
    text('kind', '类别', 'kind'),
    text('word', '词', 'word'),
    text('state', '状态', 'state', { on: { zh: '开', en: 'on' }, off: { zh: '关', en: 'off' } }),
    number('amount', '数量', 'amount', UNIT),
    number('most', '上限', 'most', UNIT),
    flag('good', '好', 'good'),
    fewFlag('open', '未结', 'open'),
    list('marks', '标记', 'marks'),
    instant('doneAt', '完成', 'done'),
  ],
  inner: {
    items: [
      text('key', '键', 'key'),
      instant('event', '时间', 'time'),
      text('kind', '类别', 'kind'),
      number('size', '大小', 'size', UNIT),
      fewFlag('open', '未结', 'open'),
    ],
  },
  derive: deriveSmall,
}

/** A second kind with the same columns but one. */
export const otherKind: Kind = {
  ...smallKind,
  id: 'other',
  columns: smallKind.columns.filter(column => column.name !== 'word'),
}

/** A kind of which there are few. */
export const fewKind: Kind = { ...smallKind, id: 'few', bounded: true }

function deriveSmall(thing: Thing) {
  const main = mainPart(thing)
  if (main === null) return null
  const { items, ...columns } = main.fields
  const row: Row = { ...columns, event: main.event, kind: thing.kind }
  return { area: main.area, row, rows: { items: (items ?? []) as unknown as Row[] }, nextAt: null }
}

export const smallMetric = (over: Partial<MetricDocument>): MetricDocument => ({
  id: 'small.count',
  title: { zh: '数', en: 'count' },
  unit: { zh: '个', en: '' },
  definition: { zh: '所有的小', en: 'all small ones' },
  kind: 'small',
  where: [],
  aggregate: { type: 'count' },
  by: [],
  areas: ['city'],
  window: { type: 'now' },
  decimals: 0,
  scale: 1,
  ...over,
})

import type { AlertDocument, FeedAlert, MetricAlert } from './document.ts'

const common = {
  severity: 2,
  forSeconds: 0,
  groupBy: 'each',
  channels: ['duty'],
  sound: true,
} as const

export const metricRule = (changes: Partial<AlertDocument> = {}): MetricAlert =>
  ({
    ...{ id: 'gas', title: { zh: '燃气压力越限', en: 'Gas pressure outside its limits' } },
    ...{ ...common, over: { metric: 'gas.outside', areas: 'district' }, condition: { above: 0 } },
    ...changes,
  }) as MetricAlert

export const feedRule = (changes: Partial<AlertDocument> = {}): FeedAlert =>
  ({
    ...{ id: 'feeds', title: { zh: '数据源断源', en: 'Feed has failed' } },
    ...{ ...common, over: { feeds: 'all', state: 'failed' } },
    ...changes,
  }) as FeedAlert

import { expect, test } from 'vitest'
import { heatStation } from '../kinds/device/devices.ts'
import type { MetricDocument, Window } from '../model/documents.ts'
import { parseMetric } from './document.ts'
import { smallMetric } from './small-kind.fixture.ts'

const series = (bucket: 'quarter' | 'hour' | 'day' | 'month', keep: number): Window => ({
  type: 'series',
  field: 'event',
  bucket,
  keep,
})

const faultsOf = (over: Partial<MetricDocument>) => {
  const metric = smallMetric({ kind: 'heat-station', aggregate: { type: 'sum', field: 'flowMax' }, ...over })
  const parsed = parseMetric(metric, [heatStation])
  return parsed.ok ? [] : parsed.faults
}
const tooFar = (over: string, days: number) => [
  `/window: ${over} are kept for ${days} days; it must not look further back`,
]

test.each<[string, Window, readonly string[]]>([
  ['minutes', { type: 'now' }, tooFar('minutes', 7)],
  ['minutes', { type: 'month', field: 'event' }, tooFar('minutes', 7)],
  ['minutes', series('hour', 169), tooFar('minutes', 7)],
  ['minutes', series('hour', 168), []],
  ['minutes', series('quarter', 96), []],
  ['minutes', { type: 'day', field: 'event' }, []],
  ['minutes', { type: 'rolling', field: 'event', minutes: 1440 }, []],
  ['hours', { type: 'now' }, tooFar('hours', 1096)],
  ['hours', series('month', 36), tooFar('hours', 1096)],
  ['hours', series('month', 35), []],
  ['hours', { type: 'year', field: 'event' }, []],
])('[MET12] a metric over %s within %j', (over, window, faults) => {
  expect(faultsOf({ over, window })).toEqual(faults)
})

test('[MET12] readings themselves are no rows', () => {
  expect(faultsOf({ over: 'readings', window: { type: 'day', field: 'event' } })).toEqual([
    '/over: heat-station has no inner rows "readings"',
  ])
})

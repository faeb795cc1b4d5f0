import { expect, test } from 'vitest'
import { parseAlert, parseChannel } from './document.ts'
import { alertFaults, type AlertGround } from './faults.ts'
import { feedRule, metricRule } from './rules.fixture.ts'
import type { MetricDocument } from '../model/documents.ts'

const faultsOf = (raw: unknown): string => {
  const parsed = parseAlert(raw)
  return parsed.ok ? '' : parsed.faults.join('\n')
}

test('[ALR1] a rule has what its schema asks, and a condition where it judges a metric', () => {
  expect([faultsOf(metricRule()), faultsOf(feedRule())]).toEqual(['', ''])
  expect(faultsOf({ ...metricRule(), severity: 5 })).toContain('/severity')
  expect(faultsOf({ ...metricRule(), more: 1 })).not.toBe('')
  expect(faultsOf({ ...metricRule(), condition: undefined })).toBe('/condition: a metric is judged by one')
  expect(faultsOf({ ...feedRule(), condition: { above: 1 } })).toContain('/condition: of a feed')
  expect(faultsOf({ ...feedRule(), groupBy: 'area' })).toContain('/groupBy: a feed has no area')
  expect(faultsOf(metricRule({ condition: { above: 5, clear: 6 } }))).toContain('/condition/clear')
  expect(faultsOf(metricRule({ condition: { below: 5, clear: 4 } }))).toContain('/condition/clear')
  expect(faultsOf(metricRule({ quiet: { from: '22:00', to: '22:00', tellUpTo: 1 } }))).toContain('/quiet')
})

test('[ALR2] a channel names its secrets, and only those of robots that sign have one to sign with', () => {
  const channel = { id: 'duty', title: { zh: '值班', en: '' }, form: 'dingtalk', address: 'A', sign: 'B' }
  expect(parseChannel(channel).ok).toBe(true)
  expect(parseChannel({ ...channel, form: 'wecom' })).toMatchObject({
    faults: ['/sign: a robot of 企业微信 signs nothing'],
  })
  expect(
    parseChannel({ ...channel, address: 'https://oapi.dingtalk.com/robot/send?access_token=1' }).ok,
  ).toBe(false)
  expect(parseChannel({ ...channel, form: 'fax' }).ok).toBe(false)
})

const metric = (over: Partial<MetricDocument> = {}): MetricDocument => ({
  ...{ id: 'gas.outside', title: { zh: '越限', en: '' }, unit: { zh: '处', en: '' } },
  ...{ definition: { zh: '', en: '' }, kind: 'gas-point', where: [], aggregate: { type: 'count' }, by: [] },
  ...{ areas: ['city', 'district'], window: { type: 'now' }, decimals: 0, scale: 1, ...over },
})
const ground = (over: Partial<MetricDocument> = {}): AlertGround => ({
  ...{ feeds: [], metrics: [metric(over)] },
  channels: [{ id: 'duty', title: { zh: '值班', en: '' }, form: 'wecom', address: 'A' }],
  areas: { byId: id => (id === '211002' ? ({ level: 'district' } as never) : null) },
})

test('[ALR1] what a rule names must be there, and be one number', () => {
  const over = (changes: object) => metricRule({ over: { ...metricRule().over, ...changes } })
  expect(alertFaults(metricRule(), ground())).toEqual([])
  expect(alertFaults(over({ areas: { area: '211002' } }), ground())).toEqual([])
  expect(alertFaults(over({ areas: { area: '999999' } }), ground()).join()).toContain(
    'there is no area 999999',
  )
  expect(alertFaults(over({ metric: 'none' }), ground())).toEqual(['/over/metric: there is no metric "none"'])
  expect(alertFaults(over({ areas: 'town' }), ground()).join()).toContain('is not counted by town')
  expect(alertFaults(over({ dims: ['x'] }), ground()).join()).toContain('/over/dims')
  expect(alertFaults(metricRule({ groupBy: 'area' }), ground()).join()).toContain('/groupBy')
  expect(alertFaults(metricRule({ channels: ['nowhere'] }), ground())).toEqual([
    '/channels: there is no channel "nowhere"',
  ])
  expect(alertFaults(feedRule({ over: { feeds: ['x'], state: 'late' } }), ground())).toEqual([
    '/over/feeds: there is no feed "x"',
  ])
  const last = { aggregate: { type: 'last', columns: ['pm25'] } } as const
  expect(alertFaults(metricRule(), ground(last)).join()).toContain('/over/column')
  expect(alertFaults(over({ column: 'pm25' }), ground(last))).toEqual([])
  expect(alertFaults(over({ column: 'pm25' }), ground()).join()).toContain('/over/column')
  const line = { window: { type: 'series', field: 'event', bucket: 'hour', keep: 3 } } as const
  expect(alertFaults(metricRule(), ground(line)).join()).toContain('the last of them is not whole')
})

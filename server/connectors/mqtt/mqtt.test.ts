import { setTimeout as sleep } from 'node:timers/promises'
import { connectAsync } from 'mqtt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Running } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests } from '../feed-for-tests.ts'
import { brokerForTests, type BrokerForTests } from './broker-for-tests.ts'
import { mqttConnector } from './mqtt-connector.ts'

let broker: BrokerForTests
let acknowledged: number
let subscriptions: number
let started: Running[]

beforeEach(async () => {
  broker = await brokerForTests()
  acknowledged = subscriptions = 0
  started = []
  broker.broker.on('ack', () => acknowledged++)
  broker.broker.on('subscribe', () => subscriptions++)
})
afterEach(async () => {
  for (const running of started) await running.stop()
  await broker.close()
})

async function listen(feed: FeedForTests): Promise<Running> {
  const before = subscriptions
  const running = mqttConnector.start(feed.access)
  started.push(running)
  await eventually(() => subscriptions > before)
  return running
}
const feedOf = () => feedForTests({ url: broker.url, topics: ['city/#'], clientId: 'wall' })

async function publish(
  payloads: readonly string[],
  { qos = 1, retain = false }: { qos?: 0 | 1; retain?: boolean } = {},
): Promise<void> {
  const client = await connectAsync(broker.url)
  await Promise.all(payloads.map(payload => client.publishAsync('city/s1/d1', payload, { qos, retain })))
  await client.endAsync()
}
const values = (feed: FeedForTests) => (feed.records() as { data: { v: number } }[]).map(({ data }) => data.v)
const range = (count: number) => Array.from({ length: count }, (_, v) => v)
const message = (v: number) => JSON.stringify({ v })

test('[MQT1] a message is a record with its topic, or one for each element of an array', async () => {
  const feed = feedOf()
  await listen(feed)
  await publish(['{"v":1}', '[{"v":2},{"v":3}]', '[]', '"text"'])
  await eventually(() => feed.records().length >= 4 && acknowledged >= 4)
  const of = (data: unknown) => ({ topic: 'city/s1/d1', levels: ['city', 's1', 'd1'], retained: false, data })
  expect(feed.records()).toEqual([of({ v: 1 }), of({ v: 2 }), of({ v: 3 }), of('text')])
})

test('[MQT2] [MQT3] many messages wait for one commit, and none is acknowledged before it', async () => {
  const feed = feedOf()
  await listen(feed)
  const open = feed.hold()
  await publish(range(300).map(message))
  await eventually(() => feed.asked() > 0)
  await sleep(200)
  expect([acknowledged, feed.asked()]).toEqual([0, 1])
  open()
  await eventually(() => acknowledged === 300)
  expect(values(feed)).toEqual(range(300))
  expect(feed.pages.length).toBeLessThan(10)
})

test('[MQT2] what was not kept before a crash is sent again after it', async () => {
  const crashed = feedOf()
  // The process ends before the commit: its page never gets anywhere.
  crashed.hold()
  const client = mqttConnector.start(crashed.access)
  await eventually(() => subscriptions > 0)
  await publish(range(20).map(message))
  await eventually(() => crashed.asked() > 0)
  void client.stop()
  await broker.away(true)
  await broker.away(false)
  const feed = feedOf()
  await listen(feed)
  await eventually(() => values(feed).length >= 20)
  expect([values(crashed).length, new Set(values(feed)).size]).toEqual([0, 20])
})

test('[MQT3] what is sent at QoS 0 shares pages too', async () => {
  const feed = feedOf()
  await listen(feed)
  await publish(range(2_000).map(message), { qos: 0 })
  await eventually(() => values(feed).length === 2_000)
  expect(feed.pages.length).toBeLessThan(40)
})

test('[MQT4] a payload that is no JSON is quarantined with its topic, an empty one is nothing, and both are acknowledged', async () => {
  const feed = feedOf()
  await listen(feed)
  await publish(['{"v":NaN}', '', `${'['.repeat(200)}${']'.repeat(200)}`, '{"v":1}'])
  await eventually(() => acknowledged === 4)
  expect(values(feed)).toEqual([1])
  const unreadable = feed.pages.flatMap(page => page.unreadable ?? [])
  expect(unreadable.map(({ path, sample }) => [path, sample.slice(0, 9)])).toEqual([
    ['city/s1/d1', '{"v":NaN}'],
    ['city/s1/d1', '[[[[[[[[['],
  ])
})

test('[MQT5] a retained message says that it is one', async () => {
  await publish(['{"v":1}'], { retain: true })
  const feed = feedOf()
  await listen(feed)
  await publish(['{"v":2}'])
  await eventually(() => feed.records().length >= 2)
  expect(feed.records()).toMatchObject([{ retained: true }, { retained: false }])
})

test('[MQT6] (F-19) what is sent while we are away comes when we are back', async () => {
  const feed = feedOf()
  const running = await listen(feed)
  await running.stop()
  await publish(range(5).map(message))
  await listen(feed)
  await eventually(() => values(feed).length >= 5)
  expect(values(feed)).toEqual(range(5))
})

test('[MQT7] when too much waits the broker is not read any more, and then it goes on', async () => {
  const feed = feedOf()
  await listen(feed)
  const open = feed.hold()
  // Each message is a thousand records: two of them are all that may wait.
  const thousand = JSON.stringify(range(1_000).map(v => ({ v })))
  await publish(Array.from({ length: 12 }, () => thousand))
  await sleep(500)
  open()
  await eventually(() => values(feed).length === 12_000)
  const largest = Math.max(...feed.pages.map(page => page.records.length))
  expect(largest).toBeLessThanOrEqual(3_000)
})

test('[MQT8] [CONN10] a refused subscription is a failed report and is tried again', async () => {
  let refusals = 2
  broker.broker.authorizeSubscribe = (_client, subscription, callback) =>
    callback(null, refusals-- > 0 ? null : subscription)
  const feed = feedOf()
  started.push(mqttConnector.start(feed.access))
  await eventually(() => feed.failures.length > 0)
  expect(feed.failures[0]).toContain('refused the subscription')
  expect([...feed.faults]).toEqual(['denied'])
  await eventually(() => feed.logs.some(line => line.includes('listening')))
})

test('[MQT9] (F-14) a message that is far too large is refused with its topic and acknowledged; others come after it', async () => {
  const feed = feedOf()
  await listen(feed)
  const client = await connectAsync(broker.url)
  await client.publishAsync('city/s1/d1', Buffer.alloc(20 * 2 ** 20, 0x20), { qos: 1 })
  await client.publishAsync('city/s1/d1', message(1), { qos: 1 })
  await eventually(() => values(feed).includes(1) && acknowledged >= 2)
  await client.endAsync()
  expect(
    feed.pages.flatMap(({ unreadable = [] }) => unreadable.map(({ reason, path }) => [reason, path])),
  ).toEqual([['the body is larger than 5 MB', 'city/s1/d1']])
})

test('[MQT10] each time it may listen, at first and after the broker was away, it says that its broker is reached', async () => {
  const feed = feedOf()
  const reached = () => feed.logs.filter(line => line === 'reached').length
  await broker.away(true)
  started.push(mqttConnector.start(feed.access))
  await eventually(() => feed.failures.length > 0)
  expect(reached()).toBe(0)
  await broker.away(false)
  await eventually(() => reached() === 1)
  await broker.away(true)
  await broker.away(false)
  await eventually(() => reached() === 2)
})

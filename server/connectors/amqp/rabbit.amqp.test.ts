import { connect } from 'amqplib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeWith } from '../../../tests/services.ts'
import type { Fields } from '../../../shared/model/value.ts'
import type { Running } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests } from '../feed-for-tests.ts'
import { proxyForTests, type ProxyForTests } from '../proxy-for-tests.ts'
import { amqp } from './amqp.ts'
import { queueForTests, type QueueForTests } from './queue-for-tests.ts'

await describeWith('rabbit', 'RabbitMQ', url => {
  let queue: QueueForTests
  let proxy: ProxyForTests
  let started: Running[]

  beforeEach(async () => {
    queue = await queueForTests(url)
    proxy = await proxyForTests(url)
    started = []
  })
  afterEach(async () => {
    for (const running of started) await running.stop()
    await proxy.close()
    await queue.close()
  })

  const feedOf = (settings: Fields = {}, over: Parameters<typeof feedForTests>[1] = {}) =>
    feedForTests({ url: proxy.url, queue: queue.queue, ...settings }, over)
  const start = (feed: FeedForTests): Running => {
    const running = amqp.start(feed.access)
    started.push(running)
    return running
  }
  const range = (count: number) => Array.from({ length: count }, (_, v) => v)
  const message = (v: number) => JSON.stringify({ v })
  const values = (feed: FeedForTests) =>
    (feed.records() as { data: { v: number } }[]).map(({ data }) => data.v)
  const has = (feed: FeedForTests, count: number) =>
    eventually(
      () => new Set(values(feed)).size >= count,
      () => [values(feed).length, feed.failures],
    )
  /** All that waits once nobody holds any of it. */
  const left = async (count: number) => {
    let waiting = -1
    await eventually(
      () => {
        void queue.waiting().then(found => (waiting = found))
        return waiting === count
      },
      () => waiting,
    )
  }

  test('[AMQ1] a message is a record with its exchange and routing key, or one for each element of a list', async () => {
    const feed = feedOf()
    start(feed)
    await queue.say('{"v":1}', '[{"v":2},{"v":3}]', '', '[]')
    await has(feed, 3)
    const of = (v: number) => ({
      exchange: queue.exchange,
      routingKey: 'city.s1.d1',
      levels: ['city', 's1', 'd1'],
      data: { v },
    })
    expect(feed.records()).toEqual([of(1), of(2), of(3)])
  })

  test('[AMQ2] (A1, F-19) nothing is acknowledged before it is kept: a broken connection brings all of it again', async () => {
    const crashed = feedOf()
    // The process ends before the commit: its page never gets anywhere.
    crashed.hold()
    const first = amqp.start(crashed.access)
    await queue.say(...range(50).map(message))
    await eventually(() => crashed.asked() > 0)
    void first.stop()
    await proxy.away(true)
    await left(50)
    await proxy.away(false)
    const feed = feedOf()
    start(feed)
    await has(feed, 50)
    expect(values(feed)).toEqual(range(50))
    for (const running of started.splice(0)) await running.stop()
    await left(0)
  })

  test('[AMQ2] (A1) what was kept and could not be acknowledged comes again, and is known by then', async () => {
    const feed = feedOf()
    start(feed)
    const open = feed.hold()
    await queue.say(message(1))
    await eventually(() => feed.asked() > 0)
    await proxy.away(true)
    open()
    await has(feed, 1)
    await proxy.away(false)
    await eventually(() => feed.records().length === 2)
    expect(values(feed)).toEqual([1, 1])
    await left(0)
  })

  test('[AMQ3] many messages share few commits, and no more than the prefetch wait for one', async () => {
    const feed = feedOf({ prefetch: 20 })
    const open = feed.hold()
    start(feed)
    await queue.say(...range(300).map(message))
    await eventually(() => feed.asked() > 0)
    await left(280)
    open()
    await has(feed, 300)
    expect(values(feed)).toEqual(range(300))
    expect(feed.pages.length).toBeLessThan(150)
    expect(Math.max(...feed.pages.map(({ records }) => records.length))).toBeLessThanOrEqual(20)
  })

  test('[AMQ4] (F-14) a message that cannot be read, or is far too large, is quarantined with its key and acknowledged', async () => {
    const feed = feedOf()
    start(feed)
    await queue.say('{"v":NaN}', Buffer.from([0xff]), Buffer.alloc(6 * 2 ** 20, 0x20), message(1))
    await has(feed, 1)
    const unreadable = feed.pages.flatMap(page => page.unreadable ?? [])
    expect(unreadable.map(({ path }) => path)).toEqual(['city.s1.d1', 'city.s1.d1', 'city.s1.d1'])
    expect(unreadable.map(({ reason }) => reason.slice(0, 8))).toEqual(['not JSON', 'the body', 'the body'])
    for (const running of started.splice(0)) await running.stop()
    await left(0)
  })

  test('[AMQ5] [CONN10] a queue that is not there is a fault with its name, and is heard once it is there', async () => {
    const name = `${queue.queue}-late`
    const feed = feedOf({ queue: name })
    start(feed)
    await eventually(() => feed.failures.length > 0)
    expect([...feed.faults]).toEqual(['moved'])
    expect(feed.failures[0]).toContain(name)
    const model = await connect(url)
    const channel = await model.createConfirmChannel()
    await channel.assertQueue(name)
    channel.sendToQueue(name, Buffer.from(message(1)))
    await channel.waitForConfirms()
    await has(feed, 1)
    const { length } = feed.failures
    await channel.deleteQueue(name)
    await eventually(() => feed.failures.length > length)
    expect(feed.failures[length]).toContain(`the queue ${name} is gone`)
    await model.close()
  })

  test('[AMQ5] a queue that the settings declare is made and bound, durable; one that is there and differs is a fault of the set-up', async () => {
    const name = `${queue.queue}-own`
    const bindings = [{ exchange: queue.exchange, key: 'city.*.d1' }]
    const feed = feedOf({ queue: name, declare: { type: 'quorum', bindings } })
    start(feed)
    await eventually(() => feed.logs.includes('reached'))
    await queue.say(message(1))
    await has(feed, 1)
    const other = feedOf({ queue: name, declare: { type: 'classic', bindings } })
    start(other)
    await eventually(() => other.failures.length > 0)
    expect([...other.faults]).toEqual(['setup'])
    const nowhere = feedOf({
      queue: name,
      declare: { type: 'quorum', bindings: [{ exchange: 'nobody', key: '#' }] },
    })
    start(nowhere)
    await eventually(() => nowhere.failures.length > 0)
    expect([...nowhere.faults]).toEqual(['moved'])
    for (const running of started.splice(0)) await running.stop()
    const model = await connect(url)
    const channel = await model.createChannel()
    await channel.deleteQueue(name)
    await model.close()
  })

  test('[AMQ6] [CONN10] (T-SEC-02) who is not let in is denied, and no password stands in a report', async () => {
    for (const settings of [{ user: 'nobody' }, { url: `${proxy.url}/no-such-host` }]) {
      const feed = feedOf(settings, {
        hasSecret: () => true,
        secret: () => (settings.user ? 'pa55word' : 'guest'),
      })
      start(feed)
      await eventually(() => feed.failures.length > 0)
      expect([...feed.faults]).toEqual(['denied'])
      expect([feed.failures, feed.logs].flat().join()).not.toContain('pa55word')
    }
  })

  test('[AMQ7] (F-40) a broker that is gone without a word is noticed, and a stop does not wait for it', async () => {
    const feed = feedOf({ beatSeconds: 1 })
    const running = start(feed)
    await eventually(() => feed.logs.includes('reached'))
    proxy.freeze()
    await eventually(() => feed.failures.length > 0)
    await eventually(() => feed.logs.filter(line => line === 'reached').length > 1)
    await queue.say(message(1))
    await has(feed, 1)
    proxy.freeze()
    await running.stop()
    expect(values(feed)).toEqual([1])
  })
})

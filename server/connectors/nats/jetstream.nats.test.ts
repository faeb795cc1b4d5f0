import { afterEach, beforeEach, expect, test } from 'vitest'
import { AckPolicy, DeliverPolicy } from '@nats-io/jetstream'
import { describeWith } from '../../../tests/services.ts'
import type { Fields } from '../../../shared/model/value.ts'
import type { Running } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests } from '../feed-for-tests.ts'
import { proxyForTests, type ProxyForTests } from '../proxy-for-tests.ts'
import { nats } from './nats.ts'
import { streamForTests, type StreamForTests } from './stream-for-tests.ts'

const DURABLE = 'feed'

await describeWith('nats', 'NATS', url => {
  let stream: StreamForTests
  let proxy: ProxyForTests
  let started: Running[]

  beforeEach(async () => {
    stream = await streamForTests(url)
    proxy = await proxyForTests(url)
    started = []
  })
  afterEach(async () => {
    for (const running of started) await running.stop()
    await proxy.close()
    await stream.close()
  })

  const feedOf = (settings: Fields = {}, over: Parameters<typeof feedForTests>[1] = {}) =>
    feedForTests({ url: proxy.url, stream: stream.stream, durable: DURABLE, ...settings }, over)
  const start = (feed: FeedForTests): Running => {
    const running = nats.start(feed.access)
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
  const note = () => stream.manager.consumers.info(stream.stream, DURABLE)
  /** So many are acknowledged, in their order. */
  const acknowledged = async (count: number) => {
    let floor = -1
    await eventually(
      () => {
        void note().then(({ ack_floor }) => (floor = ack_floor.stream_seq))
        return floor === count
      },
      () => floor,
    )
  }
  const sequenceOf = (feed: FeedForTests) =>
    (JSON.parse(feed.position() ?? 'null') as { sequence: number }).sequence

  test('[NTS1] a message is a record with its subject, or one for each element of a list', async () => {
    const feed = feedOf()
    start(feed)
    await stream.say('{"v":1}', '[{"v":2},{"v":3}]', '', '[]')
    await has(feed, 3)
    const levels = [stream.stream, 's1', 'd1']
    expect(feed.records()).toEqual([1, 2, 3].map(v => ({ subject: stream.subject, levels, data: { v } })))
    await acknowledged(4)
  })

  test('[NTS9] who only looks takes nothing from the feed', async () => {
    await stream.say(message(1), message(2))
    const look = feedOf({}, { isTrial: true, take: () => new Promise(() => undefined) })
    start(look)
    const feed = feedOf()
    start(feed)
    await has(feed, 2)
    await acknowledged(2)
    const names = []
    for await (const { name } of stream.manager.consumers.list(stream.stream)) names.push(name)
    expect(names).toHaveLength(2)
  })

  test('[NTS2] (A1, F-19) nothing is acknowledged before it is kept, and what was not kept comes again', async () => {
    const crashed = feedOf({ againSeconds: 600 })
    // The process ends before the commit: its page never gets anywhere.
    crashed.hold()
    const first = nats.start(crashed.access)
    await stream.say(...range(50).map(message))
    await eventually(() => crashed.asked() > 0)
    expect((await note()).num_ack_pending).toBe(50)
    void first.stop()
    await proxy.away(true)
    await proxy.away(false)
    expect((await note()).ack_floor.stream_seq).toBe(0)
    // The note is there, and what the settings say by now is in force.
    const feed = feedOf({ againSeconds: 2 })
    start(feed)
    await has(feed, 50)
    expect(values(feed).sort((a, b) => a - b)).toEqual(range(50))
    await acknowledged(50)
  })

  test('[NTS3] many messages share few commits, and no more than may be pending wait for one', async () => {
    const feed = feedOf({ mostPending: 20 })
    const open = feed.hold()
    start(feed)
    await stream.say(...range(300).map(message))
    await eventually(() => feed.asked() > 0)
    expect((await note()).num_ack_pending).toBe(20)
    open()
    await has(feed, 300)
    expect(values(feed)).toEqual(range(300))
    expect(feed.pages.length).toBeLessThan(150)
  })

  test('[NTS4] (F-14) a message that cannot be read is quarantined with its subject and acknowledged', async () => {
    const feed = feedOf()
    start(feed)
    await stream.say('{"v":NaN}', Buffer.from([0xff]), message(1))
    await has(feed, 1)
    const unreadable = feed.pages.flatMap(page => page.unreadable ?? [])
    expect(unreadable.map(({ path }) => path)).toEqual([stream.subject, stream.subject])
    await acknowledged(3)
  })

  test('[NTS5] the position is the number in the stream: a note that the server lost is made anew behind it', async () => {
    const feed = feedOf()
    start(feed)
    await stream.say(...range(10).map(message))
    await has(feed, 10)
    await acknowledged(10)
    expect(sequenceOf(feed)).toBe(10)
    await stream.manager.consumers.delete(stream.stream, DURABLE)
    await eventually(() => feed.faults.has('moved'))
    await stream.say(message(10))
    await has(feed, 11)
    expect(values(feed)).toEqual(range(11))
    expect(sequenceOf(feed)).toBe(11)
  })

  test('[NTS5] a stream that was made anew is read from its beginning', async () => {
    const feed = feedOf()
    const running = start(feed)
    await stream.say(...range(10).map(message))
    await has(feed, 10)
    await running.stop()
    await stream.manager.streams.delete(stream.stream)
    await stream.manager.streams.add({ name: stream.stream, subjects: [`${stream.stream}.>`] })
    await stream.say(message(10), message(11))
    start(feed)
    await has(feed, 12)
    expect(sequenceOf(feed)).toBe(2)
  })

  test('[NTS6] [CONN10] a stream that is not there is a fault with its name; a note that is somebody else’s is one of the set-up', async () => {
    const feed = feedOf({ stream: 'nobody' })
    start(feed)
    await eventually(() => feed.failures.length > 0)
    expect([[...feed.faults], feed.failures[0]]).toEqual([['moved'], 'there is no stream nobody'])
    await stream.manager.consumers.add(stream.stream, {
      ...{ durable_name: 'other', ack_policy: AckPolicy.None, deliver_policy: DeliverPolicy.New },
    })
    const other = feedOf({ durable: 'other' })
    start(other)
    await eventually(() => other.failures.length > 0)
    expect([...other.faults]).toEqual(['setup'])
    expect(other.failures[0]).toContain('the consumer other is there and differs')
  })

  test('[NTS6] of a stream only the subject of the settings comes', async () => {
    const feed = feedOf({ subject: `${stream.stream}.*.d2` })
    start(feed)
    await stream.say(message(1))
    await eventually(() => feed.logs.includes('reached'))
    expect((await note()).config.filter_subject).toBe(`${stream.stream}.*.d2`)
    expect([(await note()).num_pending, feed.records()]).toEqual([0, []])
  })

  test('[NTS7] (F-40) a server that is gone without a word is noticed, and a stop does not wait for it', async () => {
    const feed = feedOf({ beatSeconds: 1 })
    const running = start(feed)
    await eventually(() => feed.logs.includes('reached'))
    proxy.freeze()
    await eventually(() => feed.failures.length > 0)
    expect([...feed.faults]).toEqual(['unreachable'])
    await eventually(() => feed.logs.filter(line => line === 'reached').length > 1)
    proxy.freeze()
    await running.stop()
    const { length } = feed.failures
    await stream.say(message(1))
    expect([feed.asked(), feed.failures.length]).toEqual([0, length])
  })
})

import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FeedFault } from '../../shared/model/feed-fault.ts'
import type { Fields } from '../../shared/model/value.ts'
import { FeedError, type Connector, type FeedAccess, type Running } from './connector.ts'
import { eventually, feedForTests, type FeedForTests } from './feed-for-tests.ts'

/** An upstream of one connector, made anew for each test. */
export interface UpstreamForTests {
  readonly settings: Fields
  /** The value of each of its secrets, where it needs one that is one. */
  readonly secrets?: { readonly [setting: string]: string }
  /** Has the upstream say records of these numbers, as they are pushed to `running` or wait to be fetched. */
  readonly say: (numbers: readonly number[], running: Running) => Promise<void>
  /** The number of a record that was taken. */
  readonly numberOf: (record: unknown) => number
  /** Something that is no answer of it. */
  readonly garbage: (running: Running) => Promise<void>
  /** Not there any more, or again; null for one that calls us. */
  readonly away: ((on: boolean) => Promise<void>) | null
  /** What screens then say. */
  readonly awayIs?: FeedFault
  readonly close: () => Promise<void>
}

export interface ConnectorSuite {
  readonly connector: Connector
  /** What is wrong, and the path that the refusal must name. */
  readonly faults: readonly (readonly [wrong: Fields, path: string])[]
  readonly open: () => Promise<UpstreamForTests>
  /** It holds a connection, over which the upstream tells us things by itself. */
  readonly listens?: true
}

/** What holds for every connector. */
export function connectorContract({ connector, faults, open, listens }: ConnectorSuite): void {
  describe(`the ${connector.id} connector`, () => {
    let upstream: UpstreamForTests
    let started: Running[] = []

    beforeEach(async () => {
      upstream = await open()
      started = []
    })
    afterEach(async () => {
      for (const running of started) await running.stop()
      await upstream.close()
    })

    const feedOf = (over: Partial<FeedAccess> = {}, wrong: Fields = {}): FeedForTests => {
      const { settings, secrets = {} } = upstream
      const secret = (setting: string) => secrets[setting] ?? 'secret'
      return feedForTests({ ...settings, ...wrong }, { secret, ...over })
    }
    const start = (feed: FeedForTests): Running => {
      const running = connector.start(feed.access)
      started.push(running)
      return running
    }
    const heard = (feed: FeedForTests) => new Set(feed.records().map(upstream.numberOf))
    const hears = (feed: FeedForTests, numbers: readonly number[]) =>
      eventually(
        () => numbers.every(number => heard(feed).has(number)),
        () => [[...heard(feed)], feed.failures, feed.logs],
      )

    test('[CONN1] settings that do not fit are refused before anything starts, and the fault names its path', () => {
      expect(faults.length).toBeGreaterThan(0)
      for (const [wrong, path] of faults) {
        const { access } = feedOf({}, wrong)
        const refusal = faultOf(() => connector.start(access))
        expect([refusal?.blame, refusal?.retry]).toEqual(['config', false])
        expect(refusal?.message).toContain(path)
      }
    })

    test('[CONN2] what the upstream says is taken, and what it says later too', async () => {
      const feed = feedOf()
      const running = start(feed)
      await upstream.say([1, 2, 3], running)
      await hears(feed, [1, 2, 3])
      await upstream.say([4], running)
      await hears(feed, [1, 2, 3, 4])
      expect(feed.unreadable()).toEqual([])
    })

    test('[CONN3] a page that could not be kept comes again, and nothing is lost', async () => {
      const feed = feedOf()
      feed.refuse(3)
      const running = start(feed)
      await upstream.say([1, 2, 3], running)
      await hears(feed, [1, 2, 3])
      expect(feed.asked()).toBeGreaterThan(1)
    })

    test('[CONN4] what is in is not lost by a stop, and what is not in comes after the next start', async () => {
      const feed = feedOf()
      const first = start(feed)
      await upstream.say([1], first)
      await hears(feed, [1])
      await first.stop()
      const second = start(feed)
      await upstream.say([2], second)
      await hears(feed, [1, 2])
    })

    test('[CONN5] after a stop nothing is taken, reported or left open', async () => {
      const before = openThings()
      const feed = feedOf()
      const running = connector.start(feed.access)
      await upstream.say([1], running)
      await hears(feed, [1])
      await running.stop()
      await running.stop()
      const said = [feed.asked(), feed.failures.length, feed.logs.length]
      await eventually(
        () => openThings() <= before,
        () => process.getActiveResourcesInfo(),
      )
      await sleep(300)
      expect([feed.asked(), feed.failures.length, feed.logs.length]).toEqual(said)
    })

    test('[CONN6] garbage is quarantined or a failed report, and what comes after it is taken', async () => {
      const feed = feedOf()
      const running = start(feed)
      await upstream.say([1], running)
      await hears(feed, [1])
      await upstream.garbage(running)
      await eventually(() => feed.failures.length + feed.unreadable().length > 0)
      await upstream.say([2], running)
      await hears(feed, [1, 2])
    })

    test('[CONN7] [CONN10] (F-11) an upstream that is away is a failed report, and is heard again when it is back', async () => {
      if (upstream.away === null) return expect(start(feedOf()).receive).toBeTypeOf('function')
      const feed = feedOf()
      await upstream.away(true)
      const running = start(feed)
      await eventually(
        () => feed.failures.length > 1,
        () => feed.logs,
      )
      expect([...feed.faults]).toEqual([upstream.awayIs])
      await upstream.away(false)
      await upstream.say([1], running)
      await hears(feed, [1])
      await upstream.away(true)
      const failures = feed.failures.length
      await eventually(() => feed.failures.length > failures)
      await upstream.away(false)
      await upstream.say([2], running)
      await hears(feed, [1, 2])
    })

    test('[CONN8] a failed report that cannot be journaled ends nothing', async () => {
      const feed = feedOf({
        fail: async () => {
          throw new Error('no space left on device')
        },
      })
      const running = start(feed)
      await upstream.garbage(running)
      await upstream.say([1], running)
      await hears(feed, [1])
    })

    test('[CONN9] a position that something else wrote is like none', async () => {
      for (const position of ['"7"', 'not json', '{"since":7,"time":8}']) {
        const feed = feedOf({ position: () => position })
        const running = start(feed)
        await upstream.say([1], running)
        await hears(feed, [1])
        await running.stop()
      }
    })

    if (listens === undefined) return

    test('[CONN12] a stop ends, and its connection with it, though what came hangs for ever on its way to the journal', async () => {
      const before = openThings()
      const feed = feedOf()
      feed.hold()
      const running = connector.start(feed.access)
      await upstream.say([1], running)
      await eventually(() => feed.asked() > 0)
      await running.stop()
      await eventually(
        () => openThings() <= before,
        () => process.getActiveResourcesInfo(),
      )
      expect([feed.asked(), feed.pages]).toEqual([1, []])
    })

    test('[CONN12] once a stop began nothing is tried again', async () => {
      let refuse: (reason: Error) => void = () => undefined
      let asked = 0
      const take = () => {
        asked++
        return new Promise<never>((_resolve, reject) => (refuse = reject))
      }
      const running = start(feedOf({ take }))
      await upstream.say([1], running)
      await eventually(() => asked > 0)
      const stopped = running.stop()
      refuse(new Error('no space left on device'))
      await stopped
      expect(asked).toBe(1)
    })

    test('[CONN13] what can never be kept is a failed report, and comes again over another connection', async () => {
      const journal = feedOf()
      let isSound = false
      const lasting = new FeedError('it cannot be folded', { blame: 'ours', retry: false })
      const feed = feedOf({
        ...{ position: journal.position },
        take: async page => (isSound ? journal.access.take(page) : Promise.reject(lasting)),
      })
      const running = start(feed)
      await upstream.say([1], running)
      await eventually(
        () => feed.failures.length > 0,
        () => feed.logs,
      )
      expect([feed.failures[0], [...feed.faults]]).toEqual([
        'what came cannot be kept: it cannot be folded',
        ['other'],
      ])
      isSound = true
      await hears(journal, [1])
      await upstream.say([2], running)
      await hears(journal, [1, 2])
    })
  })
}

function faultOf(work: () => unknown): FeedError | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof FeedError) return error
    throw error
  }
}

/** Sockets, processes and files that keep this thread busy; timers of the test runner come and go. */
const KINDS: ReadonlySet<string> = new Set(['TCPSocketWrap', 'ProcessWrap', 'PipeWrap', 'FSReqCallback'])
const openThings = (): number => process.getActiveResourcesInfo().filter(kind => KINDS.has(kind)).length

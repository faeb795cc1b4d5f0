import { expect } from 'vitest'
import type { CityForTests } from '../mock-data/city-for-tests.ts'
import type { Upstream } from '../mock-data/upstream.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { kinds } from '../shared/kinds/registry.ts'
import type { Intake } from './intake.fixture.ts'

/** Takes in what an upstream's tables or files tell through their feeds: of each at least so many rows. */
export async function toldThrough(
  pretend: CityForTests,
  upstream: Upstream,
  intake: Intake,
  rows: { readonly [feed: string]: number },
): Promise<void> {
  const { feeds } = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
    throw new Error(JSON.stringify(fault))
  })
  const running = await upstream.start()
  // What is laid into folders is laid there once the clock moves.
  await pretend.clock.advance(pretend.clock.now() + 1)
  for (const [id, expected] of Object.entries(rows)) {
    const document = feeds.find(each => each.id === id)!
    const settings = { ...document.settings, everySeconds: 1 }
    const feed = feedForTests(settings, {
      ...{ now: pretend.clock.now, fileOf: path => `${pretend.folder}/${path}` },
    })
    const asking = connectors.get(document.connector)!.start(feed.access)
    await eventually(
      () => feed.records().length >= expected,
      () => feed.failures,
    )
    await asking.stop()
    expect([feed.failures, feed.unreadable()], id).toEqual([[], []])
    intake.take(id, feed.records())
  }
  await running.stop()
}

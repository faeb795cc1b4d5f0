import { join } from 'node:path'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { connectors } from '../../server/connectors/registry.ts'
import { createRecent } from '../../server/intake/recent.ts'
import { createShapes } from '../../server/intake/shapes.ts'
import { openBesideStore } from '../../server/journal/beside-store.ts'
import { openDatabase } from '../../server/journal/database.ts'
import type { Benchmark } from '../ground/benchmark.ts'
import { range, shippedDocuments } from '../ground/city.ts'
import { briefFlow, gridFlow, hotlineFlow, NOW } from '../ground/flow.ts'

/** At so many records a second, however many of them come in a report: about what the whole way takes (`ingest`). */
const PACE = 25_000
const RECORDS = 50_000
const DIFFERENT = 5_000

/** What is noted of records once they are in: the last of them for a trial, and how they look. */
export const benchmark: Benchmark = {
  title: 'what a record costs that is looked at after it was taken in',
  limitSeconds: [120, 240],
  async run(ground) {
    const { feeds } = shippedDocuments()
    for (const flow of [briefFlow(), gridFlow(), hotlineFlow()]) {
      const feed = feeds.find(({ id }) => id === flow.feed)
      if (feed === undefined) throw new Error(`no feed "${flow.feed}" is shipped`)
      const records = range(DIFFERENT, flow.record)
      for (const size of [1_000, 100, 1]) {
        const name = (round: number) => join(ground.folder, `${flow.title}-${size}-${round}.db`)
        const rounds = range(ground.long ? 9 : 5, round => looked(name(round), records, feed, size))
        ground.row({
          what: `${flow.title}, B=${size}: held for a trial`,
          unit: 'us',
          ours: rounds.map(({ held }) => held),
          ...(size === 1_000 ? { goal: { of: 'ours', is: 'at most', value: 1 } as const } : {}),
        })
        ground.row({
          what: `${flow.title}, B=${size}: how they look`,
          unit: 'us',
          ours: rounds.map(({ shape }) => shape),
          ...(size === 1_000 ? { goal: { of: 'ours', is: 'at most', value: 1 } as const } : {}),
        })
      }
    }
    ground.note(
      `one thread; reports of B records, ${PACE} records a second by the clock of the city, with the shipped feed of each`,
    )
  },
}

/** Microseconds per record, in reports of `size`. */
function looked(file: string, records: readonly object[], feed: FeedDocument, size: number) {
  const db = openDatabase(file)
  const shapes = createShapes(openBesideStore(db, 'shape'))
  const recent = createRecent(connectors)
  const pages = range(DIFFERENT / size, n => ({ records: records.slice(n * size, (n + 1) * size) }))
  let [held, shape] = [0, 0]
  for (let n = 0; n < RECORDS / size; n++) {
    const page = pages[n % pages.length]!
    const now = NOW + Math.floor((n * size * 1_000) / PACE)
    const start = performance.now()
    recent.note(feed, page, now)
    const between = performance.now()
    shapes.look(feed, page.records, now)
    shape += performance.now() - between
    held += between - start
  }
  db.close()
  return { held: (held * 1_000) / RECORDS, shape: (shape * 1_000) / RECORDS }
}

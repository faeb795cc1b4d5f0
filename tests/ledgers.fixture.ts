import { expect } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { BOOKS, type Book } from '../mock-data/ledgers/books.ts'
import type { LedgerEntry } from '../mock-data/ledgers/entry.ts'
import { sentBetween, toldAt } from '../mock-data/ledgers/files.ts'
import { createLedgers } from '../mock-data/ledgers/ledgers.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { createIntake } from './intake.fixture.ts'

const FEEDS = ['ledger-county', 'ledger-hongwei', 'ledger-business', 'ledger-strategy', 'ledger-debts']

/** The workbooks of the departments, taken in through the connector and the settings that are shipped. */
export function createLedgerIntake(at: string) {
  const now = Date.parse(at)
  /** Some rows stand twice, and some sheets have their columns moved. */
  const pretend = cityForTests({ at, rates: { A1: 0.02, A7: 0.02 } })
  const intake = createIntake(now, ['ledger-entry'])
  const { feeds, metrics } = loadDocuments(
    new URL('../documents', import.meta.url).pathname,
    kinds,
    fault => {
      throw new Error(JSON.stringify(fault))
    },
  )
  const truth = BOOKS.flatMap(book => toldAt(pretend, book, now))

  /** The file that a book sent last, and how many entries it has. */
  const newestOf = (book: Book) => ({
    last: sentBetween(pretend, 0, now).findLast(sent => sent.book === book)!.name,
    rows: toldAt(pretend, book, now).length,
  })

  async function takeBook(id: string, book: Book): Promise<void> {
    const settings = { ...feeds.find(feed => feed.id === id)!.settings, everySeconds: 1 }
    const feed = feedForTests(settings, {
      ...{ now: pretend.clock.now, fileOf: path => `${pretend.folder}/${path}` },
    })
    const asking = connectors.get('file-drop')!.start(feed.access)
    const { last, rows } = newestOf(book)
    const numbers = () =>
      feed
        .records()
        .map(record => record as { readonly $file: string; readonly 编号: string })
        .filter(({ $file }) => $file === last)
        .map(record => record.编号)
    await eventually(
      () => new Set(numbers()).size === rows,
      () => [feed.failures, numbers().length, last, rows],
    )
    await asking.stop()
    expect(feed.failures, id).toEqual([])
    intake.take(id, feed.records())
  }

  return {
    ...{ pretend, intake, metrics, truth },
    of: (ledger: string): readonly LedgerEntry[] => truth.filter(entry => entry.ledger === ledger),
    async fill(): Promise<void> {
      const running = await createLedgers(pretend).start()
      await pretend.clock.advance(now + 1)
      for (const [i, id] of FEEDS.entries()) await takeBook(id, BOOKS[i]!)
      await running.stop()
    },
  }
}

export const isOpen = ({ state }: LedgerEntry): boolean => state === '未开始' || state === '推进中'

import { expect, test } from 'vitest'
import { backlogOf } from '../../../shared/model/position.ts'
import type { FeedAccess } from '../connector.ts'
import { feedForTests, NOW, type FeedForTests } from '../feed-for-tests.ts'
import type { FoundFile } from './folder.ts'
import { SpentFile, UnreadableFile, type Parse } from './parsing.ts'
import type { FilesSettings } from './settings.ts'
import { Taker } from './taker.ts'

const SETTINGS: FilesSettings = { pattern: '*', format: 'csv', columns: ['n'], everySeconds: 1 }
const signal = new AbortController().signal

const fileOf = (name: string, content = name, stamp = content): FoundFile => ({
  ...{ name, stamp, bytes: content.length, writtenAt: NOW },
  async *read() {
    yield Buffer.from(content)
  },
})

/** One row: what the file holds. `wrong` says why it cannot be read. */
const parsing = (wrong: (content: string, columns: readonly string[]) => Error | null): Parse =>
  async function* parse(content, { columns }) {
    let text = ''
    for await (const chunk of content) text += Buffer.from(chunk).toString()
    const fault = wrong(text, columns)
    if (fault !== null) throw fault
    yield { type: 'record', line: 2, record: { n: text } }
    yield { type: 'end' }
  }
const plain = parsing(() => null)

interface Started {
  readonly feed: FeedForTests
  /** Looks twice and takes all, as one turn and the past behind it do; answers what it had to complain of. */
  readonly turn: (files: readonly FoundFile[]) => Promise<string | null>
}

/** A feed on a folder in memory, where the position of `before` stands. */
function start(
  before: FeedForTests | null,
  parse: Parse = plain,
  over: Partial<FilesSettings> = {},
): Started {
  const position: FeedAccess['position'] = () => feed.position() ?? before?.position() ?? null
  const feed: FeedForTests = feedForTests({}, { position })
  const taker = new Taker(feed.access, { ...SETTINGS, ...over }, parse)
  return {
    feed,
    async turn(files) {
      taker.look(files)
      taker.look(files)
      while (await taker.takeNext(signal));
      try {
        taker.complain()
        return null
      } catch (error) {
        return (error as Error).message
      }
    },
  }
}
const taken = ({ feed }: Started) => feed.records().map(record => (record as { n: string }).n)

test('[FDR19] a file that could not be read is read again under other settings, and where it still cannot be nothing is told', async () => {
  const parse = parsing((text, columns) =>
    text === 'odd' && !columns.includes('m') ? new UnreadableFile('no row has the columns') : null,
  )
  const files = [fileOf('a.csv', 'odd'), fileOf('b.csv', 'good')]
  const first = start(null, parse)
  await first.turn(files)
  expect([taken(first), first.feed.unreadable().length]).toEqual([['good'], 1])
  const same = start(first.feed, parse)
  await same.turn(files)
  const other = start(first.feed, parse, { columns: ['n', 'other'] })
  await other.turn(files)
  await other.turn(files)
  expect([same.feed.asked(), other.feed.asked()]).toEqual([0, 0])
  const mended = start(first.feed, parse, { columns: ['n', 'm'] })
  await mended.turn(files)
  expect(taken(mended)).toEqual(['odd'])
  const after = start(mended.feed, parse, { columns: ['n', 'm', 'more'] })
  await after.turn(files)
  expect(after.feed.asked()).toBe(0)
})

test('[FDR19] another content that cannot be read either is told again', async () => {
  const parse = parsing(() => new UnreadableFile('no row has the columns'))
  const first = start(null, parse)
  await first.turn([fileOf('a.csv', 'odd')])
  await first.turn([fileOf('a.csv', 'even')])
  expect(first.feed.unreadable()).toHaveLength(2)
})

test('[FDR19] what took too much time or memory is tried three times, and keeps no other out', async () => {
  let spent = 0
  const parse = parsing(text => (text === 'slow' && ++spent ? new SpentFile('it took too long') : null))
  const files = [fileOf('a.csv', 'slow'), fileOf('b.csv', 'good')]
  const started = start(null, parse)
  const said = [await started.turn(files), await started.turn(files)]
  expect(said).toEqual(['a.csv: it took too long', 'a.csv: it took too long'])
  expect([taken(started), started.feed.unreadable()]).toEqual([['good'], []])
  expect(await started.turn(files)).toBeNull()
  await started.turn(files)
  expect([spent, started.feed.unreadable()]).toEqual([3, ['the file cannot be read: it took too long']])
})

test('[FDR19] what was too slow once may go well the next time', async () => {
  let spent = 0
  const parse = parsing(() => (++spent === 1 ? new SpentFile('it took too long') : null))
  const started = start(null, parse)
  await started.turn([fileOf('a.csv')])
  await started.turn([fileOf('a.csv')])
  expect([taken(started), started.feed.unreadable()]).toEqual([['a.csv'], []])
})

test('[FDR20] of many files none that is in is taken again, after as many restarts, and what is taken away is forgotten', async () => {
  const files = Array.from({ length: 420 }, (_, i) => fileOf(`${1000 + i}.csv`))
  const first = start(null)
  await first.turn(files)
  expect([taken(first).length, backlogOf(first.feed.position()!)]).toEqual([420, null])
  let last = first
  for (let restart = 0; restart < 2; restart++) {
    const next = start(last.feed)
    const more = fileOf(`a${restart}.csv`)
    files.push(more)
    await next.turn(files)
    expect(taken(next)).toEqual([more.name])
    last = next
  }
  // The oldest of them were taken last: of the newer ones it is remembered in few signs that they lie there as they lay.
  const [other] = files.splice(410, 1)
  await last.turn([...files.slice(390, 400), { ...other!, stamp: 'touched' }])
  expect(taken(last).at(-1)).toBe(other!.name)
  expect(JSON.parse(last.feed.position()!)).toMatchObject({
    older: expect.stringMatching(/^.{80}$/) as string,
  })
})

test('[FDR20] [PAST1] the past of many files tells how many are left, those apart that are in', async () => {
  const files = Array.from({ length: 400 }, (_, i) => fileOf(`${1000 + i}.csv`))
  const first = start(null)
  await first.turn(files.slice(-350))
  expect(taken(first)).toHaveLength(350)
  const second = start(first.feed)
  await second.turn(files)
  expect([taken(second).length, taken(second)[0]]).toEqual([50, files[49]!.name])
  expect(second.feed.pages.map(({ position }) => backlogOf(position!)?.left ?? 0)[0]).toBe(49)
})

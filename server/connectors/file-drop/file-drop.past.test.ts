import { backlogOf } from '../../../shared/model/position.ts'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Page } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests } from '../feed-for-tests.ts'
import { drop, dropInEachTest, lay, settings, watch, rows, taken } from './drop-for-tests.ts'
import { fileDrop } from './file-drop.ts'

dropInEachTest()

const left = (feed: FeedForTests) =>
  feed.pages.filter(page => page.position !== undefined).map(page => backlogOf(page.position!))
const layDays = (days: readonly number[]) => {
  for (const day of days) lay(`export_202611${10 + day}.csv`, `案卷号,数量\r\nA${day},1\r\n`)
}

test('[PAST1] the newest file goes first, then the older ones, and the position tells how many are left', async () => {
  layDays([1, 2, 3, 4, 5])
  const feed = watch()
  await taken(feed, 5)
  expect(rows(feed).map(row => row.案卷号)).toEqual(['A5', 'A4', 'A3', 'A2', 'A1'])
  expect(left(feed)).toEqual([...[4, 3, 2, 1].map(n => ({ left: n, of: 5 })), null])
  layDays([6])
  await taken(feed, 6)
  expect(left(feed).at(-1)).toBeNull()
})

test('[PAST2] a crash after any file loses none, and none comes twice', async () => {
  layDays([1, 2, 3, 4, 5])
  for (const crash of [1, 3]) {
    const first = feedForTests(settings())
    let asked = 0
    const dying = fileDrop.start({
      ...first.access,
      take: page => (++asked > crash ? new Promise(() => undefined) : first.access.take(page)),
    })
    await eventually(() => asked > crash)
    void dying.stop()
    const second = watch({}, { position: () => second.position() ?? first.position() })
    await taken(second, 5 - crash)
    expect([...rows(first), ...rows(second)].map(row => row.案卷号)).toEqual(['A5', 'A4', 'A3', 'A2', 'A1'])
    expect(left(second)).toEqual([...[4, 3, 2, 1].slice(crash).map(n => ({ left: n, of: 5 })), null])
  }
})

test('[PAST1] what was still to be taken and is taken away is not missing for ever', async () => {
  layDays([1, 2, 3])
  const feed = feedForTests(settings())
  const watched = {
    ...feed.access,
    take: async (page: Page) => {
      for (const day of [1, 2]) rmSync(join(drop.folder, `export_202611${10 + day}.csv`), { force: true })
      return feed.access.take(page)
    },
  }
  drop.started.push(fileDrop.start(watched))
  await eventually(() => feed.pages.length === 2)
  expect(left(feed)).toEqual([{ left: 2, of: 3 }, null])
  expect(feed.pages[1]?.records).toEqual([])
})

import { expect, test } from 'vitest'
import { eventually, feedForTests } from './feed-for-tests.ts'
import { Gathering } from './gathering.ts'

const range = (n: number) => Array.from({ length: n }, (_, i) => i)
const MEGABYTE = 2 ** 20

test('[CONN14] what is larger than a page is taken in parts, and acknowledged with the last', async () => {
  const told: number[] = []
  const feed = feedForTests({})
  const gathering = new Gathering(feed.access)
  const records = range(2_500)
  gathering.add(
    { records, position: 'behind' },
    () => undefined,
    () => told.push(feed.pages.length),
    1,
  )
  gathering.add(
    { records: range(600) },
    () => undefined,
    () => told.push(feed.pages.length),
    1,
  )
  await eventually(() => told.length === 2)
  expect(feed.pages.map(page => [page.records.length, page.position])).toEqual([
    [1_000, undefined],
    [1_000, undefined],
    [1_000, 'behind'],
    [100, undefined],
  ])
  expect(feed.records()).toEqual([...records, ...range(600)])
  expect(told).toEqual([3, 4])
  await gathering.stop()
})

test('[CONN14] a page holds so many bytes, and while too many wait nothing more is read', async () => {
  const feed = feedForTests({})
  const open = feed.hold()
  const gathering = new Gathering(feed.access)
  let rooms = 0
  for (const n of range(4))
    gathering.add(
      { records: [n] },
      () => rooms++,
      () => undefined,
      5 * MEGABYTE,
    )
  expect(rooms).toBe(3)
  await eventually(() => feed.asked() === 1)
  expect(rooms).toBe(3)
  open()
  await eventually(() => rooms === 4)
  await gathering.stop()
  expect(feed.pages.map(page => page.records)).toEqual([
    [0, 1],
    [2, 3],
  ])
})

test('[CONN14] a stop keeps all parts of what came', async () => {
  const feed = feedForTests({})
  const gathering = new Gathering(feed.access)
  gathering.add({ records: range(2_500) }, () => undefined, null, 1)
  await gathering.stop()
  expect(feed.records()).toEqual(range(2_500))
})

test('[CONN12] what came behind something that was not kept is not kept by a stop: its position would hide it', async () => {
  const feed = feedForTests({})
  const open = feed.hold()
  const gathering = new Gathering(feed.access)
  feed.refuse(1)
  gathering.add(
    { records: [1], position: '1' },
    () => undefined,
    () => undefined,
    1,
  )
  await eventually(() => feed.asked() === 1)
  gathering.add(
    { records: [2], position: '2' },
    () => undefined,
    () => undefined,
    1,
  )
  const stopped = gathering.stop()
  open()
  await stopped
  expect([feed.asked(), feed.position()]).toEqual([1, null])
})

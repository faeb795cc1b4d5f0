import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { FeedError, type FeedAccess, type Running } from '../connector.ts'
import { eventually, feedForTests, NOW } from '../feed-for-tests.ts'
import { FileFault, type Folder, type FoundFile } from './folder.ts'
import { keepTaking } from './keep-taking.ts'
import type { FilesSettings } from './settings.ts'

const SETTINGS: FilesSettings = { pattern: '*.csv', format: 'csv', columns: ['n'], everySeconds: 1 }

const started: Running[] = []
afterEach(async () => {
  for (const running of started.splice(0)) await running.stop()
})

/** A folder in memory, which counts how often each file was read. */
function folderOf(files: {
  readonly [name: string]: { readonly stamp: string; readonly content: (time: number) => string }
}) {
  const times = new Map<string, number>()
  const found = Object.entries(files).map(([name, { stamp, content }]): FoundFile => ({
    ...{ name, stamp, bytes: 4, writtenAt: NOW },
    async *read() {
      const time = (times.get(name) ?? 0) + 1
      times.set(name, time)
      yield Buffer.from(content(time))
    },
  }))
  const folder: Folder = { list: async () => found }
  return { folder, timesOf: (name: string) => times.get(name) ?? 0 }
}

/** Content of which nothing comes. */
const failing = (fault: Error): AsyncIterable<Uint8Array> =>
  new Readable({
    read() {
      this.destroy(fault)
    },
  })

function take(folder: Folder, over: Partial<FeedAccess> = {}) {
  const feed = feedForTests({}, over)
  started.push(keepTaking(feed.access, SETTINGS, folder))
  return feed
}
const numbers = (feed: ReturnType<typeof feedForTests>) =>
  (feed.records() as { n: string }[]).map(({ n }) => n)

test('[FDR15] what lies as it was taken is not read again after a restart, and what is told by its content alone is', async () => {
  const steady = { stamp: '4 then', content: () => 'n\n1\n' }
  const first = folderOf({ 'a.csv': steady })
  const before = take(first.folder)
  await eventually(() => before.pages.length === 1)
  // Once to tell it apart, once to take it.
  expect(first.timesOf('a.csv')).toBe(2)
  const other = { stamp: '4 later', content: () => 'n\n2\n' }
  const next = folderOf({ 'a.csv': steady, 'b.csv': other })
  const after = take(next.folder, { position: () => after.position() ?? before.position() })
  await eventually(() => after.pages.length === 1)
  expect([numbers(after), next.timesOf('a.csv')]).toEqual([['2'], 0])
  // As an earlier version kept it, and as somebody touched it.
  const older = JSON.parse(before.position() ?? '') as { files: string[][] }
  const withoutStamps = JSON.stringify({ files: older.files.map(file => file.slice(0, 2)) })
  const last = folderOf({ 'a.csv': steady, 'b.csv': other })
  const upgraded = take(last.folder, { position: () => upgraded.position() ?? withoutStamps })
  await eventually(() => last.timesOf('a.csv') > 0 && upgraded.pages.length > 0)
  expect([numbers(upgraded), last.timesOf('a.csv')]).toEqual([['2'], 1])
})

test('[FDR16] (F-20) what is another when it is taken is a failed report; nothing of it goes in, the others do, and it is tried again', async () => {
  const { folder } = folderOf({
    'a.csv': { stamp: 'a', content: () => 'n\n1\n' },
    'b.csv': { stamp: 'b', content: time => (time === 1 ? 'n\n8\n' : 'n\n9\n') },
  })
  const feed = take(folder)
  await eventually(() => feed.pages.length === 2)
  expect(feed.failures).toEqual(['b.csv changed while it was read'])
  expect([numbers(feed), feed.unreadable()]).toEqual([['1', '9'], []])
})

test('[FDR17] a folder that can be looked into again says so, and one with a file that is closed to us does not', async () => {
  let isOpen = false
  const closed: Folder = {
    async list() {
      if (isOpen) return []
      throw new FeedError('it is not there', { blame: 'config', retry: true, fault: 'folder' })
    },
  }
  const feed = take(closed)
  await eventually(() => feed.failures.length > 0)
  expect(feed.logs).not.toContain('reached')
  isOpen = true
  await eventually(() => feed.logs.includes('reached'))
  const fault = new FileFault('a.csv cannot be read', { blame: 'config', retry: true, fault: 'denied' })
  const partly = take({
    list: async () => [
      {
        ...{ name: 'a.csv', stamp: 'a', bytes: 4, writtenAt: NOW },
        read: () => failing(fault),
      },
    ],
  })
  await eventually(() => partly.failures.length > 1)
  expect(partly.logs).not.toContain('reached')
})

import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Fields } from '../../../shared/model/value.ts'
import type { FeedAccess, Running } from '../connector.ts'
import { eventually, feedForTests, type FeedForTests } from '../feed-for-tests.ts'
import { fileDrop } from './file-drop.ts'

export interface Row {
  readonly 案卷号: string
  readonly 数量: string
  readonly $file: string
  readonly $row: number
  readonly $title: string
  readonly $at: string
}

export const TABLE = '案卷号,数量\r\nA1,7\r\n'

/** A folder of each test's own, and what watches it. */
export const drop = { folder: '', started: [] as Running[] }

/** Called once in every file that drops: test files share their modules, and hooks belong to a file. */
export function dropInEachTest(): void {
  beforeEach(() => {
    drop.folder = mkdtempSync(join(tmpdir(), 'drop-'))
    drop.started = []
  })
  afterEach(async () => {
    for (const running of drop.started) await running.stop()
    rmSync(drop.folder, { recursive: true })
  })
}

export function lay(name: string, content: string | Uint8Array, writtenAt?: number): void {
  const path = join(drop.folder, name)
  writeFileSync(path, content)
  if (writtenAt !== undefined) utimesSync(path, writtenAt / 1000, writtenAt / 1000)
}

export const settings = (over: Fields = {}): Fields => {
  const columns = ['案卷号', '数量']
  return { folder: drop.folder, pattern: '*', format: 'csv', columns, everySeconds: 1, ...over }
}

export function watch(over: Fields = {}, access: Partial<FeedAccess> = {}): FeedForTests {
  const feed = feedForTests(settings(over), access)
  drop.started.push(fileDrop.start(feed.access))
  return feed
}

export const rows = (feed: FeedForTests) => feed.records() as Row[]

/** All of so many files are in. */
export const positions = (feed: FeedForTests) => feed.pages.filter(page => page.position !== undefined).length
export const taken = (feed: FeedForTests, files: number) =>
  eventually(
    () => positions(feed) >= files,
    () => [feed.failures, feed.logs],
  )

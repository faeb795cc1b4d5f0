import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { clockByHand } from './clock-by-hand.ts'
import { startDropping, type Drop } from './drop-folder.ts'

const MINUTE = 60_000

let home: string
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'drop-folder-'))))
afterEach(() => rmSync(home, { recursive: true }))

const drop = (at: number, seen: () => void = () => undefined): Drop => ({
  at,
  name: `${at / MINUTE}.csv`,
  bytes: () => {
    seen()
    return Buffer.from('演示数据')
  },
})

test('[CITY13] the files of the past appear together, those that come later one by one', async () => {
  const folder = join(home, 'drop')
  const clock = clockByHand(10 * MINUTE)
  const seenThen: boolean[] = []
  const look = () => seenThen.push(existsSync(folder))
  const all = [1, 2, 3, 12].map(minute => drop(minute * MINUTE, look))
  const drops = (from: number, to: number) => all.filter(({ at }) => at > from && at <= to)
  const begin = () => startDropping({ clock, folder, drops, begin: 0, silent: () => false })
  const stop = begin()
  await clock.advance(11 * MINUTE)
  expect(seenThen).toEqual([false, false, false])
  expect(readdirSync(folder)).toEqual(['1.csv', '2.csv', '3.csv'])
  await clock.advance(13 * MINUTE)
  expect(seenThen).toEqual([false, false, false, true])
  const writtenAt = (name: string) => statSync(join(folder, name)).mtimeMs / MINUTE
  expect(['1.csv', '12.csv'].map(writtenAt)).toEqual([1, 12])
  stop()
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  begin()
  await clock.advance(20 * MINUTE)
  expect(readdirSync(folder)).toEqual([])
})

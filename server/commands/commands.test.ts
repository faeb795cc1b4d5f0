import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockFolder } from '../journal/folder-lock.ts'
import { fillCity, saidBy } from '../backup/backup.fixture.ts'
import { cityFolders } from '../engine/ticket-engine.fixture.ts'
import { dispatch } from './dispatch.ts'
import { commands } from './registry.ts'

const { fresh } = cityFolders('commands')
const NOW = Date.parse('2026-11-29T02:30:00Z')

async function called(environment: { readonly [name: string]: string }, ...words: readonly string[]) {
  const said: string[] = []
  const code = await dispatch(
    words,
    commands,
    { environment, now: () => NOW, say: line => said.push(line) },
    line => said.push(line),
  )
  return [code, said.join('\n')] as const
}

test('[CMD3] (F-31) backup, verify and restore: one encrypted file and its key, on another machine', async () => {
  const dataDir = fresh()
  await fillCity(dataDir, 4)
  const keyFile = join(fresh(), 'backup.key')
  writeFileSync(keyFile, `${'0123456789abcdef'.repeat(4)}\n`)
  const here = { DATA_DIR: dataDir, BACKUP_KEY_FILE: keyFile }
  const [made, said] = await called(here, 'backup')
  expect([made, said]).toEqual([0, expect.stringMatching(/20261129T023000Z\.tar\.gz\.sealed .*encrypted\n.*4 entries/)]) // oxfmt-ignore
  const [file = ''] = readdirSync(join(dataDir, 'backups')).filter(name => name.startsWith('liaowang'))
  const path = join(dataDir, 'backups', file)
  expect(await called(here, 'verify')).toEqual([0, expect.stringContaining('can be restored')])
  const there = { DATA_DIR: join(fresh(), 'new'), BACKUP_KEY_FILE: keyFile }
  expect(await called(there, 'restore', path)).toEqual([0, expect.stringMatching(/up to entry 4\n/)])
  expect(saidBy(there.DATA_DIR)).toEqual(saidBy(dataDir))
  expect(await called({ DATA_DIR: dataDir }, 'verify', path)).toEqual([1, expect.stringContaining('BACKUP_KEY_FILE')]) // oxfmt-ignore
  writeFileSync(keyFile, 'no key')
  expect(await called(here, 'verify')).toEqual([2, expect.stringMatching(/64 hex digits.*make one with/)])
})

test('[CMD3] what cannot be done ends with a sentence and its code', async () => {
  const dataDir = fresh()
  const here = { DATA_DIR: dataDir }
  expect(await called(here, 'backup')).toEqual([1, expect.stringContaining('has no city.db')])
  expect(await called(here, 'verify')).toEqual([1, expect.stringContaining('there is no backup in')])
  expect(await called(here, 'restore')).toEqual([2, expect.stringContaining('name the file')])
  expect(await called(here, 'restore', 'nowhere')).toEqual([2, expect.stringContaining('no file "nowhere"')])
  await fillCity(dataDir, 2)
  expect((await called(here, 'backup', '--to', join(dataDir, 'b')))[0]).toBe(0)
  const [name = ''] = readdirSync(join(dataDir, 'b')).filter(each => each.startsWith('liaowang'))
  const file = join(dataDir, 'b', name)
  const release = lockFolder(dataDir)
  expect(await called(here, 'restore', file)).toEqual([
    2,
    expect.stringContaining('in use by another server'),
  ])
  release()
  const bytes = readFileSync(file)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 9
  writeFileSync(file, bytes)
  expect(await called(here, 'verify', file)).toEqual([1, expect.stringContaining('cannot be restored')])
  expect((await called(here, 'restore', file))[0]).toBe(1)
  expect((await called({ DATA_DIR: dataDir, PORT: 'x' }, 'backup'))[0]).toBe(2)
})

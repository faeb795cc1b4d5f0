import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FeedError } from '../connector.ts'
import { FileFault, FileGone, type FoundFile } from '../files/folder.ts'
import { createGate } from './gate.ts'
import { localFolder } from './local-folder.ts'

const { signal } = new AbortController()
let home: string
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'local-folder-'))))
afterEach(() => rmSync(home, { recursive: true }))

async function read(file: FoundFile): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of file.read(signal)) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

async function found(content: string): Promise<{ readonly path: string; readonly file: FoundFile }> {
  const path = join(home, 'a.csv')
  writeFileSync(path, content)
  const [file] = await localFolder(home).list(() => true, signal)
  return { path, file: file! }
}

test('[FDR22] (F-20) what came in the place of a file is not read: a link, a pipe that nobody writes to, another file', async () => {
  const instead: readonly ((path: string) => void)[] = [
    path => symlinkSync('/etc/passwd', path),
    path => execFileSync('mkfifo', [path]),
    path => writeFileSync(path, 'another'),
  ]
  for (const lay of instead) {
    const { path, file } = await found('12345')
    rmSync(path)
    lay(path)
    const fault = await read(file).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(FileFault)
    expect((fault as Error).message).toBe('a.csv changed while it was read')
    rmSync(path)
  }
})

test('[FDR22] one that is cut while it is read is not whole, one that is gone is no fault, and one that grew is another', async () => {
  const long = 'x'.repeat(600_000)
  const { path, file } = await found(long)
  expect(await read(file)).toBe(long)
  const pieces = file.read(signal)[Symbol.asyncIterator]()
  await pieces.next()
  truncateSync(path, 300_000)
  const cut = async () => {
    while ((await pieces.next()).done !== true);
  }
  await expect(cut()).rejects.toThrow('changed while it was read')
  const { file: grown } = await found(long)
  appendFileSync(path, 'y')
  await expect(read(grown)).rejects.toBeInstanceOf(FileFault)
  rmSync(path)
  await expect(read(grown)).rejects.toBeInstanceOf(FileGone)
})

test('[FDR21] (F-12) a folder whose disk does not answer, or that waits for such ones, is a failed report', async () => {
  const gate = createGate({ atOnce: 1, patienceMs: 20 })
  const hung = gate.ask('/mnt/hung', () => new Promise(() => undefined), signal)
  await expect(hung).rejects.toBeInstanceOf(FeedError)
  const fault = await localFolder(home, gate)
    .list(() => true, signal)
    .catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(FeedError)
  expect([(fault as FeedError).fault, (fault as FeedError).message]).toEqual([
    'slow',
    `the disk of the folder ${home} does not answer`,
  ])
})

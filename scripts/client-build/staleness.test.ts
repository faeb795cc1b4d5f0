import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isStale } from './staleness.ts'

const BUILT = 'dist/client/version.json'

/** A folder with the files, each changed at its own second. */
const tree = (files: Readonly<Record<string, number>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'liaowang-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const path of Object.keys(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), '')
  }
  const folders = ['client', 'shared', 'client/fonts', 'shared/city', 'documents', 'public', 'scripts/fonts']
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true })
  for (const folder of folders.reverse()) utimesSync(join(root, folder), 1, 1)
  for (const [path, at] of Object.entries(files)) utimesSync(join(root, path), at, at)
  return root
}

test('[BLD1] a client that was never built is built', () => {
  expect(isStale(tree({ 'client/main.ts': 10 }))).toBe(true)
})

test('[BLD1] a client is built again when anything it is made of is younger', () => {
  expect(isStale(tree({ 'client/main.ts': 10, 'shared/city/a.ts': 10, [BUILT]: 20 }))).toBe(false)
  for (const path of [
    ...['client/main.ts', 'shared/city/a.ts', 'documents/scenes/a.json', 'public/icon.svg'],
    ...['scripts/fonts/cut.ts', 'scripts/build-fonts.ts', 'package-lock.json'],
  ]) {
    expect(isStale(tree({ [path]: 30, [BUILT]: 20 })), path).toBe(true)
  }
})

test('[BLD1] a deleted source counts as a change, what the build makes itself and tests do not', () => {
  const root = tree({ 'client/a.ts': 10, 'client/b.ts': 10, [BUILT]: 20 })
  expect(isStale(root)).toBe(false)
  rmSync(join(root, 'client/b.ts'))
  expect(isStale(root)).toBe(true)
  const made = tree({ 'client/fonts/generated/faces.css': 30, 'shared/city/a.test.ts': 30, [BUILT]: 20 })
  utimesSync(join(made, 'client/fonts'), 1, 1)
  expect(isStale(made)).toBe(false)
})

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { CLIENT, isStale, SERVER } from './staleness.ts'

const BUILT = CLIENT.mark

/** A folder with the files, each changed at its own second. */
const tree = (files: Readonly<Record<string, number>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'liaowang-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const path of Object.keys(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), '')
  }
  const folders = [
    ...['client', 'server', 'shared', 'client/fonts', 'shared/city', 'documents', 'public'],
    ...['scripts/fonts', 'scripts/server-build'],
  ]
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true })
  for (const folder of folders.reverse()) utimesSync(join(root, folder), 1, 1)
  for (const [path, at] of Object.entries(files)) utimesSync(join(root, path), at, at)
  return root
}

test('[BLD1] what was never built is built', () => {
  expect(isStale(CLIENT, tree({ 'client/main.ts': 10, [SERVER.mark]: 20 }))).toBe(true)
  expect(isStale(SERVER, tree({ 'server/main.ts': 10, [CLIENT.mark]: 20 }))).toBe(true)
})

test('[BLD1] a client is built again when anything it is made of is younger', () => {
  expect(isStale(CLIENT, tree({ 'client/main.ts': 10, 'shared/city/a.ts': 10, [BUILT]: 20 }))).toBe(false)
  for (const path of [
    ...['client/main.ts', 'shared/city/a.ts', 'documents/scenes/a.json', 'public/icon.svg'],
    ...['scripts/fonts/cut.ts', 'scripts/build-fonts.ts', 'package-lock.json'],
  ]) {
    expect(isStale(CLIENT, tree({ [path]: 30, [BUILT]: 20 })), path).toBe(true)
  }
})

test('[BLD1] a server is built again when anything it is made of is younger, and not for what it reads when it starts', () => {
  const server = (files: Readonly<Record<string, number>>) =>
    isStale(SERVER, tree({ [SERVER.mark]: 20, ...files }))
  expect(server({ 'server/main.ts': 10, 'documents/city.json': 30, 'client/main.ts': 30 })).toBe(false)
  for (const path of ['server/run.ts', 'shared/city/a.ts', 'package.json', 'scripts/server-build/a.ts'])
    expect(server({ [path]: 30 }), path).toBe(true)
})

test('[BLD1] a deleted source counts as a change, what the build makes itself and tests do not', () => {
  const root = tree({ 'client/a.ts': 10, 'client/b.ts': 10, [BUILT]: 20 })
  expect(isStale(CLIENT, root)).toBe(false)
  rmSync(join(root, 'client/b.ts'))
  expect(isStale(CLIENT, root)).toBe(true)
  const made = tree({ 'client/fonts/generated/faces.css': 30, 'shared/city/a.test.ts': 30, [BUILT]: 20 })
  utimesSync(join(made, 'client/fonts'), 1, 1)
  expect(isStale(CLIENT, made)).toBe(false)
})

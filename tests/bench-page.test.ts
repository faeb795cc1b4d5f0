import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../scripts/command.ts'

const page = readFileSync(join(ROOT, 'bench/README.md'), 'utf8')
const marked = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, name]) => name).sort()

test('[BNC1] every benchmark has its place on the bench page, and every place its benchmark', () => {
  const names = globSync('bench/*/*.bench.ts', { cwd: ROOT }).map(path => basename(path, '.bench.ts'))
  expect(names.length).toBeGreaterThan(15)
  expect(marked(/^<!-- figures of (\S+) -->$/gm)).toEqual(names.sort())
  expect(marked(/^<!-- end of (\S+) -->$/gm)).toEqual(names)
})

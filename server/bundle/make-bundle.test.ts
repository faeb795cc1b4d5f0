import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeBundle } from './make-bundle.ts'
import { importedIn, reachedFrom, type Lock } from './modules.ts'

const home = mkdtempSync(join(tmpdir(), 'liaowang-bundle-'))
afterAll(() => rmSync(home, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(join(home, file, '..'), { recursive: true })
  writeFileSync(join(home, file), text)
}

const LOCK: Lock = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': {
      version: '1.0.0',
      license: 'MIT',
      dependencies: { b: '2' },
      peerDependencies: { p: '1' },
    },
    'node_modules/a/node_modules/b': { version: '2.0.0', license: 'ISC' },
    'node_modules/b': { version: '1.0.0', license: 'MIT', dependencies: { '@s/c': '1' } },
    'node_modules/@s/c': {
      version: '1.0.0',
      license: 'MIT',
      peerDependencies: { q: '1' },
      peerDependenciesMeta: { q: { optional: true } },
    },
    'node_modules/p': { version: '1.0.0', license: 'MIT', optionalDependencies: { elsewhere: '1' } },
    'node_modules/q': { version: '1.0.0', license: 'MIT' },
    'node_modules/elsewhere': { version: '1.0.0', license: 'MIT' },
    'node_modules/tool': { version: '1.0.0', license: 'MIT', dev: true },
  },
}

test('[BDL4] what the sources need is found as Node finds it, without tools, peers that may be missing, and other machines', () => {
  const all = (path: string) => path !== 'node_modules/elsewhere'
  expect(reachedFrom(LOCK, ['a', 'tool', 'nobody'], all)).toEqual([
    'node_modules/a',
    'node_modules/a/node_modules/b',
    'node_modules/p',
  ])
  expect(reachedFrom(LOCK, ['b'], all)).toEqual(['node_modules/@s/c', 'node_modules/b'])
  write(
    'x/one.ts',
    "import a from 'a'\nimport { readFile } from 'node:fs'\nimport '@s/c/deep.ts'\nimport './b.ts'\n",
  )
  write('x/two.ts', "const b = await import('b')\nconst text = `from 'nobody' is no import of ${1}`\n")
  write('x/one.test.ts', "import t from 'tool'\n")
  expect(importedIn(home, ['x'])).toEqual(['@s/c', 'a', 'b', 'nobody'])
})

test('[BDL5] the same sources make the same bytes, and what is missing is said', async () => {
  const root = join(home, 'root')
  const order = {
    ...{ root, platform: 'linux-x64', name: 'x', version: '1.0.0', license: 'Apache-2.0', key: null },
    node: { file: join(root, 'LICENSE'), version: '26.0.0' },
  }
  await expect(makeBundle({ ...order, to: join(home, 'none') })).rejects.toThrow('npm run build')
  write('root/dist/client/index.html', '<!doctype html>')
  await expect(makeBundle({ ...order, to: join(home, 'none') })).rejects.toThrow('npm run build')
  write('root/dist/server/main.js', '')
  for (const folder of ['server', 'shared', 'mock-data', 'client'])
    write(`root/${folder}/main.ts`, "import a from 'a'\n")
  for (const file of [
    'docs/a.md',
    'documents/a.json',
    'examples/a.json',
    'LICENSE',
    'README.md',
    'package.json',
  ])
    write(`root/${file}`, 'x\n')
  for (const file of ['install.sh', 'liaowang']) write(`root/packaging/${file}`, '#!/bin/sh\n')
  for (const path of Object.keys(LOCK.packages).filter(each => each !== ''))
    write(`root/${path}/package.json`, '{}')
  write('root/package-lock.json', JSON.stringify(LOCK))
  const other = join(home, 'other')
  cpSync(root, other, { recursive: true })
  const [one, two] = [
    await makeBundle({ ...order, to: join(home, '1') }),
    await makeBundle({ ...order, root: other, to: join(home, '2') }),
  ]
  expect(readFileSync(one.path).equals(readFileSync(two.path))).toBe(true)
  await expect(makeBundle({ ...order, to: join(home, '1') })).rejects.toThrow('is there already')
})

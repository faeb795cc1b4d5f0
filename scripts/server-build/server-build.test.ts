import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { expect, onTestFinished, test } from 'vitest'
import { ownAddresses } from './own-addresses.ts'

/** Builds the sources as the server is built; answers the folder that both lie in. */
async function built(sources: Readonly<Record<string, string>>, program?: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'liaowang-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...sources })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const input = {
    main: join(root, 'server/main.ts'),
    ...(program === undefined ? {} : { program: join(root, program) }),
  }
  const programs = new Map(program === undefined ? [] : [[join(root, program), 'program']])
  await build({
    root: join(root, 'server'),
    configFile: false,
    logLevel: 'silent',
    plugins: [ownAddresses(join(root, 'dist/server'), programs)],
    build: { ssr: true, rolldownOptions: { input }, outDir: '../dist/server', minify: false },
  })
  return root
}

test('[BLD6] a built module reads what lies beside its source, also after a move', async () => {
  const root = await built({
    'server/main.ts': `export { words } from './deep/words.ts'`,
    'server/deep/words.ts': `import { readFileSync } from 'node:fs'
      export const words: string = readFileSync(new URL('words.txt', import.meta.url), 'utf8')`,
    'server/deep/words.txt': 'beside',
  })
  const moved = `${root}-moved`
  renameSync(root, moved)
  onTestFinished(() => rmSync(moved, { recursive: true }))
  const { words } = (await import(pathToFileURL(join(moved, 'dist/server/main.js')).href)) as {
    words: string
  }
  expect(words).toBe('beside')
})

test('[BLD6] a module that asks for its folder is refused', async () => {
  await expect(built({ 'server/main.ts': 'export const here = import.meta.dirname' })).rejects.toThrow(
    'only import.meta.url',
  )
})

test('[BLD7] a program that is built as well is started as it was built, others from their sources', async () => {
  const root = await built(
    {
      'server/main.ts': `export { built, source } from './deep/starting.ts'`,
      'server/deep/starting.ts': `export const built: string = new URL('parse.ts', import.meta.url).href
        export const source: string = new URL('./thread.ts', import.meta.url).href`,
      'server/deep/parse.ts': `export const said: string = 'parsed'`,
      'server/deep/thread.ts': '',
    },
    'server/deep/parse.ts',
  )
  const main = join(root, 'dist/server/main.js')
  const { built: program, source } = (await import(pathToFileURL(main).href)) as Record<string, string>
  expect(source).toBe(pathToFileURL(join(root, 'server/deep/thread.ts')).href)
  expect(program).toBe(pathToFileURL(join(root, 'dist/server/program.js')).href)
  expect(await import(program!)).toMatchObject({ said: 'parsed' })
})

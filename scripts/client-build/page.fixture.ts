import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { ROOT } from '../command.ts'

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head><meta charset="utf-8"><title>瞭望</title></head>
  <body><div id="app"></div><script type="module" src="./main.ts"></script></body>
</html>`

/** A small page that is built as the client is. */
export interface Page {
  /** Builds the page from this program and returns the folder with the outcome. */
  readonly build: (program: string, others?: Readonly<Record<string, string>>) => Promise<string>
  readonly remove: () => void
}

export const createPage = (): Page => {
  // Inside the repository, so that packages resolve as they do for the client.
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, 'dist/page-'))
  return {
    async build(program, others = {}) {
      const files = Object.entries({ 'index.html': PAGE, 'main.ts': program, ...others })
      for (const [name, content] of files) writeFileSync(join(folder, name), content)
      const outDir = join(folder, 'out')
      const configFile = join(ROOT, 'client/vite.config.ts')
      await build({ root: folder, configFile, logLevel: 'error', build: { outDir } })
      return outDir
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

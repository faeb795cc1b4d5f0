import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import { ROOT } from '../command.ts'

/** The same sources give the same version: the names of built files carry hashes of their content. */
const versionOf = (html: string, bundle: Rolldown.OutputBundle): string => {
  const hash = createHash('sha256').update(html)
  for (const name of Object.keys(bundle).sort()) hash.update(name)
  for (const path of globSync('public/**/*.*', { cwd: ROOT }).sort()) {
    hash.update(path).update(readFileSync(join(ROOT, path)))
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * Tells a page which version it is (`<meta name="liaowang-version">`) and a running screen which version the server has
 * by now (`/version.json`): a wall whose two differ loads itself again.
 */
export const versionPlugin = (): Plugin => {
  let version = ''
  return {
    name: 'liaowang-version',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => {
        if (bundle === undefined) return []
        version = versionOf(html, bundle)
        return [{ tag: 'meta', injectTo: 'head', attrs: { name: 'liaowang-version', content: version } }]
      },
    },
    generateBundle() {
      if (version === '') this.error('the page was built after the version was needed')
      this.emitFile({ type: 'asset', fileName: 'version.json', source: `${JSON.stringify({ version })}\n` })
    },
  }
}

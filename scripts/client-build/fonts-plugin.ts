import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'
import { buildFonts } from '../build-fonts.ts'
import { ROOT } from '../command.ts'

const GENERATED = 'client/fonts/generated'

/** Phones draw with their own Chinese fonts first, so they fetch ours only where a character is missing. */
const PRELOADED: ReadonlyMap<string, string | undefined> = new Map([
  ['figures.woff2', undefined],
  ['chinese.woff2', '(min-width: 640px)'],
])

const preloadsOf = (bundle: Rolldown.OutputBundle): HtmlTagDescriptor[] =>
  Object.values(bundle).flatMap(file => {
    const name = file.type === 'asset' ? basename(file.originalFileNames[0] ?? '') : ''
    if (!PRELOADED.has(name)) return []
    const media = PRELOADED.get(name)
    const attrs = {
      rel: 'preload',
      as: 'font',
      type: 'font/woff2',
      href: `/${file.fileName}`,
      crossorigin: true,
    }
    return { tag: 'link', injectTo: 'head', attrs: media === undefined ? attrs : { ...attrs, media } }
  })

/** Makes the fonts before anything imports them, preloads what the first picture needs, and ships their licences. */
export const fontsPlugin = (): Plugin => ({
  name: 'liaowang-fonts',
  async config() {
    const made = await buildFonts()
    if (made !== null) console.log(made)
  },
  async buildStart() {
    if (this.environment.mode !== 'build') return
    for (const path of globSync(`${GENERATED}/*.LICENSE.txt`, { cwd: ROOT })) {
      const source = await readFile(join(ROOT, path))
      this.emitFile({ type: 'asset', fileName: `licences/${basename(path)}`, source })
    }
  },
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) => (bundle === undefined ? [] : preloadsOf(bundle)),
  },
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from '../command.ts'
import { createPage } from './page.fixture.ts'

const SOURCE = `
import '${ROOT}/client/fonts/fonts.css'
import './page.css'
import { createApp, h } from 'vue'
import mark from './mark.svg'
class Lamp { static colour = ''; static { Lamp.colour = 'ivory' } }
createApp({ render: () => h('img', { src: mark, alt: Lamp.colour }) }).mount('#app')
void import('echarts/core').then(({ version }) => document.title = version)
`

const small = createPage()
afterAll(small.remove)

/** Builds a small page with the client's own configuration; `source` is its whole program. */
const built = async (source: string) => {
  const out = await small.build(source, {
    'page.css': '.panel { & .row { inset: 0 } }',
    'mark.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  })
  const read = (name: string) => readFileSync(join(out, name), 'utf8')
  const assets = readdirSync(join(out, 'assets'))
  const all = (kind: string) => assets.filter(name => name.endsWith(kind)).map(name => read(`assets/${name}`))
  const html = read('index.html')
  const { version } = JSON.parse(read('version.json')) as { version: string }
  return {
    folder: out,
    html,
    version,
    assets,
    scripts: all('.js'),
    styles: all('.css'),
    files: readdirSync(out),
  }
}

const page = await built(SOURCE)

test('[BLD2] a page has nothing inline and needs no code made from text', () => {
  expect(page.html).toMatch(/<script type="module" crossorigin src="\/assets\//)
  expect(page.html).not.toMatch(/<script(?![^>]* src=)|<style|javascript:|data:/)
  for (const style of page.styles) expect(style).not.toContain('data:')
  for (const script of page.scripts) expect(script).not.toMatch(/new Function|\beval\(|data:image/)
  expect(page.assets).toContainEqual(expect.stringMatching(/^mark-.*\.svg$/))
})

test('[BLD3] syntax and styles are lowered to Chromium 90', () => {
  for (const script of page.scripts) expect(script).not.toMatch(/\bstatic\s*\{/)
  expect(page.scripts.join()).toContain('ivory')
  expect(page.styles.join()).toContain('.panel .row')
})

test('[BLD4] the page and version.json say the same version, which changes with the program only', async () => {
  expect(page.version).toMatch(/^[0-9a-f]{16}$/)
  expect(page.html).toContain(`<meta name="liaowang-version" content="${page.version}">`)
  expect((await built(SOURCE)).version).toBe(page.version)
  expect((await built(SOURCE.replace('ivory', 'amber'))).version).not.toBe(page.version)
})

test('[BLD5] charts and other packages are files of their own, which a new version of the client leaves cached', async () => {
  const shared = (assets: readonly string[]) =>
    assets.filter(name => /^(charts|vendor)-.*\.js$/.test(name)).sort()
  expect(shared(page.assets)).toHaveLength(2)
  expect(shared((await built(SOURCE.replace('ivory', 'amber'))).assets)).toEqual(shared(page.assets))
})

test('[BLD8] scripts and styles lie packed beside themselves, and are the same unpacked', async () => {
  const { folder, assets } = await built(SOURCE)
  const at = (name: string) => readFileSync(join(folder, 'assets', name))
  const large = assets.filter(name => /\.(js|css)$/.test(name) && at(name).length >= 1_024)
  expect(large.length).toBeGreaterThan(2)
  for (const name of large) {
    expect(brotliDecompressSync(at(`${name}.br`)).equals(at(name)), name).toBe(true)
    expect(gunzipSync(at(`${name}.gz`)).equals(at(name)), name).toBe(true)
    expect(at(`${name}.br`).length, name).toBeLessThan(at(name).length)
  }
  expect(assets.filter(name => name.includes('.woff2.'))).toEqual([])
})

test('[FNT1] the page preloads the two cut fonts, the Chinese one not on phones', () => {
  const preloads = page.html.match(/<link rel="preload"[^>]*>/g) ?? []
  const [chinese, figures] = [...preloads].sort()
  expect(preloads).toHaveLength(2)
  expect(chinese).toMatch(/href="\/assets\/chinese-[\w-]+\.woff2" crossorigin media="\(min-width: 640px\)"/)
  expect(figures).toMatch(/href="\/assets\/figures-[\w-]+\.woff2" crossorigin>/)
  for (const preload of preloads) {
    const file = /assets\/([^"]+)/.exec(preload)?.[1]
    expect(page.assets).toContain(file)
    expect(page.styles.join()).toContain(`/assets/${file}`)
  }
  expect(page.files).toContain('licences')
})

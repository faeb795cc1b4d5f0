import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../scripts/command.ts'
import { ROUTES } from '../server/access/route-table.ts'

interface Manifest {
  readonly name: string
  readonly short_name: string
  readonly start_url: string
  readonly scope: string
  readonly display: string
  readonly background_color: string
  readonly theme_color: string
  readonly icons: readonly {
    readonly src: string
    readonly sizes: string
    readonly type: string
    readonly purpose?: string
  }[]
  readonly shortcuts: readonly { readonly url: string }[]
}

const file = (...path: readonly string[]) => readFileSync(join(ROOT, ...path))
const page = file('client', 'index.html').toString()
const manifest = JSON.parse(file('public', 'manifest.webmanifest').toString()) as Manifest

/** Width and height of a PNG, from its first chunk. */
function sizeOf(png: Buffer): string {
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`
}

test('[PWA1] the page can be installed: a name, a start within its scope, a window of its own, and icons as large as they say', () => {
  expect(page).toContain('rel="manifest" href="/manifest.webmanifest"')
  expect([manifest.start_url, manifest.scope, manifest.display]).toEqual(['/', '/', 'standalone'])
  expect([manifest.name, manifest.short_name].every(name => name.length > 0)).toBe(true)
  const pngs = manifest.icons.filter(({ type }) => type === 'image/png')
  for (const { src, sizes } of pngs) expect(sizeOf(file('public', src)), src).toBe(sizes)
  expect(pngs.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']))
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true)
  expect(file('public', 'icon-192.png').length).toBeGreaterThan(0)
})

test('[PWA1] its colours are those of the page, and its shortcuts lead to pages that are there', () => {
  const ground = /--bg: (#[0-9a-f]{6})/.exec(file('client', 'theme', 'tokens.css').toString())?.[1]
  const [theme] = /#[0-9a-f]{6}/.exec(page) ?? []
  expect([manifest.theme_color, manifest.background_color, theme]).toEqual([ground, ground, ground])
  const pages = Object.keys(ROUTES).flatMap(route => /^GET (\/[a-z]+)\{\/\*rest\}$/.exec(route)?.[1] ?? [])
  for (const { url } of manifest.shortcuts) expect(pages).toContain(/^\/[a-z]+/.exec(url)?.[0])
})

test('[PWA2] (ADR 34) nothing stands between a page and its server that could answer with what it kept', () => {
  for (const folder of ['client', 'public']) {
    const sources = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    for (const source of sources.filter(each => /\.(ts|vue|html|js)$/.test(each)))
      expect(file(folder, source).includes('serviceWorker'), source).toBe(false)
  }
})

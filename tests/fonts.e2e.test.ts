import { createServer } from 'node:http'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { createPage } from '../scripts/client-build/page.fixture.ts'
import { ROOT } from '../scripts/command.ts'
import { launchChromium } from './chromium.ts'

// 辽阳白塔 are in the documents; 龘 is a character that no text of the project uses.
const PROGRAM = `
import '${ROOT}/client/fonts/fonts.css'
import { CANVAS_FAMILIES, loadCanvasGlyphs } from '${ROOT}/client/fonts/load.ts'
const app = document.getElementById('app')
app.style.fontFamily = 'var(--font-text)'
app.textContent = new URLSearchParams(location.search).get('text')
Object.assign(window, { CANVAS_FAMILIES, loadCanvasGlyphs })
`
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'"
const TYPES = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
  ['.woff2', 'font/woff2'],
])

const page = createPage()
const folder = await page.build(PROGRAM)
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const file = join(folder, pathname === '/' ? 'index.html' : pathname)
  readFile(file).then(
    content => {
      const type = TYPES.get(extname(file)) ?? 'application/octet-stream'
      response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(content)
    },
    () => response.writeHead(404).end(),
  )
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const browser = await launchChromium()
afterAll(async () => {
  await browser.close()
  server.close()
  page.remove()
})

interface Visit {
  readonly text: string
  readonly width?: number
}

/** Opens the page with this text and tells which fonts it fetched, and what the browser complained of. */
const visit = async ({ text, width = 1920 }: Visit) => {
  const tab = await browser.newPage({ viewport: { width, height: 1080 } })
  const fetched: string[] = []
  const complaints: string[] = []
  tab.on('request', request => {
    const name = /assets\/(.+)-[\w-]{8}\.woff2$/.exec(request.url())?.[1]
    if (name !== undefined) fetched.push(name.replace(/-\d+-wght-normal$/, ''))
  })
  tab.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  tab.on('pageerror', error => complaints.push(error.message))
  const { port } = server.address() as AddressInfo
  await tab.goto(`http://127.0.0.1:${port}/?text=${encodeURIComponent(text)}`)
  await tab.waitForLoadState('networkidle')
  return { tab, fetched: [...new Set(fetched)].sort(), complaints }
}

test('[FNT14] the texts of the project need the two cut fonts only, under a strict content security policy', async () => {
  const { tab, fetched, complaints } = await visit({ text: '辽阳白塔 95.0 %' })
  expect(fetched).toEqual(['chinese', 'figures'])
  expect(complaints).toEqual([])
  await tab.close()
})

test('[FNT14] a character that came with the data fetches its slice', async () => {
  const { tab, fetched } = await visit({ text: '辽阳龘 95' })
  expect(fetched).toEqual(['chinese', 'figures', 'noto-sans-sc'])
  await tab.close()
})

test('[FNT14] a phone fetches no Chinese font before a character needs it', async () => {
  const { tab, fetched } = await visit({ text: '95.0 %', width: 390 })
  expect(fetched).toEqual(['figures'])
  await tab.close()
})

/** Runs in the page: the ink of each character on a canvas, in one weight. */
const inkOf = async (weight: number) => {
  const { loadCanvasGlyphs, CANVAS_FAMILIES } = window as unknown as typeof import('../client/fonts/load.ts')
  const text = '辽阳白塔龘7'
  const faults = await loadCanvasGlyphs([text])
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (context === null || faults.length > 0) throw new Error(String(faults))
  context.font = `${weight} 100px ${CANVAS_FAMILIES}`
  return [...text].map(character => {
    context.clearRect(0, 0, 300, 150)
    context.fillText(character, 10, 110)
    const { data } = context.getImageData(0, 0, 300, 150)
    const ink = data.reduce((sum, value, index) => (index % 4 === 3 ? sum + value : sum), 0)
    return { character, ink, width: context.measureText(character).width }
  })
}

test('[FNT15] a canvas draws every character in every weight once its glyphs are loaded', async () => {
  const { tab } = await visit({ text: '' })
  const [regular, medium, semibold] = [
    await tab.evaluate(inkOf, 400),
    await tab.evaluate(inkOf, 500),
    await tab.evaluate(inkOf, 600),
  ]
  for (const [index, { character, ink, width }] of regular.entries()) {
    const heavier = [medium[index]?.ink ?? 0, semibold[index]?.ink ?? 0] as const
    expect(heavier[0], `${character} at 500`).toBeGreaterThan(ink * 1.02)
    expect(heavier[1], `${character} at 600`).toBeGreaterThan(heavier[0] * 1.02)
    if (character !== '7') expect(width).toBeCloseTo(100, 0)
  }
  // A box for a missing character is the same box for all of them.
  expect(new Set(regular.map(({ ink }) => ink)).size).toBe(regular.length)
  await tab.close()
})

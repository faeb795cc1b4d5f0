import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { Benchmark } from '../ground/benchmark.ts'
import { cookiesFor, type LetIn } from '../ground/let-in.ts'
import type { CityProcess } from '../ground/server.ts'
import { startKnowingCity } from './overview.ts'
import { WALL, withBrowser } from './page.ts'

const SCRIPTS_LIMIT = 260_000
/** Nothing is fetched any more. */
const CALM_MS = 2_000

export const benchmark: Benchmark = {
  title: 'the first picture of a browser that knows nothing yet',
  limitSeconds: [120, 240],
  async run(ground) {
    const city = await startKnowingCity(ground)
    const rounds: Opened[] = []
    for (let round = 0; round < (ground.long ? 15 : 5); round++)
      rounds.push(await withBrowser(async browser => opened(await browser.newPage({ viewport: WALL }), city)))
    await city.stop()
    ground.row({
      what: 'a number stands on the wall',
      unit: 'ms',
      ours: rounds.map(({ numberAt }) => numberAt),
      goal: { of: 'ours', is: 'at most', value: 1_000 },
    })
    ground.row({
      what: 'the last panel that has something to show shows it',
      unit: 'ms',
      ours: rounds.map(({ wholeAt }) => wholeAt),
    })
    ground.row({
      what: 'scripts until then, gzip',
      unit: 'bytes',
      ours: [rounds[0]!.scripts],
      goal: { of: 'ours', is: 'at most', value: SCRIPTS_LIMIT },
    })
    ground.note(
      'a new browser each time, from its first request to the frame after the change; the whole server on the same machine, the overview at 1920×1080',
    )
  },
}

interface Opened {
  readonly numberAt: number
  readonly wholeAt: number
  readonly scripts: number
}

declare global {
  interface Window {
    first: { numberAt: number; wholeAt: number }
  }
}

async function opened(page: Page, { address, wall }: LetIn & CityProcess): Promise<Opened> {
  const scripts: Promise<number>[] = []
  page.on('response', response => {
    if (response.request().resourceType() === 'script')
      scripts.push(response.body().then(body => gzipSync(body, { level: 9 }).length))
  })
  await page.addInitScript(watchPanels)
  await page.context().addCookies(cookiesFor(address, wall))
  await page.goto(`${address}/wall/overview`)
  await page.waitForFunction(() => window.first.numberAt > 0)
  await page.waitForTimeout(CALM_MS)
  const { numberAt, wholeAt } = await page.evaluate(() => window.first)
  const sizes = await Promise.all(scripts)
  return { numberAt, wholeAt, scripts: sizes.reduce((sum, size) => sum + size, 0) }
}

/** In the page: when the first number stood there, and when the last panel stopped waiting. */
function watchPanels(): void {
  window.first = { numberAt: 0, wholeAt: 0 }
  let waiting = 0
  const afterFrame = (tell: () => void) => requestAnimationFrame(() => setTimeout(tell))
  const look = () => {
    const now = document.querySelectorAll('.skeleton').length
    if (now < waiting) afterFrame(() => (window.first.wholeAt = performance.now()))
    waiting = now
    const isNumber = (element: Element) => /\d/.test(element.textContent)
    if (window.first.numberAt !== 0 || ![...document.querySelectorAll('.figure')].some(isNumber)) return
    window.first.numberAt = -1
    afterFrame(() => (window.first.numberAt = performance.now()))
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
}

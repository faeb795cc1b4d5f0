import type { Page } from 'playwright-core'
import type { Benchmark } from '../ground/benchmark.ts'
import { busyDuring } from './main-thread.ts'
import { WALL, withBrowser } from './page.ts'
import { openShow } from './show.ts'

/** Entries of scenes and the roll of digits are over. */
const CALM_MS = 5_000
const SECONDS = 10
/** The clock on the wall moves once a second. */
const CLOCK_FRAMES = 2

export const benchmark: Benchmark = {
  title: 'a wall on which nothing happens',
  limitSeconds: [90, 180],
  run: ground =>
    withBrowser(async browser => {
      const { address, server } = await openShow(ground)
      const page = await browser.newPage({ viewport: WALL })
      await page.goto(`${address}/wall/overview`)
      await page.waitForSelector('.figure')
      await page.waitForTimeout(CALM_MS)
      const drawn = await framesDuring(page, () => page.waitForTimeout(SECONDS * 1000))
      const busy = await busyDuring(page, () => page.waitForTimeout(SECONDS * 1000))
      await server.stop()
      ground.row({
        what: 'frames a second',
        unit: 'count',
        ours: [drawn / SECONDS],
        goal: { of: 'ours', is: 'at most', value: CLOCK_FRAMES },
      })
      ground.row({ what: 'main thread busy', unit: 'percent', ours: [busy] })
      ground.note('the clock of the wall moves once a second, and its frame may be drawn once more')
    }),
}

interface TraceEvent {
  readonly name: string
}

/** Frames that were drawn meanwhile, as the browser traces them. */
async function framesDuring(page: Page, wait: () => Promise<void>): Promise<number> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('the page has no browser of its own')
  await browser.startTracing(page, {
    categories: [
      'disabled-by-default-devtools.timeline',
      'disabled-by-default-devtools.timeline.frame',
      'devtools.timeline',
    ],
  })
  await wait()
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return trace.traceEvents.filter(({ name }) => name === 'DrawFrame').length
}

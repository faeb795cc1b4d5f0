import type { Benchmark } from '../ground/benchmark.ts'
import { heapOf } from './main-thread.ts'
import { WALL, withBrowser } from './page.ts'
import { openShow, type Show } from './show.ts'

const EARLY = 10_000
const SHORT = 1_000_000
const LONG = 10_000_000
const EVERY_MS = 20
/** City time between two flushes: a million updates are some weeks, and every bucket on show has gone several times. */
const STEP_MS = 15 * 60_000

export const benchmark: Benchmark = {
  title: 'memory of a wall that runs for long',
  limitSeconds: [240, 1_800],
  run: ground =>
    withBrowser(async browser => {
      const show = await openShow(ground)
      const page = await browser.newPage({ viewport: WALL })
      await page.goto(`${show.address}/wall/overview`)
      await page.waitForSelector('.figure')
      let updates = await churn(show, 0, EARLY)
      const early = await heapOf(page)
      updates = await churn(show, updates, ground.long ? LONG : SHORT)
      const late = await heapOf(page)
      await show.server.stop()
      ground.row({
        what: `JavaScript heap after ${updates.toLocaleString('en')} changed cells`,
        unit: 'bytes',
        ours: [late],
        beside: { what: `after ${EARLY.toLocaleString('en')}`, values: [early] },
        goal: { of: 'ratio', is: 'at most', value: 1.1 },
      })
      ground.note(
        `the overview with every number, list and feed changing, and ${STEP_MS / 60_000} minutes of the city between two flushes, so that hours come and go`,
      )
    }),
}

/** Changes cells until there were so many; answers how many there were. */
async function churn({ server }: Show, from: number, to: number): Promise<number> {
  let updates = from
  while (updates < to)
    updates += (await server.ask('everything', { count: 25, everyMs: EVERY_MS, stepMs: STEP_MS })) as number
  return updates
}

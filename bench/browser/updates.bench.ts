import type { Benchmark, Unit } from '../ground/benchmark.ts'
import { busyDuring } from './main-thread.ts'
import { WALL, withBrowser } from './page.ts'
import { openShow } from './show.ts'
import type { Flushes } from './show-server.ts'

interface Load {
  readonly what: string
  readonly order: 'oneChart' | 'allCharts' | 'everything'
  readonly path: string
  readonly perSecond: number
}

const CHARTS = '/wall/charts'
const OVERVIEW = '/wall/overview'
const LOADS: readonly Load[] = [
  {
    what: 'twelve charts of 312 points, one changes 60 times a second',
    order: 'oneChart',
    path: CHARTS,
    perSecond: 60,
  },
  { what: 'twelve charts, all change 10 times a second', order: 'allCharts', path: CHARTS, perSecond: 10 },
  {
    what: 'the overview, every number of it changes 4 times a second',
    order: 'everything',
    path: OVERVIEW,
    perSecond: 4,
  },
  {
    what: 'the overview, every number of it changes 40 times a second',
    order: 'everything',
    path: OVERVIEW,
    perSecond: 40,
  },
]
const SECONDS = 4

export const benchmark: Benchmark = {
  title: 'main thread of a browser busy with news',
  limitSeconds: [120, 300],
  run: ground =>
    withBrowser(async browser => {
      const { address, server } = await openShow(ground)
      const page = await browser.newPage({ viewport: WALL })
      for (const { what, order, path, perSecond } of LOADS) {
        await page.goto(address + path)
        await page.waitForSelector('.plot canvas, .figure')
        const flushes: Flushes & { stepMs: number } = {
          count: SECONDS * perSecond,
          everyMs: 1000 / perSecond,
          stepMs: 0,
        }
        await server.ask(order, { ...flushes, count: perSecond })
        const rounds: number[] = []
        for (let n = 0; n < (ground.long ? 5 : 2); n++)
          rounds.push(await busyDuring(page, () => server.ask(order, flushes)))
        ground.row({ what, unit: 'percent' satisfies Unit, ours: rounds })
      }
      await server.stop()
      ground.note(
        'Chromium without a GPU, 1920×1080: what a graphics chip would do is done by the processor as well',
      )
    }),
}

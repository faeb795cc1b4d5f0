import type { Browser, Page } from 'playwright-core'
import type { Benchmark, Ground } from '../ground/benchmark.ts'
import { agesOf, ranksOf } from '../live/ages.ts'
import { cookiesFor } from '../ground/let-in.ts'
import { COUNTING_CELL, startOurs, startTheirs, type Shower } from '../live/neighbour.ts'
import { NODE_RED_PAGE, NODE_RED_PEERS } from '../live/node-red.ts'
import { post } from '../live/posts.ts'
import { forgetNumbers, noteNumbers, numbersOn, WALL, withBrowser } from './page.ts'

const SECONDS = 2
const MOST_LATE_MS = 250
const LEAST_SEEN = 0.98
const GRACE_MS = 250
const FROM = 100
const FACTOR = 1.5
const MOST_STEPS = 8
const TRIES = 2

/** Where a page shows how many events there were. English, which writes numbers out. */
const PAGES = {
  ours: { path: '/wall/overview?lang=en', selector: `[data-cell="${COUNTING_CELL}"]` },
  'Node-RED': { path: NODE_RED_PAGE, selector: '.nrdb-ui-text-value' },
}

export const benchmark: Benchmark = {
  title: 'from an event that is posted to a changed picture in a real browser, beside a Node-RED dashboard',
  limitSeconds: [150, 300],
  peers: NODE_RED_PEERS,
  run: ground =>
    withBrowser(async browser => {
      const theirs = await startTheirs(ground)
      const ours = await startOurs(ground)
      const pages = { ours: await open(browser, ours), theirs: await open(browser, theirs) }
      const atMost = await most(theirs, pages.theirs)
      const quiet = await rounds(ground, FROM)
      const busy = await rounds(ground, atMost)
      await theirs.stop()
      await ours.stop()
      tell(ground, `${FROM} events a second`, quiet, false)
      tell(ground, `${atMost} events a second, the most Node-RED's page follows`, busy, true)
      ground.note(
        'from when an event was due to be posted to when the text in the page is another; both pages are open in one browser, and one side works at a time',
      )

      async function rounds({ long }: Ground, events: number): Promise<Round[]> {
        const list: Round[] = []
        for (let n = 0; n < (long ? 5 : 3); n++)
          list.push({
            ours: await drive(ours, pages.ours, events),
            theirs: await drive(theirs, pages.theirs, events),
          })
        return list
      }
    }),
}

interface Seen {
  readonly p50: number
  readonly p99: number
  readonly seen: number
}
interface Round {
  readonly ours: Seen
  readonly theirs: Seen
}

function tell(ground: Ground, what: string, rounds: readonly Round[], hasGoal: boolean): void {
  for (const rank of ['p50', 'p99'] as const) {
    ground.row({
      what: `${what}: ${rank}`,
      unit: 'ms',
      ours: rounds.map(({ ours }) => ours[rank]),
      beside: { what: 'Node-RED dashboard', values: rounds.map(({ theirs }) => theirs[rank]) },
      ...(hasGoal && rank === 'p99' ? { goal: { of: 'ratio', is: 'at most', value: 0.5 } } : {}),
    })
  }
}

async function open(browser: Browser, { name, address, cookie }: Shower): Promise<Page> {
  const { path, selector } = PAGES[name]
  const page = await browser.newPage({ viewport: WALL })
  if (cookie !== '') await page.context().addCookies(cookiesFor(address, cookie))
  await page.goto(address + path)
  await page.waitForSelector(selector, { state: 'attached' })
  await noteNumbers(page, selector)
  return page
}

/** Posts events at a rate and asks the page when it showed them. */
async function drive(shower: Shower, page: Page, events: number): Promise<Seen> {
  await page.bringToFront()
  await settled(page)
  const first = await forgetNumbers(page)
  const count = events * SECONDS
  const start = await post(shower.address, shower.requests(first, count, 1), {
    perSecond: events,
    patienceMs: GRACE_MS,
    isGood: answer => shower.isGood(answer, 1),
  })
  await new Promise(resolve => setTimeout(resolve, GRACE_MS))
  const ages = agesOf({ start, perSecond: events, batch: 1, first, count }, await numbersOn(page))
  return { ...ranksOf(ages), seen: ages.length / count }
}

/** Nothing of what was posted before still comes. */
async function settled(page: Page): Promise<void> {
  const latest = async () => (await numbersOn(page)).events.at(-1) ?? 0
  for (let before = -1; before !== (before = await latest());)
    await new Promise(resolve => setTimeout(resolve, 400))
}

/** The last step at which the page followed. */
async function most(shower: Shower, page: Page): Promise<number> {
  await drive(shower, page, FROM)
  let best = FROM
  for (let n = 0, events = FROM; n < MOST_STEPS && (await follows(shower, page, events)); n++) {
    best = events
    events = Math.round(events * FACTOR)
  }
  return best
}

async function follows(shower: Shower, page: Page, events: number): Promise<boolean> {
  for (let n = 0; n < TRIES; n++) {
    const { p99, seen } = await drive(shower, page, events)
    if (p99 < MOST_LATE_MS && seen >= LEAST_SEEN) return true
  }
  return false
}

import type { Page } from 'playwright-core'
import type { Benchmark } from '../ground/benchmark.ts'
import { cookiesFor } from '../ground/let-in.ts'
import { startKnowingCity } from './overview.ts'
import { withBrowser } from './page.ts'

const PHONE = { width: 390, height: 844 }
/** As the tools of Chromium have "slow 4G": 1.6 Mbit/s down, 0.75 up, and 150 ms there and back */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 }

export const benchmark: Benchmark = {
  title: 'a phone on a slow network, the first time and again',
  limitSeconds: [240, 600],
  async run(ground) {
    const city = await startKnowingCity(ground)
    const first: Opened[] = []
    const again: Opened[] = []
    for (let round = 0; round < (ground.long ? 15 : 3); round++)
      await withBrowser(async browser => {
        const page = await browser.newPage({ viewport: PHONE })
        await page.context().addCookies(cookiesFor(city.address, city.person))
        first.push(await opened(page, `${city.address}/desk/overview`))
        await hasAll(page)
        again.push(await opened(page, `${city.address}/desk/overview`))
      })
    await city.stop()
    for (const [what, unit, of] of ROWS)
      ground.row({
        ...{ what: `${what}, again`, unit, ours: again.map(each => each[of]) },
        beside: { what: 'the first time', values: first.map(each => each[of]) },
      })
    ground.note(
      '390×844, 1.6 Mbit/s down and 150 ms there and back by the tools of Chromium; the page itself is asked for each time, and what it loads is kept for a year',
    )
  },
}

interface Opened {
  readonly numberAt: number
  /** Files and answers, as they travel. */
  readonly fetched: number
  /** What the socket brought. */
  readonly told: number
}

const ROWS = [
  ['a number stands there', 'ms', 'numberAt'],
  ['fetched until then', 'bytes', 'fetched'],
  ['told over the socket until then', 'bytes', 'told'],
] as const

/** What it still loads then is kept as well: letters above all, which begin when the words that need them are there. */
async function hasAll(page: Page): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet++) {
    await page.waitForFunction(() => document.fonts.status === 'loaded')
    await page.waitForTimeout(1_000)
  }
}

async function opened(page: Page, address: string): Promise<Opened> {
  let [fetched, told] = [0, 0]
  const tools = await page.context().newCDPSession(page)
  tools.on('Network.loadingFinished', ({ encodedDataLength }) => void (fetched += encodedDataLength))
  tools.on('Network.webSocketFrameReceived', ({ response }) => void (told += response.payloadData.length))
  await tools.send('Network.enable')
  await tools.send('Network.emulateNetworkConditions', SLOW)
  await page.goto(address)
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.figure')].some(each => /\d/.test(each.textContent)),
  )
  const numberAt = await page.evaluate(() => performance.now())
  await tools.detach()
  return { numberAt, fetched, told }
}

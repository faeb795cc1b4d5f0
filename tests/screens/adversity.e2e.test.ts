import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { cellKey } from '../../shared/model/cell.ts'
import { SILENCE_MS } from '../../shared/sync/protocol.ts'
import { launchChromium } from '../chromium.ts'
import { openCuttingProxy, type CuttingProxy } from './cutting-proxy.ts'
import { CITY } from './screen-city.ts'
import { ScreenServer } from './screen-server.ts'

const browser = await launchChromium()
afterAll(() => browser.close())

const CASES = cellKey('cases', CITY, [])
const WALL = { width: 1920, height: 1080 }

let server: ScreenServer
const endings: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  server = new ScreenServer()
  await server.start()
})
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
  await server.stop()
})

async function opened(
  path: string,
  { at = server.url, before, ...more }: BrowserContextOptions & { at?: string; before?: () => void } = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: WALL, ...more })
  endings.push(() => context.close())
  const page = await context.newPage()
  if (before !== undefined) await page.addInitScript(before)
  await page.goto(at + path)
  await page.locator('.figure').first().waitFor()
  return page
}
const shows = (page: Page, text: string) => page.locator('.figure', { hasText: text }).first().waitFor()

/** What a page says that has to do with time: its clock to the minute, its date, and the hours of its plots, which are tables too. */
const timesOn = async (page: Page): Promise<readonly string[]> => [
  (await page.locator('.city-clock').innerText()).slice(0, 5),
  await page.locator('.city-date').innerText(),
  ...(await page.locator('table').allTextContents()),
]

test('[SCN7] (F-48) in whatever zone its machine is, a screen shows the time of the city', async () => {
  const home = await opened('/desk/second', { timezoneId: 'Asia/Shanghai' })
  await expect
    .poll(async () => (await timesOn(home)).slice(0, 2))
    .toEqual([...[expect.stringMatching(/^10:2\d$/), expect.stringContaining('11月23日')]])
  for (const timezoneId of ['America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland']) {
    const away = await opened('/desk/second', { timezoneId })
    expect(await away.evaluate(() => new Date(0).getTimezoneOffset())).not.toBe(-480)
    // The minute may turn between the two.
    await expect
      .poll(async () => (await timesOn(away)).join('|') === (await timesOn(home)).join('|'), {
        timeout: 5_000,
      })
      .toBe(true)
  }
})

test('[SCN8] (F-42) a screen that slept while its server went and came shows what is now as soon as it wakes', async () => {
  const page = await opened('/wall/first')
  await shows(page, '412')
  // Nothing of the page runs: no timer, no message. What a machine that is put to sleep does to it, but for the clock.
  const session = await page.context().newCDPSession(page)
  await session.send('Debugger.enable')
  const asleep = new Promise(resolve => session.once('Debugger.paused', resolve))
  await session.send('Debugger.pause')
  await asleep
  await server.stop()
  server.set({ [CASES]: 977 })
  await server.start()
  // Longer than the silence after which a living page would have looked for another connection.
  await sleep(SILENCE_MS + 1_000)
  const woken = performance.now()
  await session.send('Debugger.resume')
  await shows(page, '977')
  console.log(`what is now was shown ${Math.round(performance.now() - woken)} ms after it woke`)
  await page.locator('.past-mark').waitFor({ state: 'detached' })
})

test('[SCN8] (F-43) a wall in the background takes in what comes, though the browser makes no picture of it', async () => {
  const page = await opened('/wall/first', {
    before: () => {
      const show = window.requestAnimationFrame.bind(window)
      const held: FrameRequestCallback[] = []
      const state = { hidden: false }
      Object.defineProperty(document, 'hidden', { get: () => state.hidden })
      window.requestAnimationFrame = run => (state.hidden ? held.push(run) : show(run))
      Object.assign(window, { hide: () => (state.hidden = true), held })
    },
  })
  await shows(page, '412')
  await page.evaluate(() => (window as unknown as { hide: () => void }).hide())
  for (let n = 413; n <= 463; n++) server.set({ [CASES]: n })
  await expect.poll(() => page.locator('.figure').first().textContent()).toContain('463')
})

test('[SCN9] (F-46) a wall that gets another size lays itself out anew, without being loaded again', async () => {
  const page = await opened('/wall/first')
  await page.evaluate(() => Object.assign(window, { sameDocument: true }))
  const layout = () => page.evaluate(() => document.documentElement.dataset['layout'])
  expect(await layout()).toBe('wall-16')
  for (const [width, height, name] of [
    [3840, 1080, 'wall-32'],
    [5760, 1080, 'wall-48'],
    [3840, 2160, 'wall-16'],
    [1920, 1080, 'wall-16'],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expect.poll(layout).toBe(name)
    // It fills the wall, and nothing hangs over its edge.
    await expect
      .poll(() =>
        page.evaluate(() => {
          const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement
          const last = Math.max(
            ...[...document.querySelectorAll('section.panel')].map(
              each => each.getBoundingClientRect().right,
            ),
          )
          return [scrollWidth <= clientWidth, scrollHeight <= clientHeight, last > clientWidth * 0.95]
        }),
      )
      .toEqual([true, true, true])
  }
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true)
  server.set({ [CASES]: 531 })
  await shows(page, '531')
})

async function behindProxy(): Promise<CuttingProxy> {
  const proxy = await openCuttingProxy(server.url)
  endings.push(() => proxy.stop())
  return proxy
}

test('[SCN10] (F-38) a proxy that cuts every WebSocket after a second: the numbers come all the same', async () => {
  const proxy = await behindProxy()
  proxy.manner = 'cutting'
  const page = await opened('/wall/first', { at: proxy.url })
  for (let n = 0; n < 3; n++) {
    await expect.poll(() => proxy.met.cut, { timeout: 30_000 }).toBeGreaterThan(n)
    server.set({ [CASES]: 600 + n })
    await shows(page, String(600 + n))
  }
})

test('[SCN10] (F-38) a proxy that knows no WebSocket: the page asks again and again instead, and is live', async () => {
  const proxy = await behindProxy()
  proxy.manner = 'refusing'
  const page = await opened('/wall/first', { at: proxy.url })
  server.set({ [CASES]: 701 })
  await shows(page, '701')
  expect(proxy.met.refused).toBeGreaterThan(0)
  expect(proxy.met.polled).toBeGreaterThan(1)
  expect(await page.locator('.past-mark').count()).toBe(0)
})

test('[SCN10] (F-38) a proxy that is gone: the page says since when, and goes on by itself when it is back', async () => {
  const proxy = await behindProxy()
  const page = await opened('/wall/first', { at: proxy.url })
  proxy.manner = 'away'
  await page.locator('.past-mark', { hasText: '离线 自 10:2' }).waitFor()
  server.set({ [CASES]: 802 })
  proxy.manner = 'passing'
  await shows(page, '802')
  await page.locator('.past-mark').waitFor({ state: 'detached' })
})

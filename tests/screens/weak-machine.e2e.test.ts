import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { cellKey } from '../../shared/model/cell.ts'
import { launchChromium } from '../chromium.ts'
import { CITY } from './screen-city.ts'
import { stageOf } from './stage.ts'

const browser = await launchChromium()
afterAll(() => browser.close())
const stage = stageOf(browser)

const tell = (cases: number) => stage.server.set({ [cellKey('cases', CITY, [])]: cases })

/** Taking hands away is what a wall does last. */
const settled = (page: Page) =>
  page.waitForFunction(() => !window.dispatchEvent(new KeyboardEvent('keydown', { cancelable: true })))

/** Whatever machine the test is on, here each frame takes twice as long as a motion bears. A throttled processor draws a small page in time. */
const weakened = (page: Page) =>
  page.evaluate(() => {
    const burn = () => {
      const end = performance.now() + 100
      while (performance.now() < end);
      requestAnimationFrame(burn)
    }
    requestAnimationFrame(burn)
  })

test('[SCR13] (F-54) on a machine that cannot keep up nothing rolls any more, and every number still comes', async () => {
  const page = await stage.open('/wall/first', { width: 1920, height: 1080 })
  await settled(page)
  await weakened(page)
  const isStill = () => page.evaluate(() => document.documentElement.dataset['motion'] === 'off')
  for (let cases = 101; !(await isStill()); cases++) {
    expect(cases, 'it never gave up').toBeLessThan(120)
    tell(cases)
    await page.getByText(String(cases)).first().waitFor()
    // A digit has rolled by then, and how that went is known.
    await page.waitForTimeout(1_500)
  }
  tell(777)
  await page.getByText('777').first().waitFor()
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

test('[CTW33] whoever wants contrast, or nothing that moves, sees every map from above; by the switch of the page and of the machine', async () => {
  const page = await stage.open('/desk/second?contrast=high', { width: 1100, height: 1000 })
  const looks = () =>
    page
      .locator('[data-panel="raised"] .widget, [data-panel="flat"] .widget')
      .evaluateAll(maps =>
        maps.map(map => ['raised', 'flat'].filter(look => map.classList.contains(look)).join()),
      )
  await page.locator('[data-panel="flat"] canvas').first().waitFor()
  expect(await looks()).toEqual(['flat', 'flat'])
  for (const [path, media, seen] of [
    ['?contrast=auto&motion=off', {}, ['flat', 'flat']],
    ['?contrast=auto&motion=auto', {}, ['raised', 'flat']],
    ['?contrast=auto&motion=auto', { reducedMotion: 'reduce' }, ['flat', 'flat']],
    ['?contrast=auto&motion=auto', { contrast: 'more' }, ['flat', 'flat']],
  ] as const) {
    await page.emulateMedia({ reducedMotion: null, contrast: null, ...media })
    await page.goto(`${stage.server.url}/desk/second${path}`)
    await page.locator('[data-panel="flat"] canvas').first().waitFor()
    expect(await looks(), path + JSON.stringify(media)).toEqual(seen)
  }
})

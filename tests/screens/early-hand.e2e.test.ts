import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { stageOf } from './stage.ts'

const browser = await launchChromium()
afterAll(() => browser.close())

const stage = stageOf(browser)

/** The page without the code that answers a hand, until it is let in. */
async function withoutHands(page: Page): Promise<() => void> {
  let letIn = () => {}
  const isLetIn = new Promise<void>(resolve => (letIn = resolve))
  await page.route(/\/HandLayer-[\w-]+\.js$/, async route => {
    await isLetIn
    await route.continue()
  })
  return letIn
}

test.each(['tap', 'Enter'] as const)(
  '[SCR19] the first %s on a number before a hand can be answered is answered once that has come, and links at once',
  async how => {
    const size = { width: 1440, height: 900 }
    let letIn = () => {}
    const page = await stage.open(
      '/desk/first',
      size,
      async fresh => void (letIn = await withoutHands(fresh)),
    )
    await page.getByRole('link', { name: '第二' }).click()
    // Nothing is waited for that is not let in.
    await page.waitForURL('**/desk/second/*', { waitUntil: 'commit' })
    await page.goBack({ waitUntil: 'commit' })
    const drawer = page.getByRole('dialog')
    const figure = page.locator('.figure', { hasText: '412' })
    if (how === 'tap') await figure.click()
    else {
      // As a map, that has its own order of keys, can be reached before the others.
      await figure.evaluate(each => each.setAttribute('tabindex', '0'))
      await figure.press('Enter')
    }
    expect(await drawer.count()).toBe(0)
    letIn()
    await drawer.getByText('今日案件的口径').waitFor()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    // From now on nothing is kept.
    await figure.click()
    await drawer.waitFor()
  },
)

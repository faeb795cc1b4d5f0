import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { cellKey } from '../../shared/model/cell.ts'
import { launchChromium } from '../chromium.ts'
import { CITY } from './screen-city.ts'
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

test('[RPL1] [RPL2] [RPL5] a desk goes back to what was shown then, violet and not to be asked, plays on to now, and comes home', async () => {
  const cases = cellKey('cases', CITY, [])
  const { server } = stage
  const begun = Math.floor(server.now / 60_000) * 60_000
  for (const value of [412, 413, 999]) {
    server.set({ [cases]: value })
    await server.record()
    server.pass(60_000)
  }
  const page = await stage.open('/desk/first', { width: 1440, height: 1000 })
  const figure = (text: string) => page.locator('.figure', { hasText: text }).first().waitFor()
  await figure('999')
  const then = new Date(begun + 8 * 3_600_000).toISOString().slice(0, 16)
  await page.goto(`${server.url}/desk/first?at=${then}`)
  await figure('412')
  const seen = async () => [
    await page.locator('.city-clock').evaluate(each => getComputedStyle(each).color),
    (await page.locator('.city-clock').innerText()).slice(0, 5),
    await page.locator('.tag.replay').first().innerText(),
    await page.locator('.figure[tabindex], a[href="/work"]').count(),
  ]
  expect(await seen()).toEqual(['rgb(183, 156, 255)', then.slice(11), expect.stringContaining('回看'), 0])
  await page.getByText('不能督办').waitFor()
  await page.keyboard.press('ArrowRight')
  await figure('413')
  await page.reload()
  await figure('413')
  await page.getByRole('button', { name: '60×' }).click()
  await page.getByRole('button', { name: '播放' }).click()
  await figure('999')
  await page.getByRole('button', { name: '播放' }).waitFor()
  server.set({ [cases]: 1_000 })
  await page.getByRole('button', { name: '回到实况' }).click()
  await figure('1,000')
  expect([await page.locator('.tag.replay').count(), new URL(page.url()).search]).toEqual([0, ''])
})

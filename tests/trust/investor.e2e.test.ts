import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { isInHand, PAIRS } from './in-hand.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let leader: Asking
const faults: string[] = []
const PROJECT = '2611-211004-04-01-000011'

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity()])
  const house = await houseOf(city.url, city.setUpToken())
  leader = await house.person('leader-1', 'leader')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

test.each(PAIRS)(
  '[INVF3] (LYX-04) a link that is given out on a $first opens one project on a $second on which nobody is signed in, and nothing once it is revoked',
  async ({ one, other }) => {
    const own = `${city.url}/work/entities/project/${PROJECT}`
    const giving = await pageAs(browser, own, leader, { faults, ...one })
    await giving.getByRole('button', { name: '发出链接' }).click()
    const address = await giving.locator('.investor-token').inputValue()
    await isInHand(giving)
    const page = await pageAs(browser, address, null, { faults, ...other })
    await page.getByRole('heading', { name: '演示新材料二期' }).waitFor()
    await page.locator('.investor-item', { hasText: '质量监督手续' }).getByText('市住建局').waitFor()
    await isInHand(page)
    expect(await page.getByText('督办').count()).toBe(0)
    expect((await page.request.get(`${city.url}/api/records?cell=x`)).status()).toBe(401)

    await giving.getByRole('button', { name: '吊销' }).click()
    await giving.getByText('已吊销').first().waitFor()
    await page.reload()
    await page.getByText('此链接已失效').waitFor()
    await isInHand(page)
    expect(await page.getByText('演示新材料二期').count()).toBe(0)
    await Promise.all([page.context().close(), giving.context().close()])
    expect(faults).toEqual([])
  },
)

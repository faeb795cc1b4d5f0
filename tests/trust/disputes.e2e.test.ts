import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PAIRS } from './in-hand.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let village: Asking
let town: Asking
const faults: string[] = []

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity()])
  const house = await houseOf(city.url, city.setUpToken())
  village = await house.person('mediator-1', 'officer', { departments: ['演示村调委会'] })
  town = await house.person('mediator-2', 'officer', { departments: ['演示镇司法所'] })
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Asking, size = DESK) =>
  pageAs(browser, `${city.url}/work/disputes`, who, { faults, ...size })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const stands = (page: Page, state: string) => page.locator('.matter-head', { hasText: state }).waitFor()

async function does(page: Page, act: string, words?: string): Promise<void> {
  await button(page, act).click()
  if (words !== undefined) await page.locator('textarea').fill(words)
  await isInHand(page)
  await button(page, `确认${act}`).click()
}

const WALKS = [
  { ...PAIRS[0], matter: '翻建房屋影响采光', number: 'XY-演示-1' },
  { ...PAIRS[1], matter: '宅基地界址不清', number: 'XY-演示-2' },
]

test.each(WALKS)(
  '[DISC6] (LYX-17) a village registers and passes up on a $first, the town settles in writing on a $second and revisits',
  async ({ one, other, matter, number }) => {
    const below = await open(village, one)
    await button(below, '登记纠纷').click()
    await below.getByLabel('事由').fill(matter)
    await below.getByLabel('类型').selectOption({ label: '房屋宅基地' })
    await below.getByLabel('当事人数').fill('3')
    await isInHand(below)
    await button(below, '确认登记纠纷').click()
    await stands(below, '待受理')
    await does(below, '受理')
    await does(below, '开始调解')
    await stands(below, '调解中')
    await does(below, '上报一级', '各执一词,须实地测量')
    await stands(below, '待受理')

    const above = await open(town, other)
    await above.locator('.work-table button', { hasText: matter }).waitFor()
    await isInHand(above)
    await above.locator('.work-table button', { hasText: matter }).click()
    await above.locator('.matter-item', { hasText: '镇级' }).waitFor()
    await does(above, '受理')
    await does(above, '开始调解')
    await button(above, '达成协议').click()
    await above.getByLabel('书面协议').check()
    await above.getByLabel('协议书编号').fill(number)
    await above.locator('textarea').fill('退让一米,各自修缮')
    await isInHand(above)
    await button(above, '确认达成协议').click()
    await stands(above, '调解成功')
    // What the town did comes to the village by itself.
    await below.locator('.matter', { hasText: `书面协议 ${number}` }).waitFor()
    await does(above, '回访:已履行', '墙已退让')
    await stands(above, '已履行')
    await stands(below, '已履行')
    expect(await below.locator('.dispute .acts button').count()).toBe(0)
    await isInHand(below)
    await isInHand(above)
    await Promise.all([below.context().close(), above.context().close()])
    expect(faults).toEqual([])
  },
)

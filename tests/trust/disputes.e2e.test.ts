import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
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

const open = (who: Asking, more = {}) =>
  pageAs(browser, `${city.url}/work/disputes`, who, { faults, ...more })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const stands = (page: Page, state: string) => page.locator('.matter-head', { hasText: state }).waitFor()

async function does(page: Page, act: string, words?: string): Promise<void> {
  await button(page, act).click()
  if (words !== undefined) await page.locator('textarea').fill(words)
  await button(page, `确认${act}`).click()
}

test('[DISC6] (LYX-17) a village registers and passes up on a phone, the town settles in writing on a desk and revisits', async () => {
  const phone = await open(village, { width: 390, height: 844 })
  await button(phone, '登记纠纷').click()
  await phone.getByLabel('事由').fill('翻建房屋影响采光')
  await phone.getByLabel('类型').selectOption({ label: '房屋宅基地' })
  await phone.getByLabel('当事人数').fill('3')
  await button(phone, '确认登记纠纷').click()
  await stands(phone, '待受理')
  const heights = await phone
    .locator('.acts .btn:visible')
    .evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await does(phone, '受理')
  await does(phone, '开始调解')
  await stands(phone, '调解中')
  await does(phone, '上报一级', '各执一词,须实地测量')
  await stands(phone, '待受理')

  const desk = await open(town)
  await desk.locator('.work-table button', { hasText: '翻建房屋影响采光' }).click()
  await desk.locator('.matter-item', { hasText: '镇级' }).waitFor()
  await does(desk, '受理')
  await does(desk, '开始调解')
  await button(desk, '达成协议').click()
  await desk.getByLabel('书面协议').check()
  await desk.getByLabel('协议书编号').fill('XY-演示-1')
  await desk.locator('textarea').fill('退让一米,各自修缮')
  await button(desk, '确认达成协议').click()
  await stands(desk, '调解成功')
  // What the town did comes to the village by itself.
  await phone.locator('.matter', { hasText: '书面协议 XY-演示-1' }).waitFor()
  await does(desk, '回访:已履行', '墙已退让')
  await stands(desk, '已履行')
  await stands(phone, '已履行')
  expect(await phone.locator('.dispute .acts button').count()).toBe(0)
  await Promise.all([phone.context().close(), desk.context().close()])
  expect(faults).toEqual([])
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
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

test('[INVF3] (LYX-04) a link opens one project on a phone on which nobody is signed in, and nothing once it is revoked', async () => {
  const desk = await pageAs(browser, `${city.url}/work/entities/project/${PROJECT}`, leader, { faults })
  await desk.getByRole('button', { name: '发出链接' }).click()
  const address = await desk.locator('.investor-token').inputValue()
  const phone = await pageAs(browser, address, null, { faults, width: 390, height: 844 })
  await phone.getByRole('heading', { name: '演示新材料二期' }).waitFor()
  await phone.locator('.investor-item', { hasText: '质量监督手续' }).getByText('市住建局').waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await phone.getByText('督办').count()).toBe(0)
  expect((await phone.request.get(`${city.url}/api/records?cell=x`)).status()).toBe(401)

  await desk.getByRole('button', { name: '吊销' }).click()
  await desk.getByText('已吊销').waitFor()
  await phone.reload()
  await phone.getByText('此链接已失效').waitFor()
  expect(await phone.getByText('演示新材料二期').count()).toBe(0)
  await Promise.all([phone.context().close(), desk.context().close()])
  expect(faults).toEqual([])
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let station: Asking
let leader: Asking
const faults: string[] = []

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity()])
  const house = await houseOf(city.url, city.setUpToken())
  station = await house.person('station-1', 'officer', { departments: ['长征街道办'] })
  leader = await house.person('leader-1', 'leader')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Asking, more = {}) => pageAs(browser, `${city.url}/work/visits`, who, { faults, ...more })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const stands = (page: Page, state: string) => page.locator('.matter-head', { hasText: state }).waitFor()

test('[WRKC3] what a form offers could not be read: that is said, and it is read again', async () => {
  const page = await open(station)
  await page.route('**/api/visits/options', route => route.abort(), { times: 1 })
  await button(page, '登记接访').click()
  await page.locator('.work-one .said', { hasText: '连不上服务器' }).waitFor()
  await page.locator('.work-one').getByRole('button', { name: '再读一次' }).click()
  await page.getByLabel('事由').waitFor()
  expect(await page.locator('.work-one .said').count()).toBe(0)
  await page.context().close()
})

test('[WRKC4] on a phone whoever opens one by its address reads what was refused, of it and of the list', async () => {
  const phone = await open(station, { width: 390, height: 844 })
  await phone.locator('.work-tabs').waitFor()
  await phone.route('**/api/visits', route => route.abort())
  await phone.goto(`${city.url}/work/visits/JF-none`)
  await phone.getByText('没有这件接访').waitFor()
  const lost = phone.locator('.work-head .said', { hasText: '连不上服务器' })
  await lost.getByRole('button', { name: '再读一次' }).waitFor()
  expect(await phone.locator('.work-tabs').isVisible()).toBe(false)
  await phone.context().close()
})

test('[VSTC5] (PRV-01) received on a phone, hard, under a term that a leader sets on a desk, closed', async () => {
  const phone = await open(station, { width: 390, height: 844 })
  await button(phone, '登记接访').click()
  await phone.getByLabel('事由').fill('邻里漏水,三年未解决')
  await phone.getByLabel('矛盾').check()
  await button(phone, '确认登记接访').click()
  await stands(phone, '待分流')
  const heights = await phone
    .locator('.acts .btn:visible')
    .evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)

  const desk = await open(leader)
  await desk.locator('.work-table button', { hasText: '邻里漏水' }).click()
  expect(await desk.locator('.visit .acts button').count()).toBe(0)
  await button(phone, '困难上报').click()
  await phone.locator('textarea').fill('产权不清,物业与住户各执一词')
  await button(phone, '确认困难上报').click()
  // What the station did comes to the leader by itself.
  await stands(desk, '待领导定时限')
  await button(desk, '定时限').click()
  await desk.locator('input[type=date]').fill('2026-11-30')
  await desk.locator('textarea').fill('请住建部门牵头鉴定')
  await button(desk, '确认定时限').click()
  await stands(desk, '限期办理')
  await stands(phone, '限期办理')
  await button(phone, '办结').click()
  await phone.locator('textarea').fill('已鉴定并修复,双方签协议')
  await button(phone, '确认办结').click()
  await stands(phone, '已办结')
  await desk.locator('.history li', { hasText: '已鉴定并修复' }).waitFor()
  await Promise.all([phone.context().close(), desk.context().close()])
  expect(faults).toEqual([])
})

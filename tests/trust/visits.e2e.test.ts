import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PAIRS, PHONE } from './in-hand.ts'
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

const open = (who: Asking, size = DESK) =>
  pageAs(browser, `${city.url}/work/visits`, who, { faults, ...size })
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
  const phone = await open(station, PHONE)
  await phone.locator('.work-tabs').waitFor()
  await phone.route('**/api/visits', route => route.abort())
  await phone.goto(`${city.url}/work/visits/JF-none`)
  await phone.getByText('没有这件接访').waitFor()
  const lost = phone.locator('.work-head .said', { hasText: '连不上服务器' })
  await lost.getByRole('button', { name: '再读一次' }).waitFor()
  expect(await phone.locator('.work-tabs').isVisible()).toBe(false)
  await isInHand(phone)
  await phone.context().close()
})

const WALKS = [
  { ...PAIRS[0], matter: '邻里漏水,三年未解决' },
  { ...PAIRS[1], matter: '楼道堆物,消防通道受阻' },
]

test.each(WALKS)(
  '[VSTC5] (PRV-01) received on a $first, hard, under a term that a leader sets on a $second, closed',
  async ({ one, other, matter }) => {
    const page = await open(station, one)
    await button(page, '登记接访').click()
    await page.getByLabel('事由').fill(matter)
    await page.getByLabel('矛盾').check()
    await isInHand(page)
    await button(page, '确认登记接访').click()
    await stands(page, '待分流')
    await isInHand(page)

    const leading = await open(leader, other)
    await leading.locator('.work-table button', { hasText: matter }).waitFor()
    await isInHand(leading)
    await leading.locator('.work-table button', { hasText: matter }).click()
    await stands(leading, '待分流')
    expect(await leading.locator('.visit .acts button').count()).toBe(0)
    await button(page, '困难上报').click()
    await page.locator('textarea').fill('产权不清,物业与住户各执一词')
    await isInHand(page)
    await button(page, '确认困难上报').click()
    // What the station did comes to the leader by itself.
    await stands(leading, '待领导定时限')
    await button(leading, '定时限').click()
    await leading.locator('input[type=date]').fill('2026-11-30')
    await leading.locator('textarea').fill('请住建部门牵头鉴定')
    await isInHand(leading)
    await button(leading, '确认定时限').click()
    await stands(leading, '限期办理')
    await stands(page, '限期办理')
    await button(page, '办结').click()
    await page.locator('textarea').fill('已鉴定并修复,双方签协议')
    await button(page, '确认办结').click()
    await stands(page, '已办结')
    await leading.locator('.history li', { hasText: '已鉴定并修复' }).waitFor()
    await isInHand(page)
    await isInHand(leading)
    await Promise.all([page.context().close(), leading.context().close()])
    expect(faults).toEqual([])
  },
)

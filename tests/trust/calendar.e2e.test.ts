import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CSV_2027 } from '../../shared/calendar/notice-2027.fixture.ts'
import type { CalendarStanding } from '../../shared/sync/calendar.ts'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PHONE } from './in-hand.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { longProject, openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let operator: Asking
let leader: Asking
const faults: string[] = []

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity([longProject()])])
  const house = await houseOf(city.url, city.setUpToken())
  operator = await house.person('operator-1', 'operator')
  leader = await house.person('leader-1', 'leader')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const as = (who: Asking, path: string, size = DESK) =>
  pageAs(browser, city.url + path, who, { faults, ...size })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const MOVED = '因 2027 年放假安排,时限由 2027-02-11 23:59 改为 2027-02-13 23:59'

/** Whoever looks at it is told, behind a number and on the matter itself. */
async function isTold(size: typeof DESK, moved: string) {
  const page = await as(leader, '/desk/projects', size)
  await page.locator('[data-cell*="items.open.major"]:visible').first().click()
  await page.locator('.records-notes', { hasText: moved }).waitFor()
  await isInHand(page)
  await page.locator('.records').getByRole('button', { name: '督办' }).click()
  await page.locator('.item-moved', { hasText: moved }).waitFor()
  await isInHand(page)
  await page.context().close()
}

test('[YRV1] [YRV3] [HOL5] (A20) an operator sees what a notice would change, mends it, puts it in force, and the matter says why its due date moved', async () => {
  const page = await as(operator, '/console/calendar')
  await page.getByText('2026-12-28').first().waitFor()
  await page.locator('.year-day.holiday[data-day="2026-10-01"]').waitFor()
  await button(page, '录入放假安排').click()
  await page.getByLabel('文件(CSV 或 JSON)').setInputFiles({
    ...{ name: '2027.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(CSV_2027.replace('2027-10-09,班', '2027-10-11,班')),
  })
  await button(page, '预览影响').click()
  await page.locator('.faults li', { hasText: '第 34 行' }).getByText('2027-10-11 本来就是工作日').waitFor()
  expect(await button(page, '生效').count()).toBe(0)

  await page.getByLabel('内容(也可直接粘贴)').fill(CSV_2027)
  await button(page, '预览影响').click()
  await page.locator('.clocks', { hasText: '1 个改期' }).waitFor()
  await page.locator('tr', { hasText: '2027-02-13 23:59' }).getByText('安全监督手续').waitFor()
  await page.locator('tr', { hasText: '2027-01-31 周日' }).getByText('上班').waitFor()
  await page.getByLabel('通知名称与文号').fill('演示通知 国办发明电〔2026〕0 号')
  await button(page, '生效').click()
  await button(page, '确认生效').click()
  await page.getByText('2027 年放假安排已生效,1 个时限已改期。').waitFor()
  await page.getByText('2027-12-28').first().waitFor()
  // The year that waited is settled now, day by day.
  await page.getByLabel('显示哪一年').selectOption('2027')
  await page.locator('.year-day.makeup[data-day="2027-01-31"]:not(.provisional)').waitFor()
  await button(page, '看改期的事项').click()
  await page.locator('tr', { hasText: '2027-02-13 23:59' }).last().waitFor()

  await isTold(DESK, MOVED)
  const told = await operator.ask<CalendarStanding>('GET', '/api/calendar')
  expect(told).toMatchObject({ isCounting: false, notices: [{ id: 'cn.2027.1', moved: 1 }] })
  await page.context().close()
  expect(faults).toEqual([])
})

test('[YRV1] [HOL5] (A20) on a phone a notice that corrects the one in force is looked at, put in force, and the matter says so', async () => {
  const phone = await as(operator, '/console/calendar', PHONE)
  await button(phone, '录入放假安排').waitFor()
  await isInHand(phone)
  await button(phone, '录入放假安排').click()
  await phone.getByLabel('年份').selectOption('2027')
  await phone.getByLabel('内容(也可直接粘贴)').fill(CSV_2027)
  await button(phone, '预览影响').click()
  await phone.getByText('与现行安排完全相同').waitFor()
  await isInHand(phone)
  // The Saturday is free after all, and the Sunday is worked.
  await phone.getByLabel('内容(也可直接粘贴)').fill(CSV_2027.replace('2027-02-13,班', '2027-02-14,班'))
  await button(phone, '预览影响').click()
  await phone.locator('tr', { hasText: '2027-02-14 23:59' }).getByText('安全监督手续').waitFor()
  await isInHand(phone)
  await phone.getByLabel('通知名称与文号').fill('演示更正通知')
  await button(phone, '生效').click()
  await isInHand(phone)
  await button(phone, '确认生效').click()
  await phone.getByText('2027 年放假安排已生效,1 个时限已改期。').waitFor()
  await isInHand(phone)
  await isTold(PHONE, '改为 2027-02-14 23:59')
  await phone.context().close()
  expect(faults).toEqual([])
})

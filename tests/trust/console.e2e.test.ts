import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/command.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { launchChromium } from '../chromium.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let operator: Asking
let leader: Asking
let isCut = false
const faults: string[] = []
const upstream = createServer((_request, response) => {
  response.writeHead(isCut ? 503 : 200, { 'content-type': 'application/json' })
  response.end('{"rows":[]}')
})

const shipped = (id: string) =>
  JSON.parse(readFileSync(join(ROOT, `documents/feeds/${id}.json`), 'utf8')) as FeedDocument

beforeAll(async () => {
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  const { port } = upstream.address() as AddressInfo
  const hospital = shipped('hospital')
  const settings = { ...hospital.settings, url: `http://127.0.0.1:${port}/k3y/hospitals`, everySeconds: 1 }
  const feeds = [{ ...hospital, settings }]
  ;[browser, city] = await Promise.all([
    launchChromium(),
    openPressCity([], { feeds, announced: [`127.0.0.1:${port}`] }),
  ])
  const house = await houseOf(city.url, city.setUpToken())
  operator = await house.person('operator-1', 'operator')
  leader = await house.person('leader-1', 'leader')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
  upstream.close()
})

const as = (who: Asking, path: string, more = {}) =>
  pageAs(browser, city.url + path, who, { faults, ...more })
const ROW = 'tr[data-feed="hospital"]'

test('[CNS5] an upstream is cut: its feed goes to the top with its reason, and is fine again when it answers', async () => {
  const page = await as(operator, '/console/feeds')
  await page.locator(ROW).getByText('正常').waitFor()
  expect(await page.locator('tr[data-feed]').first().getAttribute('data-feed')).not.toBe('hospital')
  isCut = true
  await expect.poll(() => city.reasonOf('hospital'), { timeout: 15_000 }).toContain('down')
  await city.moveTo('2026-11-23 10:00')
  await page.locator('tbody tr:first-child[data-feed="hospital"]').getByText('断源').waitFor()
  await page.locator(ROW).getByText('请来源系统的运维处理').waitFor()
  await page.getByRole('button', { name: '断源 1' }).waitFor()
  // By the keyboard alone.
  await page.locator(ROW).getByRole('button').focus()
  await page.keyboard.press('Enter')
  const part = page.locator('.feed-part')
  await part.getByText('127.0.0.1:').waitFor()
  await part.getByText('503').first().waitFor()
  expect(await part.innerText()).not.toContain('k3y')
  await page.getByLabel('搜索').fill('没有这样的')
  await page.getByText('没有符合条件的数据源').waitFor()
  await page.getByLabel('搜索').fill('')
  isCut = false
  await page.locator(ROW).getByText('正常').waitFor()
  expect(await page.locator('tr[data-feed]').first().getAttribute('data-feed')).not.toBe('hospital')
  // Without an answer it says of when it tells.
  await page.route('**/api/feeds', route => route.abort())
  await page.locator('.feed-moment.bad', { hasText: '10:00' }).waitFor()
  expect(await page.locator(ROW).count()).toBe(1)
  await page.context().close()
  expect(faults).toEqual([])
})

test('[CNS6] a leader has the scorecard, without the feeds; it explains itself and goes out', async () => {
  const page = await as(leader, '/console/scorecard')
  await page.locator('tr[data-feed="hospital"]').waitFor()
  await page.getByText('各源同权').waitFor()
  expect(await page.locator('.console-nav a').allInnerTexts()).toEqual(['数据评分', '告警'])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('scorecard-2026-11.csv')
  expect(readFileSync(await download.path(), 'utf8')).toContain('"到报率 (%)"')
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.shell-top').isVisible()).toBe(false)
  expect(await page.locator('.score-table').isVisible()).toBe(true)
  await page.context().close()
  const denied = await as(leader, '/console/feeds')
  await denied.getByText('此页不属于您的岗位').waitFor()
  await denied.context().close()
})

test.each(['/console/feeds', '/console/scorecard'])('[CNS6] %s is no wider than a phone', async path => {
  const phone = await as(operator, path, { width: 390, height: 844 })
  await phone.locator(ROW).waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await phone.context().close()
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { houseOf, pageAs, type Asking, type House } from './people.ts'
import { openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let house: House
let leader: Asking
const faults: string[] = []
const PHONE = { width: 390, height: 844 }

/** An overdue permit each, of another department: one answers at a desk, the other with a phone in its hand. */
const WALKS = [
  { name: 'desk', size: {}, least: 32, department: '市住建局', item: '质量监督手续' },
  { name: 'phone', size: PHONE, least: 44, department: '市工信局', item: '产业政策审查' },
]

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity()])
  house = await houseOf(city.url, city.setUpToken())
  leader = await house.person('leader-1', 'leader')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Asking, path: string, size = {}) =>
  pageAs(browser, city.url + path, who, { faults, ...size })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const stands = (page: Page, state: string) =>
  page.locator('.supervision-head b', { hasText: state }).waitFor()

/** Opens the row of a list whose lamp is red, and presses for what it is about. */
async function pressFromRedLamp(page: Page, item: string) {
  const row = page.locator('[data-press*="#"]', { hasText: item })
  await row.locator('.glyph.bad').waitFor()
  await row.click()
  await page.locator('.item-drawer .item-title', { hasText: item }).waitFor()
  await button(page, '发起督办').click()
  await page.locator('textarea').fill('请今日报送方案')
  await button(page, '发出督办').click()
  await button(page, '确认发出').click()
  await stands(page, '待签收')
}

async function isInReach(page: Page, least: number) {
  const heights = await page
    .locator('.acts button:visible, .step-form :is(textarea, input)')
    .evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(least)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

test.each(WALKS)(
  '[SUPC13] [SUPC8] (LYX-05) an overdue permit from red lamp to reply, the department at a $name: pressed, signed for, planned, carried out, closed',
  async ({ name, size, least, department, item }) => {
    const officer = await house.person(`officer-${name}`, 'officer', { departments: [department] })
    const leading = await open(leader, '/desk/projects', PHONE)
    await pressFromRedLamp(leading, item)

    const page = await open(officer, '/work', size)
    await page.locator('.work-table tr', { hasText: item }).getByRole('button').click()
    await stands(page, '待签收')
    await isInReach(page, least)
    await button(page, '签收').click()
    await button(page, '确认签收').click()
    await stands(page, '已签收')
    await stands(leading, '已签收')

    await button(page, '报送方案').click()
    await page.locator('.step-form textarea').first().fill('补齐图纸,三天内办结')
    await page.locator('input[type=date]').fill('2026-11-26')
    await isInReach(page, least)
    await button(page, '确认报送方案').click()
    await stands(page, '已报方案')
    await stands(leading, '已报方案')
    await leading.locator('.history li', { hasText: '补齐图纸,三天内办结' }).waitFor()

    await button(page, '已落实,报请办结').click()
    await page.locator('.step-form textarea').fill('图纸已补齐,手续已发')
    await button(page, '确认已落实,报请办结').click()
    await stands(page, '已落实')
    // It came to the leader's phone by itself, where the item is still open beside the scene.
    await stands(leading, '已落实')
    await button(leading, '办结').click()
    await leading.locator('.step-form textarea').fill('同意办结')
    await button(leading, '确认办结').click()
    // What is over lies folded beside its item.
    await leading.locator('.item-drawer summary', { hasText: '以往督办 1 件' }).click()
    await stands(leading, '已办结')
    await stands(page, '已办结')
    const told = await page.locator('.history li .history-head b').allInnerTexts()
    expect(told).toEqual(['发出督办', '签收', '报送方案', '落实完成', '办结'])
    await Promise.all([leading.context().close(), page.context().close()])
    expect(faults).toEqual([])
  },
)

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { isInHand, PAIRS } from './in-hand.ts'
import { houseOf, pageAs, type Asking, type House } from './people.ts'
import { openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let house: House
let leader: Asking
const faults: string[] = []

/** An overdue permit each, of another department. */
const WALKS = [
  { ...PAIRS[0], department: '市住建局', item: '质量监督手续' },
  { ...PAIRS[1], department: '市工信局', item: '产业政策审查' },
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
  await isInHand(page)
  await button(page, '发出督办').click()
  await isInHand(page)
  await button(page, '确认发出').click()
  await stands(page, '待签收')
}

test.each(WALKS)(
  '[SUPC13] [SUPC8] (LYX-05) an overdue permit from red lamp to reply, the leader on a $first, the department on a $second: pressed, signed for, planned, carried out, closed',
  async ({ second, one, other, department, item }) => {
    const officer = await house.person(`officer-${second}`, 'officer', { departments: [department] })
    const leading = await open(leader, '/desk/projects', one)
    await pressFromRedLamp(leading, item)

    const page = await open(officer, '/work', other)
    await page.locator('.work-table tr', { hasText: item }).waitFor()
    await isInHand(page)
    await page.locator('.work-table tr', { hasText: item }).getByRole('button').click()
    await stands(page, '待签收')
    await isInHand(page)
    await button(page, '签收').click()
    await button(page, '确认签收').click()
    await stands(page, '已签收')
    await stands(leading, '已签收')

    await button(page, '报送方案').click()
    await page.locator('.step-form textarea').first().fill('补齐图纸,三天内办结')
    await page.locator('input[type=date]').fill('2026-11-26')
    await isInHand(page)
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
    await isInHand(leading)
    await button(leading, '确认办结').click()
    // What is over lies folded beside its item.
    await leading.locator('.item-drawer summary', { hasText: '以往督办 1 件' }).click()
    await stands(leading, '已办结')
    await stands(page, '已办结')
    await isInHand(leading)
    await isInHand(page)
    const told = await page.locator('.history li .history-head b').allInnerTexts()
    expect(told).toEqual(['发出督办', '签收', '报送方案', '落实完成', '办结'])
    await Promise.all([leading.context().close(), page.context().close()])
    expect(faults).toEqual([])
  },
)

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PHONE } from './in-hand.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

/** Keeps the ledger of the district, as documents/city.json has it. */
const OFFICE = '宏伟区发改委'
const DEPARTMENT = '市营商局'
const DISTRICT = '211004'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let leader: Asking
let office: Asking
const faults: string[] = []

/** Each walk on its own Friday; the city's time goes on. */
const WALKS = [
  { name: 'phone', size: PHONE, day: '2026-11-27', theme: '融资对接' },
  { name: 'desk', size: DESK, day: '2026-12-04', theme: '冬季用能' },
]

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity([])])
  const house = await houseOf(city.url, city.setUpToken())
  leader = await house.person('leader-1', 'leader', { areas: [DISTRICT] })
  office = await house.person('officer-1', 'officer', { areas: [DISTRICT], departments: [OFFICE] })
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Asking, path: string, size: typeof DESK) =>
  pageAs(browser, city.url + path, who, { faults, ...size })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const stands = (page: Page, state: string) => page.locator('.matter-head', { hasText: state }).waitFor()

async function plan(page: Page, day: string, theme: string) {
  await button(page, '排定下午茶').click()
  await page.getByLabel('主题').fill(theme)
  await page.getByLabel('日期').fill(day)
  await page.getByLabel('地点', { exact: true }).fill('区政务服务中心三楼')
  await page.getByLabel('主持(写岗位)').fill('区长')
  await page.getByLabel('所在地').selectOption('宏伟区')
  await page.getByLabel('邀请企业', { exact: false }).fill('演示企业HW007\n演示企业HW012')
  await page.getByLabel(DEPARTMENT, { exact: true }).check()
  await isInHand(page)
  await button(page, '确认排定下午茶').click()
  await stands(page, '待举行')
}

test.each(WALKS)(
  '[TSSC8] [TSSC4] [TSSC7] (HW-01, HW-02) on a $name: planned, held, a problem collected at it, handed on, closed',
  async ({ size, day, theme }) => {
    const page = await open(office, '/work/sessions', size)
    await plan(page, day, theme)
    // Before its day nothing is written down, and nothing raised.
    expect(await button(page, '登记纪要').count()).toBe(0)
    expect(await page.locator('.raised').getByRole('link', { name: '收集问题' }).count()).toBe(0)

    await city.moveTo(`${day} 15:00`)
    await stands(page, '进行中')
    await page.locator('.raised').getByRole('link', { name: '收集问题' }).click()
    // The table is filled in, and where it stood.
    await page.getByLabel('下午茶场次').waitFor()
    const chosen = page.getByLabel('下午茶场次').locator('option:checked')
    expect(await chosen.innerText()).toContain(theme)
    expect(await page.getByLabel('所在地').inputValue()).toBe(DISTRICT)
    expect(
      await page
        .locator('#collect-invited option')
        .evaluateAll(all => all.map(each => (each as HTMLOptionElement).value)),
    ).toEqual(['演示企业HW007', '演示企业HW012'])
    await page.getByLabel('企业', { exact: true }).fill('演示企业HW007')
    await page.getByLabel('问题', { exact: true }).fill('天然气接引')
    await isInHand(page)
    await button(page, '确认收集问题').click()
    await stands(page, '待研判')
    const problem = new URL(page.url()).pathname.replace(/.*\//, '')
    await page.locator('.problem-session').click()

    await stands(page, '进行中')
    await page.locator('.raised li', { hasText: '天然气接引' }).waitFor()
    await page.locator('.raised-open', { hasText: '1 件尚未交办' }).waitFor()
    await button(page, '登记纪要').click()
    await page.getByLabel('演示企业HW012').uncheck()
    await page.locator('.step-form textarea').last().fill('一家企业提出用气问题,住建部门现场答复')
    await isInHand(page)
    await button(page, '确认登记纪要').click()
    await stands(page, '已举行')
    expect(await page.locator('.session-facts').innerText()).toContain('到场企业')
    expect(await page.locator('.history').innerText()).toContain('到场 1 家:演示企业HW007')
    await isInHand(page)

    // A leader cannot close it before its problem is handed on.
    const desk = await open(leader, '/work/sessions', size)
    await desk.locator('.work-table button', { hasText: theme }).click()
    await close(desk, '请抓紧交办')
    await desk.getByText('会上提出的问题尚未全部销号或交办,不能办结。').waitFor()
    await handOn(problem)
    // What the office did comes to both by itself.
    await desk.locator('.raised li', { hasText: '已交办' }).waitFor()
    await page.locator('.raised li', { hasText: '已交办' }).waitFor()
    await isInHand(desk)
    await button(desk, '确认办结').click()
    await stands(desk, '已办结')
    await stands(page, '已办结')
    await page.locator('.history li', { hasText: '请抓紧交办' }).waitFor()
    await Promise.all([page.context().close(), desk.context().close()])
    expect(faults).toEqual([])
  },
)

async function close(page: Page, text: string) {
  await button(page, '办结').click()
  await page.locator('.step-form textarea').fill(text)
  await button(page, '确认办结').click()
}

async function handOn(id: string) {
  const step = (name: string, seen: number, more = {}) =>
    office.ask('POST', `/api/problems/${id}/${name}`, { action: crypto.randomUUID(), seen, ...more })
  await step('take', 1)
  await step('assign', 2, { group: 'utilities', to: DEPARTMENT, promisedAt: city.now() + 7 * 86_400_000 })
}

test('[TSSC8] (T-WALL-01) a wall fetches none of it', async () => {
  const wall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage()
  const fetched: string[] = []
  wall.on('request', request => fetched.push(request.url()))
  await wall.goto(`${city.url}/wall/enterprise`)
  await wall.locator('.code span').first().waitFor()
  expect(fetched.filter(url => /Session|PlanForm|RaisedList|people-page/.test(url))).toEqual([])
  await wall.context().close()
})

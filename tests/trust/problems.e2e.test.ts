import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { teaSession } from '../../shared/kinds/tea-session/kind.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PHONE } from './in-hand.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

/** Keeps the ledger of the district, as documents/city.json has it; and is asked for help with itself too. */
const OFFICE = '宏伟区发改委'
const CITY_OFFICE = '市营商局'
const DISTRICT = '211004'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let leader: Asking
let office: Asking
let department: Asking
const faults: string[] = []

/** The tea table of the Friday before. */
function sessionFact(): RecordFact {
  const startsAt = instant('2026-11-20 14:00')
  const { conflict: _conflict, ...part } = partWith(
    { number: '第198场', theme: '冬季用能', startsAt, enterprises: ['演示企业HW007'], departments: [OFFICE] },
    { area: DISTRICT, at: startsAt, event: startsAt },
  )
  return { ...part, type: 'record', kind: teaSession.id, id: 'enterprise/第198场', part: 'main' }
}

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity([sessionFact()])])
  const house = await houseOf(city.url, city.setUpToken())
  leader = await house.person('leader-1', 'leader', { areas: [DISTRICT] })
  office = await house.person('officer-1', 'officer', { departments: [OFFICE] })
  department = await house.person('officer-2', 'officer', { departments: [CITY_OFFICE] })
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Asking, size = DESK) =>
  pageAs(browser, `${city.url}/work/problems`, who, { faults, ...size })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const stands = (page: Page, state: string) => page.locator('.matter-head', { hasText: state }).waitFor()

/** By a leader, and open on his page then. */
async function collect(page: Page, title: string, words: string) {
  await button(page, '收集问题').click()
  await page.getByLabel('企业', { exact: true }).fill('演示企业HW007')
  await page.getByLabel('问题', { exact: true }).fill(title)
  await page.locator('textarea').fill(words)
  await page.getByLabel('类别(可不填)').selectOption('水电气热')
  await page.getByLabel('所在地').selectOption('宏伟区')
  await isInHand(page)
  await button(page, '确认收集问题').click()
  await stands(page, '待研判')
}

/** Analysed by the office, and given to a department for some days. */
async function handOn(page: Page, title: string, until: string, team: string) {
  await page.locator('.work-table button', { hasText: title }).click()
  await button(page, '开始研判').click()
  await button(page, '确认开始研判').click()
  await stands(page, '研判中')
  await button(page, '交办').click()
  await page.getByLabel('问题小组').last().selectOption('水电气热组')
  await page.getByLabel('责任部门').selectOption(CITY_OFFICE)
  await page.locator('input[type=date]').fill(until)
  await page.getByLabel('临时工作小组(可不填)').fill(team)
  await isInHand(page)
  await button(page, '确认交办').click()
  await stands(page, '已交办')
}

async function says(page: Page, act: string, words: string) {
  await button(page, act).click()
  await page.locator('textarea').fill(words)
  await isInHand(page)
  await button(page, `确认${act}`).click()
}

/** The enterprise is content, as it tells the office. */
async function confirm(page: Page, words: string) {
  await stands(page, '待企业确认')
  await button(page, '企业确认').click()
  await page.getByText('满意', { exact: true }).click()
  await page.locator('textarea').fill(words)
  await isInHand(page)
  await button(page, '确认企业确认').click()
  await stands(page, '待销号')
}

let officePage: Page

test('[PRBC8] [PRBC4] (HW-01, HW-05) what is raised at the tea table is collected on a phone, and has an owner at once', async () => {
  officePage = await open(office)
  await officePage.getByText('在账问题均已销号').waitFor()
  const phone = await open(leader, PHONE)
  await collect(phone, '天然气接引', '希望供暖前接通')
  expect(await phone.locator('.matter-item').innerText()).toContain(OFFICE)
  expect(await phone.locator('.history').innerText()).toContain('宏伟区 领导')
  expect(await phone.locator('.matter .acts').count()).toBe(0)
  await isInHand(phone)
  await phone.context().close()
})

test('[PRBC7] [PRBC8] it appears at the office by itself, is analysed, and given to a department for a day', async () => {
  await handOn(officePage, '天然气接引', '2026-12-04', '接引专班')
  expect(await officePage.locator('.history').innerText()).toContain('临时小组:接引专班')
})

test('[PRBC8] [PRBC5] the department answers on a phone; what came too late keeps its words', async () => {
  const page = await open(department, PHONE)
  await page.locator('.work-tabs [aria-selected=true]', { hasText: '待我办 1' }).waitFor()
  await page.locator('.work-table button', { hasText: '天然气接引' }).click()
  await button(page, '接办').click()
  await button(page, '确认接办').click()
  await stands(page, '办理中')
  await button(page, '答复').click()
  await page.locator('textarea').fill('管线已接通')
  // Another hand of the same department is quicker, and this page does not hear of it.
  await page.route(/\/api\/problems(\/[^/]+)?$/, route =>
    route.request().method() === 'GET' ? undefined : route.continue(),
  )
  const answer = { action: 'another-hand', seen: 4, text: '已列入计划' }
  await department.ask('POST', '/api/problems/WT20261123-1/answer', answer)
  await button(page, '确认答复').click()
  await page.getByText('在您查看之后,此件已有变化。').waitFor()
  expect(await page.locator('textarea').inputValue()).toBe('管线已接通')
  await page.context().close()
})

test('[PRBC8] (HW-02) the enterprise sends an answer back, confirms the next, and a leader strikes it off', async () => {
  await stands(officePage, '待企业确认')
  await says(officePage, '企业退回', '还没有接通')
  await stands(officePage, '办理中')
  const again = await open(department)
  await says(again, '答复', '管线已接通')
  await stands(again, '待企业确认') // A page closed before its word was out would take it along.
  await again.context().close()
  await confirm(officePage, '企业已用气')
  const page = await open(leader)
  await says(page, '销号', '同意销号')
  await stands(page, '已销号')
  await page.locator('.work-tabs [role=tab]', { hasText: '已了结 1' }).waitFor()
  await page.context().close()
  await stands(officePage, '已销号')
})

test('[PRBC8] (HW-01, HW-02) the other way round: collected and answered at a desk, handed on, confirmed and struck off on a phone', async () => {
  const TITLE = '电力增容'
  const desk = await open(leader)
  await collect(desk, TITLE, '二期投产前需增容')
  const phone = await open(office, PHONE)
  await phone.locator('.work-table button', { hasText: TITLE }).waitFor()
  await isInHand(phone)
  await handOn(phone, TITLE, '2026-12-04', '增容专班')
  const page = await open(department)
  await page.locator('.work-table button', { hasText: TITLE }).click()
  await button(page, '接办').click()
  await button(page, '确认接办').click()
  await stands(page, '办理中')
  await says(page, '答复', '已列入本月施工')
  await confirm(phone, '企业已用电')
  const leading = await open(leader, PHONE)
  await leading.locator('.work-table button', { hasText: TITLE }).click()
  await says(leading, '销号', '同意销号')
  await stands(leading, '已销号')
  await isInHand(leading)
  await stands(desk, '已销号')
  await stands(phone, '已销号')
  await Promise.all([desk, phone, page, leading].map(each => each.context().close()))
})

test('[PRBC6] what is rejected says why, what is of the same kind is merged, and a group is looked at by itself', async () => {
  const raise = (title: string) =>
    leader.ask<{ problem: { id: string } }>('POST', '/api/problems', {
      ...{ action: crypto.randomUUID(), area: DISTRICT, title, enterprise: '演示企业HW012', source: 'cadre' },
    })
  const [main, same, own] = [await raise('用工短缺'), await raise('招工难'), await raise('内部纠纷')]
  for (const { problem } of [main, same, own])
    await office.ask('POST', `/api/problems/${problem.id}/take`, { action: crypto.randomUUID(), seen: 1 })
  const page = await open(office)
  await page.locator('.work-tabs [aria-selected=true]', { hasText: '待我办 3' }).waitFor()
  await page.locator('.work-table button', { hasText: '招工难' }).click()
  await button(page, '合并').click()
  await page.getByLabel('并入哪一件(编号)').selectOption(main.problem.id)
  await page.locator('textarea').fill('同类问题')
  await button(page, '确认合并').click()
  await stands(page, '已合并')
  await page.locator('.work-table button', { hasText: '内部纠纷' }).click()
  await button(page, '剔除').click()
  await page.getByText('企业自身原因').click()
  await page.locator('textarea').fill('已向企业说明')
  await button(page, '确认剔除').click()
  await stands(page, '已剔除')
  await page.locator('.problem-filter select').selectOption('水电气热组')
  await page.locator('.work-tabs [role=tab]', { hasText: '已了结 2' }).waitFor()
  await page.context().close()
  expect(faults).toEqual([])
})

test('[PRBC4] (T-WALL-01) a wall fetches none of it', async () => {
  const wall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage()
  const fetched: string[] = []
  wall.on('request', request => fetched.push(request.url()))
  await wall.goto(`${city.url}/wall/enterprise`)
  await wall.locator('.code span').first().waitFor()
  expect(fetched.filter(url => /Problem|StepForm|people-page/.test(url))).toEqual([])
  await wall.context().close()
})

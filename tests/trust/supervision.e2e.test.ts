import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PHONE } from './in-hand.ts'
import { ofHands } from './of-hands.ts'
import { pairWall } from './paired-wall.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { DEPARTMENT, openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let leader: Asking
let officer: Asking
let viewer: Asking
let operator: Asking
const faults: string[] = []

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity()])
  const house = await houseOf(city.url, city.setUpToken())
  leader = await house.person('leader-1', 'leader')
  officer = await house.person('officer-1', 'officer', { departments: [DEPARTMENT] })
  viewer = await house.person('viewer-1', 'viewer')
  operator = await house.person('operator-1', 'operator')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Pick<Asking, 'cookie'>, path: string, size = DESK) =>
  pageAs(browser, city.url + path, who, { faults, ...size })

/** Opens an item of the overdue list, and says what its drawer is. */
async function itemOf(page: Page, title: string) {
  await page.locator('[data-record*="#"]', { hasText: title }).click()
  const drawer = page.locator('.item-drawer')
  await drawer.locator('.item-title', { hasText: title }).waitFor()
  return drawer
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

let leaderPage: Page

test('[SUPC4] (T-RBAC-01) a leader presses on a phone with a thumb, a viewer sees it and no button, a wall fetches nothing', async () => {
  leaderPage = await open(leader, '/desk/projects', PHONE)
  const drawer = await itemOf(leaderPage, '质量监督手续')
  await button(leaderPage, '发起督办').click()
  await leaderPage.locator('textarea').fill('请今日报送补齐图纸的方案')
  await button(leaderPage, '发出督办').click()
  await drawer.getByText('不能撤回').waitFor()
  await isInHand(leaderPage)
  await button(leaderPage, '确认发出').click()
  await drawer.locator('.supervision-head', { hasText: '待签收' }).waitFor()
  expect(await drawer.locator('.history').innerText()).toContain('请今日报送补齐图纸的方案')

  const looking = await open(viewer, '/desk/projects')
  const seen = await itemOf(looking, '质量监督手续')
  await seen.locator('.supervision-head', { hasText: '待签收' }).waitFor()
  expect(await seen.locator('.supervision .acts, .item-press').count()).toBe(0)
  // The row of the list says it too, without its words.
  expect(await looking.locator('li[data-record*="6-2"] .signed').innerText()).toContain('督办 待签收')
  await looking.context().close()
})

test('[SUPC11] (LYX-05) an order of 12345 is pressed from its row, and its department finds it called by what it is', async () => {
  const page = await open(leader, '/desk/governance', PHONE)
  const row = page.locator('[data-press^="hotline/"]', { hasText: '三楼暖气不热' })
  await row.waitFor()
  await isInHand(page)
  await row.click()
  const drawer = page.locator('.item-drawer')
  await drawer.locator('h2', { hasText: '三楼暖气不热' }).waitFor()
  expect(await drawer.locator('.item-title').innerText()).toContain('12345 工单')
  // As its row counts them.
  expect(await drawer.locator('.item-facts').innerText()).toContain('超 3 日')
  await button(page, '发起督办').click()
  await page.locator('textarea').fill('请今日入户处理')
  await button(page, '发出督办').click()
  await button(page, '确认发出').click()
  await drawer.locator('.supervision-head', { hasText: '待签收' }).waitFor()
  await page.keyboard.press('Escape')
  await page.locator('[data-press^="hotline/"] .signed', { hasText: '督办 待签收' }).waitFor()
  await page.context().close()

  const desk = await open(officer, '/work')
  await desk.locator('.work-table tr', { hasText: '三楼暖气不热' }).getByRole('button').click()
  await desk.locator('.matter-item', { hasText: '12345 工单' }).waitFor()
  await button(desk, '签收').click()
  await button(desk, '确认签收').click()
  await desk.locator('.supervision-head', { hasText: '已签收' }).waitFor()
  const { supervisions } = await leader.ask<{ supervisions: { id: string; row: { matter: string } }[] }>(
    ...(['GET', '/api/supervisions'] as const),
  )
  const order = supervisions.find(({ row }) => row.matter === 'hotline-order')
  await leader.ask('POST', `/api/supervisions/${order?.id}/close`, {
    ...{ action: 'order-is-done', seen: 2, text: '已入户' },
  })
  await desk.context().close()
})

test('[SUPC8] what the department does appears on the desk of the leader by itself, and is told with its post', async () => {
  const page = await open(officer, '/work')
  await page.locator('.work-tabs [aria-selected=true]', { hasText: '待我办' }).waitFor()
  await button(page, '签收').click()
  await button(page, '确认签收').click()
  await page.locator('.supervision-head', { hasText: '已签收' }).waitFor()
  await leaderPage.locator('.supervision-head', { hasText: '已签收' }).waitFor()
  await leaderPage.locator('.history li', { hasText: DEPARTMENT }).first().waitFor()
  await page.context().close()
})

/** From now on this page is told nothing new, as if it had looked away. */
const lookAway = (page: Page) =>
  page.route(/\/api\/supervisions(\/[^/]+)?$/, route =>
    route.request().method() === 'GET' ? undefined : route.continue(),
  )

test('[SUPC5] (F-52) what came too late says what happened meanwhile and keeps its words', async () => {
  const page = await open(officer, '/work')
  await button(page, '报送方案').click()
  await page.locator('textarea').first().fill('三天内补齐')
  await page.locator('input[type=date]').fill('2026-11-26')
  await lookAway(page)
  const { supervisions } = await leader.ask<{ supervisions: { id: string }[] }>('GET', '/api/supervisions')
  const at = `/api/supervisions/${supervisions[0]?.id}`
  const plan = { action: 'another-hand', seen: 2, text: '另一方案', promisedAt: Date.parse('2026-11-27') }
  await officer.ask('POST', `${at}/plan`, plan)
  await button(page, '确认报送方案').click()
  await page.getByText('在您查看之后,此件已有变化。').waitFor()
  expect(await page.locator('.said.warn').innerText()).toContain('报送方案')
  expect(await page.locator('textarea').first().inputValue()).toBe('三天内补齐')
  expect(await page.locator('.supervision-head').innerText()).toContain('已报方案')
  await page.context().close()
})

test('[SUPC9] [SUPC6] without a server it says so, keeps what was typed, and sends it once when it is back', async () => {
  const page = await open(leader, '/work')
  await page.locator('.work-tabs [role=tab]', { hasText: '在督办' }).click()
  await page.locator('.work-table button').first().click()
  await button(page, '退回重报').click()
  await page.locator('textarea').fill('方案没有写明时间')
  await page.context().setOffline(true)
  await button(page, '确认退回重报').click()
  await page.getByText('连不上服务器').waitFor()
  expect(await page.locator('textarea').inputValue()).toBe('方案没有写明时间')
  await page.context().setOffline(false)
  await button(page, '再次提交').click()
  await page.locator('.history li', { hasText: '方案没有写明时间' }).waitFor()
  expect(await page.locator('.history li', { hasText: '退回重报' }).count()).toBe(1)
  await page.context().close()
})

test('[SUPC4] (T-AUD-02) what the audit cannot tell of is refused in a sentence', async () => {
  const page = await open(officer, '/work')
  await button(page, '报送方案').click()
  await page.locator('textarea').first().fill('三天内补齐')
  await page.locator('input[type=date]').fill('2026-11-26')
  const answer = (status: number, code: string) =>
    page.route('**/plan', route => route.fulfill({ status, json: { error: 'x', code } }), { times: 1 })
  await answer(503, 'auditDown')
  await button(page, '确认报送方案').click()
  await page.getByText('审计此刻无法写入,因此什么也没有改动').waitFor()
  await answer(403, 'denied')
  await button(page, '确认报送方案').click()
  await page.getByText('您无权这样做').waitFor()
  await page.context().close()
})

test('[SUPC10] [EXV5] [EXV9] [WRKC7] (T-PII-03) the records behind a number lead to their item, and are carried out with a reason', async () => {
  const page = await open(leader, '/desk/projects')
  // [EXV9] A reason is of one number: another one that is asked behind the drawer has none yet.
  const figure = (nth: number) => page.locator('.kpi').nth(nth).locator('[data-cell]').first()
  await figure(0).click()
  await button(page, '导出这些明细').click()
  await page.locator('.export input').fill('核查此数')
  await figure(1).click()
  await page.locator('.export input').waitFor({ state: 'detached' })
  await button(page, '导出这些明细').click()
  expect(await page.locator('.export input').inputValue()).toBe('')
  await page.keyboard.press('Escape')
  await page.locator('.kpi', { hasText: '超期' }).locator('[data-cell*="items.overdue"]').first().click()
  const row = page.locator('.records tbody tr', { hasText: '产业政策审查' })
  await row.waitFor()
  await button(page, '导出这些明细').click()
  await page.locator('.export input').fill('例会汇报')
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, '导出').click()])
  expect(file.suggestedFilename()).toMatch(/^records-[\w-]+\.csv$/)
  await page.getByText('已导出并记入审计').waitFor()
  await row.getByRole('button', { name: '督办' }).click()
  await page.locator('.item-drawer .item-title', { hasText: '产业政策审查' }).waitFor()
  // [WRKC7] The key that closes asks about what is typed, and closes what lies on top alone.
  await button(page, '发起督办').click()
  await page.locator('textarea').fill('请说明')
  await page.keyboard.press('Escape')
  await button(page, '继续填写').click()
  expect(await page.locator('textarea').inputValue()).toBe('请说明')
  await page.keyboard.press('Escape')
  await button(page, '放弃并离开').click()
  await page.locator('.item-drawer').waitFor({ state: 'detached' })
  await page.locator('.explain').waitFor()
  await page.context().close()
})

test('[SUPC14] of two who press for the same the second is told, sees what was pressed, and keeps his words', async () => {
  const page = await open(leader, '/desk/projects')
  await page.locator('[data-press$="#6-1"]').click()
  const drawer = page.locator('.item-drawer')
  await button(page, '发起督办').click()
  await page.locator('textarea').fill('请说明为何超期')
  await button(page, '发出督办').click()
  await lookAway(page)
  const { supervision } = await leader.ask<{ supervision: { id: string } }>('POST', '/api/supervisions', {
    ...{ action: 'the-other-hand', target: 'gcproj/2611-211004-04-01-000011', item: '6-1' },
    ...{ level: 'press', reason: '另一人先发', acknowledgeDays: 1, replyDays: 3 },
  })
  await button(page, '确认发出').click()
  await drawer.getByText('此事项已有一件在督办').waitFor()
  await drawer.locator('.history li', { hasText: '另一人先发' }).waitFor()
  expect(await page.locator('textarea').inputValue()).toBe('请说明为何超期')
  await button(page, '取消').click()
  await page.locator('textarea').waitFor({ state: 'detached' })
  await leader.ask('POST', `/api/supervisions/${supervision.id}/close`, {
    ...{ action: 'the-other-is-done', seen: 1, text: '已说明' },
  })
  await page.context().close()
})

test('[SUPC7] (LYX-06) told twice in vain it is proposed for blame; a person decides with a reason', async () => {
  await city.moveTo('2026-11-30 09:00')
  const page = await open(leader, '/work')
  await page.locator('.work-tabs [role=tab]', { hasText: '建议问责 1' }).click()
  await page.locator('.work-table button').first().click()
  await page.getByText('由领导决定,系统不作决定').waitFor()
  await button(page, '决定问责').click()
  await page.getByText('不予问责').click()
  await page.locator('textarea').fill('部门已在整改')
  await button(page, '确认决定问责').click()
  await page.locator('.history li', { hasText: '不予问责' }).waitFor()
  await page.locator('.work-tabs [role=tab]', { hasText: '建议问责 0' }).waitFor()
  await page.context().close()
  expect(faults).toEqual([])
})

test('[SUPC4] (T-WALL-01) a wall has no hand: no drawer, no button, none of their code', async () => {
  const cookie = await pairWall(city.url, operator, 'internal', '211000')
  const wall = await open({ cookie: () => cookie }, '/wall/projects')
  const fetched: string[] = []
  wall.on('request', request => fetched.push(request.url()))
  await wall.reload()
  const item = wall.locator('[data-record*="#"]').first()
  await item.waitFor()
  // Whatever is pressed on: there is nothing that could be fetched for it.
  await item.click({ force: true })
  await wall.locator('.panel').first().waitFor()
  expect(fetched.some(url => url.endsWith('.js'))).toBe(true)
  expect(ofHands(fetched)).toEqual([])
  expect(await wall.locator('.item-drawer, .supervision .acts').count()).toBe(0)
  await wall.context().close()
})

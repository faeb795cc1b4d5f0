import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../shared/access/roles.ts'
import { launchChromium } from '../chromium.ts'
import { atEntrance } from './at-entrance.ts'
import { openPage } from './accounts.ts'
import { ofHands } from './of-hands.ts'
import { houseOf, pageAs, type Asking, type House } from './people.ts'
import { openPressCity } from './press-city.ts'

let browser: Browser
let server: Awaited<ReturnType<typeof openPressCity>>
let house: House
const faults: string[] = []
const people = new Map<string, Asking>()

beforeAll(async () => {
  ;[browser, server] = await Promise.all([launchChromium(), openPressCity()])
  house = await houseOf(server.url, server.setUpToken())
  const { sysadmin, secadmin, auditor } = house
  for (const [role, who] of Object.entries({ sysadmin, secadmin, auditor })) people.set(role, who)
  for (const role of ['viewer', 'reporter', 'leader', 'officer', 'operator'] as const)
    people.set(role, await house.person(role, role))
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const as = (who: string, path: string, more = {}) =>
  pageAs(browser, server.url + path, people.get(who) ?? null, { faults, ...more })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** What whoever sees the city finds to work on. */
const WORK = [
  '督办',
  '企业问题',
  '亲清下午茶',
  '驿站接访',
  '矛盾化解',
  '承诺核查',
  '台账办理',
  '审批方案',
  '填报',
  '随手拍',
]
const SEES: { readonly [role in Role]: readonly string[] } = {
  viewer: ['城市桌面', ...WORK, '档案', '我的账号'],
  reporter: ['上报', '我的账号'],
  leader: ['城市桌面', ...WORK, '上报', '档案', '数据台', '我的账号'],
  officer: ['城市桌面', ...WORK, '上报', '档案', '我的账号'],
  operator: ['城市桌面', ...WORK, '上报', '档案', '数据台', '大屏', '接入网段', '密钥', '我的账号'],
  sysadmin: ['人员', '口令与登录', '密钥', '我的账号'],
  secadmin: ['人员', '口令与登录', '大屏', '接入网段', '我的账号'],
  auditor: ['人员', '口令与登录', '接入网段', '审计', '我的账号'],
}

test.each(Object.entries(SEES))(
  '[ADM1] (T-RBAC-01) %s sees these pages and no others, and an address that is typed tells and asks nothing',
  async (role, wanted) => {
    const page = await as(role, '/account')
    await page.locator('.account-page .facts').first().waitFor()
    expect(await page.locator('.shell-nav a').allInnerTexts()).toEqual(wanted)
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    const typed = wanted.includes('审计') ? '/admin/screens' : '/admin/audit'
    await page.goto(server.url + typed)
    await page.getByText('此页不属于您的岗位').waitFor()
    expect(asked.filter(path => path.startsWith('/api/'))).toEqual(['/api/who'])
    await page.context().close()
  },
)

test('[ACCT6] (T-RBAC-01, T-AUTH-03) an intruder sees the entrance: without an account, and with the cookie of somebody who left', async () => {
  for (const path of ['/work', '/admin', '/admin/audit']) {
    const page = await as('nobody', path)
    await atEntrance(page)
    expect(new URL(page.url()).searchParams.get('back')).toBe(path)
    await page.context().close()
  }
  const gone = await house.person('gone-1', 'viewer')
  const stale = { ask: gone.ask, cookie: gone.cookie }
  const cookie = gone.cookie()
  await gone.ask('POST', '/api/sign-out')
  people.set('stale', { ...stale, cookie: () => cookie })
  const page = await as('stale', '/account')
  await atEntrance(page)
  const answer = await page.request.get(`${server.url}/api/account`)
  expect(answer.status()).toBe(401)
  await page.context().close()
})

test('[ADM4] [ADM3] (T-RBAC-02) one opens an account, the other gives it a role, and the link is shown once', async () => {
  const sys = await as('sysadmin', '/admin/people')
  await button(sys, '开设账号').click()
  await sys.locator('.inline-form input').first().fill('duty-1')
  await sys.locator('.inline-form input').last().fill('演示值班长')
  await button(sys, '生成一次性链接').click()
  const link = await sys.locator('.link-line code').innerText()
  expect(link).toMatch(/\/set-up#[\w-]{43}$/)
  await sys.locator('.table .name', { hasText: 'duty-1' }).click()
  expect(await button(sys, '保存授权').count()).toBe(0)
  const sec = await as('secadmin', '/admin/people')
  await sec.locator('.table .name', { hasText: 'duty-1' }).click()
  await sec.getByLabel('领导').check()
  await sec.getByLabel('审计管理员').check()
  expect(await sec.getByLabel('领导').isChecked()).toBe(false)
  await sec.getByLabel('运维员').check()
  expect(await sec.getByLabel('审计管理员').isChecked()).toBe(false)
  await button(sec, '保存授权').click()
  await sec.locator('.table tr', { hasText: 'duty-1' }).getByText('运维员').waitFor()
  // Pressed once it only asks; and nobody does it to themselves.
  await button(sys, '停用').click()
  await button(sys, '确认停用').click()
  await sys.locator('.table tr', { hasText: 'duty-1' }).getByText('已停用').waitFor()
  await sec.locator('.table .name', { hasText: 'secadmin' }).click()
  await sec.getByText('不能改动自己的账号').waitFor()
  await sys.reload()
  await sys.locator('.table').waitFor()
  expect(await sys.locator('.link-line').count()).toBe(0)
  await Promise.all([sys.context().close(), sec.context().close()])
})

test('[ADM1] who failed too often waits, and the security administrator unlocks it', async () => {
  const wrong = { account: 'viewer', password: 'not-the-password' }
  const headers = { 'content-type': 'application/json' }
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) {
    const attempt = { method: 'POST', headers, body: JSON.stringify(wrong) }
    statuses.push((await fetch(`${server.url}/api/sign-in`, attempt)).status)
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  const page = await as('secadmin', '/admin/people')
  const row = page.locator('.table tr', { hasText: 'viewer' })
  await row.getByText('暂停登录').waitFor()
  await row.locator('.name').click()
  // On a desk the person stands beside the list, in whatever order the styles of the pages came.
  const [list, one] = await Promise.all(['.pair-list', '.pair-one'].map(at => page.locator(at).boundingBox()))
  expect(one?.x).toBeGreaterThan((list?.x ?? 0) + (list?.width ?? 0))
  expect(await page.locator('.pair-back').isVisible()).toBe(false)
  await button(page, '解除暂停登录').click()
  await row.getByText('暂停登录').waitFor({ state: 'detached' })
  await page.context().close()
})

test('[ADM6] (T-WALL-01) an operator pairs the wall that shows the code, sees what it shows, and cuts it off', async () => {
  const wall = await as('nobody', '/wall')
  await wall.locator('.code span').first().waitFor()
  const code = (await wall.locator('.code span').allInnerTexts()).join(' ').toLowerCase()
  const fetched: string[] = []
  wall.on('request', request => fetched.push(request.url()))
  const page = await as('operator', '/admin/screens')
  await button(page, '配对一块大屏').click()
  await page.locator('input.code').fill('AAAABBBB')
  await button(page, '查找').click()
  await page.getByText('没有大屏正显示此配对码').waitFor()
  await page.locator('input.code').fill(code)
  await button(page, '查找').click()
  await page.getByText('找到:来自 127.0.0.1').waitFor()
  await page.getByLabel('名称').fill('演示大厅屏')
  await button(page, '配对').click()
  await wall.locator('.scene-panels').first().waitFor()
  // (T-WALL-01) what hands and people need is not there.
  expect(ofHands(fetched)).toEqual([])
  const row = page.locator('.table tr', { hasText: '演示大厅屏' })
  await row.getByText('公众场所').waitFor()
  await row.locator('.glyph.ok').waitFor()
  await button(page, '吊销').click()
  await button(page, '确认吊销').click()
  await wall.getByText('此屏已被吊销').waitFor()
  await Promise.all([page.context().close(), wall.context().close()])
})

test('[ADM4] (T-SEC-01) a zone is set by the one, a secret by the other, and its value is nowhere', async () => {
  const sec = await as('secadmin', '/admin/zones')
  await sec.getByText('尚未放行任何地址').waitFor()
  await button(sec, '放行一个地址').click()
  await sec.getByLabel('用途').fill('热线平台(演示)')
  await sec.getByLabel('目标').fill('not an address')
  await sec.getByLabel('端口').fill('443')
  await button(sec, '保存').click()
  await sec.getByText('目标须为地址、范围').waitFor()
  await sec.getByLabel('目标').fill('10.20.3.0/24')
  await button(sec, '保存').click()
  await sec.locator('.table code', { hasText: '10.20.3.0/24' }).waitFor()
  const sys = await as('sysadmin', '/admin/secrets')
  await button(sys, '设置另一个密钥').click()
  await sys.getByPlaceholder('HOTLINE_HMAC').fill('FRONT_DB_PASSWORD')
  await sys.locator('input[type=password]').fill('a-value-nobody-reads')
  await button(sys, '设置').first().click()
  await sys.locator('.table tr', { hasText: 'FRONT_DB_PASSWORD' }).getByText('在此设置').waitFor()
  expect(await sys.content()).not.toContain('a-value-nobody-reads')
  const auditor = await as('auditor', '/admin/zones')
  await auditor.locator('.table code', { hasText: '10.20.3.0/24' }).waitFor()
  expect(await auditor.locator('.shell-page button').count()).toBe(0)
  await Promise.all([sec, sys, auditor].map(page => page.context().close()))
})

test('[ADM5] the auditor finds who did what, turns the page, verifies the chain, and carries it away', async () => {
  const page = await as('auditor', '/admin/audit')
  await page.locator('.audit-table tbody tr').first().waitFor()
  await page.getByLabel('何事').fill('people.authorise')
  await button(page, '查询').click()
  await expect
    .poll(() => page.locator('.audit-table b').allInnerTexts())
    .toEqual(expect.arrayContaining(['people.authorise']))
  expect(new Set(await page.locator('.audit-table b').allInnerTexts())).toEqual(new Set(['people.authorise']))
  await page.locator('.audit-table .btn').first().click()
  expect(await page.locator('.audit-details').innerText()).toContain('roles')
  await button(page, '校验整条链').click()
  await page.getByText('均未被改动').waitFor()
  const href = await page.getByRole('link', { name: '导出 CSV' }).getAttribute('href')
  expect(href).toBe('/api/audit/export?action=people.authorise&format=csv')
  const csv = await page.request.get(server.url + (href ?? ''))
  expect(
    (await csv.text()).split('\r\n').filter(line => line.includes('people.authorise')).length,
  ).toBeGreaterThan(3)
  await page.context().close()
})

test('[ACCT10] pages for which the row has no room are behind a word, which says which of them is on show', async () => {
  const page = await as('operator', '/admin/screens', { width: 1000, height: 800 })
  const more = page.locator('.shell-more > button')
  await expect.poll(() => more.innerText()).toContain('大屏')
  const { scrollWidth, clientWidth } = await page.locator('.shell-nav').evaluate(row => ({
    scrollWidth: row.scrollWidth,
    clientWidth: row.clientWidth,
  }))
  expect(scrollWidth).toBe(clientWidth)
  await more.click()
  await page.locator('.shell-others a', { hasText: '我的账号' }).click()
  await page.locator('.account-page').waitFor()
  await expect.poll(() => more.innerText()).toContain('我的账号')
  expect(await page.locator('.shell-others').isVisible()).toBe(false)
  await page.context().close()
  const phone = await as('operator', '/admin/screens', { width: 390, height: 844 })
  const shown = phone.locator('.shell-nav [aria-current]')
  await expect.poll(async () => (await shown.boundingBox())?.x).toBeLessThan(390)
  await phone.context().close()
})

test('[ADM1] a page is usable on a phone, in English, and without a server says so', async () => {
  const page = await as('secadmin', '/admin/policy', { width: 390, height: 844 })
  await page.locator('.policy-number').first().waitFor()
  await button(page, 'English').click()
  await page.getByText('Rules for passwords').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  const small = await page
    .locator('button:visible, .shell-nav a, .policy-number input')
    .evaluateAll(all => all.map(each => each.getBoundingClientRect().height).filter(height => height < 44))
  expect(small).toEqual([])
  await page.context().setOffline(true)
  await button(page, 'Save').click()
  await page.getByText('The server cannot be reached').waitFor()
  await page.context().setOffline(false)
  await button(page, 'Save').click()
  await page.getByText('Saved.').waitFor()
  await page.context().close()
  expect(faults).toEqual([])
  expect(await openPage(server.url).ask('GET', '/api/who')).toMatchObject({ type: 'nobody' })
})

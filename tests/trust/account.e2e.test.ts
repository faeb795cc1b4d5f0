import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepAt, totpCode } from '../../server/people/second-factor/totp.ts'
import { launchChromium } from '../chromium.ts'
import { atEntrance } from './at-entrance.ts'
import { PASSWORD } from './accounts.ts'
import { houseOf, pageAs, type Asking, type House } from './people.ts'
import { openTrustServer } from './trust-server.ts'

let browser: Browser
let server: Awaited<ReturnType<typeof openTrustServer>>
let house: House
let leader: Asking
const faults: string[] = []

beforeAll(async () => {
  ;[browser, server] = await Promise.all([launchChromium(), openTrustServer()])
  house = await houseOf(server.url, server.house.setUpToken() ?? '')
  leader = await house.person('leader-1', 'leader')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const open = (who: Asking | null, path: string, more = {}) =>
  pageAs(browser, server.url + path, who, { faults, ...more })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('[ACCT1] (T-AUTH-03) another session of mine is ended, and whoever had it is out', async () => {
  const elsewhere = await open(null, '/enter')
  await elsewhere.locator('input[autocomplete="username"]').fill('leader-1')
  await elsewhere.locator('input[autocomplete="current-password"]').fill(PASSWORD)
  await elsewhere.locator('button[type=submit]').click()
  await elsewhere.locator('.scene-panels').first().waitFor()
  const page = await open(leader, '/account', { width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.locator('.sessions tbody tr').nth(1).waitFor()
  await button(page, '结束').click()
  await page.getByText('登录已结束。').waitFor()
  await atEntrance(elsewhere)
  await Promise.all([page.context().close(), elsewhere.context().close()])
})

test('[ACCT1] the password is changed by the one before, and a wrong one is said', async () => {
  const page = await open(leader, '/account')
  const change = async (old: string, fresh: string) => {
    if ((await page.locator('input[autocomplete="current-password"]').count()) === 0)
      await button(page, '更换口令').click()
    await page.locator('input[autocomplete="current-password"]').fill(old)
    for (const field of await page.locator('input[autocomplete="new-password"]').all())
      await field.fill(fresh)
    await page.locator('.form button[type=submit]').click()
  }
  await change('not-the-password', 'Heron-Lantern-43')
  await page.getByText('现用口令不对').waitFor()
  expect(await page.locator('input[autocomplete="new-password"]').first().inputValue()).toBe('')
  await change(PASSWORD, 'short')
  await page.getByText('口令太短').waitFor()
  await change(PASSWORD, 'Heron-Lantern-43')
  await page.getByText('口令已更换').waitFor()
  await page.context().close()
})

test('[ACCT2] (T-MFA-01) a second factor is set up again, with other paper codes', async () => {
  const page = await open(house.auditor, '/account')
  await button(page, '重新绑定并换发备用码').click()
  await page.locator('input[autocomplete="current-password"]').fill(PASSWORD)
  await button(page, '确认').click()
  const secret = await page.locator('.secret').innerText()
  await page.locator('input[autocomplete="one-time-code"]').fill('000000')
  await button(page, '确认').click()
  await page.getByText('验证码不对').waitFor()
  await page.locator('input[autocomplete="one-time-code"]').fill(totpCode(secret, stepAt(Date.now())))
  await button(page, '确认').click()
  await page.locator('.codes li').first().waitFor()
  await button(page, '已抄写').click()
  await page.getByText('双因素已绑定').waitFor()
  expect(await page.locator('.codes').count()).toBe(0)
  await page.context().close()
})

test('[ACCT7] (T-SEC-02) what the browser keeps after a day’s work says nothing of the person, nor of what was seen', async () => {
  const page = await open(await house.person('leader-2', 'leader'), '/account')
  await page.locator('.sessions tbody tr').first().waitFor()
  await page.goto(`${server.url}/desk`)
  await page.locator('.scene-panels').first().waitFor()
  const kept = await page.evaluate(() => ({
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    cookies: document.cookie,
  }))
  expect(kept.local.map(([name]) => name)).toEqual(['liaowang.settings'])
  expect(Object.keys(JSON.parse(kept.local[0]?.[1] ?? '{}') as object).sort()).toEqual([
    'contrast',
    'k',
    'language',
    'motion',
    'sounds',
    'tables',
  ])
  // How far pages of this visit were scrolled: paths and numbers, gone with the tab.
  expect(kept.session.map(([name]) => name)).toEqual(['vue-router:scroll'])
  expect([kept.session.join().includes('leader'), kept.cookies]).toEqual([false, ''])
  await page.context().close()
})

test('[ACCT8] signing out is one press away at a desk, and nothing of what was shown comes back', async () => {
  const page = await open(await house.person('leader-3', 'leader'), '/desk')
  await page.locator('.scene-panels').first().waitFor()
  await page.locator('.settings-open').click()
  const left = page.waitForResponse('**/api/sign-out')
  await button(page, '退出登录').click()
  expect(await (await left).headerValue('clear-site-data')).toContain('cache')
  await expect.poll(() => new URL(page.url()).pathname).toBe('/enter')
  // Back there is the entrance too, or nothing: the desk gave up its place in the history when its socket was cut.
  await page.goBack()
  await page.waitForLoadState('networkidle')
  expect([new URL(page.url()).pathname === '/desk', await page.locator('.scene-panels').count()]).toEqual([
    ...[false, 0],
  ])
  await page.context().close()
})

test('[ACCT3] (T-AUTH-04) a minute before the end the page says so, to stay is to press once, and whoever is out is at the entrance', async () => {
  const page = await open(house.secadmin, '/account')
  await page.locator('.sessions tbody tr').first().waitFor()
  let left = 50_000
  await page.route('**/api/who', async route => {
    const answer = await route.fetch()
    const who = (await answer.json()) as { person: { left: { idle: number } } | null }
    if (who.person !== null) who.person.left.idle = left
    await route.fulfill({ response: answer, json: who })
  })
  await page.reload()
  await page.getByText('秒后将因无操作退出登录').waitFor()
  expect(await button(page, '继续使用').evaluate(each => each === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.locator('.idle').waitFor({ state: 'detached' })
  // Nobody presses it, and the session ends: the page goes to the entrance by itself.
  left = 1_500
  await page.reload()
  await page.getByText('秒后将因无操作退出登录').waitFor()
  await house.secadmin.ask('POST', '/api/sign-out')
  await atEntrance(page)
  await page.context().close()
  expect(faults).toEqual([])
})

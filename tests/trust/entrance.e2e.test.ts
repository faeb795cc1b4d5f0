import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stepAt, totpCode } from '../../server/people/second-factor/totp.ts'
import { launchChromium } from '../chromium.ts'
import { atEntrance } from './at-entrance.ts'
import { openTrustServer } from './trust-server.ts'

const PASSWORD = 'Kestrel-Lantern-42'

let browser: Browser
let server: Awaited<ReturnType<typeof openTrustServer>>
const faults: string[] = []

beforeAll(async () => {
  browser = await launchChromium()
  server = await openTrustServer()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function opened(path: string, context?: BrowserContext): Promise<Page> {
  const own = context ?? (await browser.newContext({ viewport: { width: 1280, height: 800 } }))
  const page = await own.newPage()
  page.on('pageerror', error => faults.push(String(error)))
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text())
  })
  await page.goto(server.url + path)
  return page
}

/** As a page of this server asks, with its cookies. */
const asked = <T>(
  page: Page,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> =>
  page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(where, {
        method: how,
        ...(what === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: what }),
      })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as never) }
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  ) as Promise<{ status: number; body: T }>

/** By a one-time link all the way in: an own password, and a second factor where the post needs one. */
async function enterBy(link: string, needsFactor: boolean): Promise<Page> {
  const page = await opened(new URL(link).pathname + new URL(link).hash)
  await page.locator('input[autocomplete="new-password"]').first().fill(PASSWORD)
  await page.locator('input[autocomplete="new-password"]').last().fill(PASSWORD)
  await page.locator('button[type=submit]').click()
  if (!needsFactor) return page
  const secret = await page.locator('.secret code').innerText()
  await page.locator('input[autocomplete="one-time-code"]').fill(totpCode(secret, stepAt(Date.now())))
  await page.locator('button[type=submit]').click()
  await page.locator('.codes li').first().waitFor()
  await page.getByRole('button', { name: '已抄写' }).click()
  // Whoever may look at the city is led there, an administrator stays.
  await page.locator('.scene-panels, button:has-text("退出登录")').first().waitFor()
  return page
}

let administrators: readonly Page[] = []

test('[ENT1] (T-INST-01) without an account the desk leads to the entrance, and the link of the first start makes three', async () => {
  const stranger = await opened('/desk/overview')
  await atEntrance(stranger)
  await stranger.locator('input[autocomplete="username"]').fill('admin')
  await stranger.locator('input[autocomplete="current-password"]').fill('admin')
  await stranger.locator('button[type=submit]').click()
  await expect.poll(() => stranger.locator('[role=alert]').innerText()).toBe('账号或口令不对')
  const page = await opened(`/set-up#${server.house.setUpToken()}`)
  const accounts = page.locator('fieldset label:first-of-type input')
  for (const [i, account] of ['sys-1', 'sec-1', 'aud-1'].entries()) await accounts.nth(i).fill(account)
  await page.locator('button[type=submit]').click()
  const links = await page.locator('.links code').allInnerTexts()
  expect([links.length, server.house.setUpToken()]).toEqual([3, null])
  administrators = await Promise.all(links.map(link => enterBy(link, true)))
  const again = await opened(new URL(links[0] ?? '').pathname + new URL(links[0] ?? '').hash)
  await expect.poll(() => again.locator('[role=alert]').innerText()).toBe('链接已用过或已过期')
  for (const admin of administrators) expect((await asked(admin, 'GET', '/api/start')).status).toBe(403)
})

async function personOf(account: string, role: string): Promise<string> {
  const [sys, sec] = administrators as [Page, Page]
  const { body } = await asked<{ token: string }>(sys, 'POST', '/api/people', {
    account,
    title: `演示${role}`,
  })
  const { body: list } = await asked<{ people: { id: string; account: string }[] }>(sec, 'GET', '/api/people')
  const id = list.people.find(each => each.account === account)?.id
  const scope = { areas: 'all', departments: 'all' }
  expect((await asked(sec, 'PUT', `/api/people/${id}/authorisation`, { roles: [role], scope })).status).toBe(
    204,
  )
  expect((await asked(sys, 'PUT', `/api/people/${id}/authorisation`, { roles: [role], scope })).status).toBe(
    403,
  )
  return `${server.url}/set-up#${body.token}`
}

test('[ENT2] (T-AUTH-03, T-AUTH-04) a leader comes to the desk, a hand there is told of, and after signing out a copied cookie is worth nothing', async () => {
  const page = await enterBy(await personOf('leader-1', 'leader'), false)
  await page.locator('.scene-panels').first().waitFor()
  const told = page.waitForResponse('**/api/activity')
  await page.mouse.move(300, 300)
  await page.mouse.move(320, 300)
  expect((await told).status()).toBe(200)
  const cookies = await page.context().cookies()
  expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toContainEqual([true, 'Strict'])
  const thief = await browser.newContext()
  await thief.addCookies(cookies)
  expect((await thief.request.get(`${server.url}/api/start`)).status()).toBe(200)
  expect((await asked(page, 'POST', '/api/sign-out')).status).toBe(204)
  expect((await thief.request.get(`${server.url}/api/start`)).status()).toBe(401)
  // Its socket was cut in the same turn: the page is not left with the picture.
  await atEntrance(page)
})

test('[ENT3] [SCD10] (T-WALL-01, T-WALL-03) a wall shows a code, is paired by it, shows the city, and goes dark when it is revoked', async () => {
  const operator = await enterBy(await personOf('operator-1', 'operator'), true)
  const wall = await opened('/wall')
  await wall.locator('.code span').first().waitFor()
  const code = (await wall.locator('.code span').allInnerTexts()).join('')
  const pairing = { code, name: '指挥大厅', audience: 'public', place: '211000', networks: [] }
  const [sys] = administrators as [Page]
  expect((await asked(sys, 'POST', '/api/screens', pairing)).status).toBe(403)
  const paired = await asked<{ id: string }>(operator, 'POST', '/api/screens', pairing)
  expect(paired.status).toBe(200)
  await wall.locator('.scene-panels').first().waitFor()
  // A wall is a screen, not the person whose browser it may be.
  expect((await asked(wall, 'GET', '/api/people')).status).toBe(401)
  const { body } = await asked<{ screens: { now: { topics: string[] } | null }[] }>(
    operator,
    'GET',
    '/api/screens',
  )
  expect(body.screens[0]?.now?.topics[0]).toMatch(/@public$/)
  // One press, and a hall sees our name and nothing else (T-WALL-03); by another one the city is back.
  expect((await asked(operator, 'PUT', '/api/screens/cover', { on: true })).status).toBe(200)
  await wall.locator('.name.alone').waitFor()
  expect((await wall.locator('body').innerText()).replace(/\s+/g, ' ').trim()).toBe('瞭望 Liaowang')
  expect((await asked(operator, 'PUT', '/api/screens/cover', { on: false })).status).toBe(200)
  await wall.locator('.scene-panels').waitFor()
  expect((await asked(operator, 'DELETE', `/api/screens/${paired.body.id}`)).status).toBe(204)
  await wall.getByText('此屏已被吊销').waitFor()
  expect(await wall.locator('.scene-panels').count()).toBe(0)
  expect(faults).toEqual([])
  expect(server.logs.join()).not.toContain(PASSWORD)
})

test('[ENT4] a password is typed unseen, may be pasted, and is known to password managers', async () => {
  const page = await opened('/enter')
  const field = page.locator('input[autocomplete="current-password"]')
  expect(await field.getAttribute('type')).toBe('password')
  expect(await page.locator('input[autocomplete="username"]').count()).toBe(1)
  await field.evaluate((input: HTMLInputElement, text) => {
    input.focus()
    const data = new DataTransfer()
    data.setData('text/plain', text)
    const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    // A page that forbids it prevents its default; then nothing may be inserted.
    if (input.dispatchEvent(paste)) document.execCommand('insertText', false, text)
  }, PASSWORD)
  expect(await field.inputValue()).toBe(PASSWORD)
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLIENT, startProvider, type RealProvider } from '../../server/directory/provider.fixture.ts'
import { launchChromium } from '../chromium.ts'
import { setUpHouse } from './accounts.ts'
import { freePort } from './free-port.ts'
import { openTrustServer } from './trust-server.ts'

const WHOLE = { areas: 'all', departments: 'all' } as const

let browser: Browser
let provider: RealProvider
let server: Awaited<ReturnType<typeof openTrustServer>>
let house: Awaited<ReturnType<typeof setUpHouse>>

beforeAll(async () => {
  const port = await freePort()
  const redirect = `http://127.0.0.1:${port}/api/oidc/back`
  provider = await startProvider(redirect)
  const oidc = {
    ...{ issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret },
    ...{ redirect, name: '演示统一认证' },
  }
  server = await openTrustServer({ port, directories: { oidc, ldap: null } })
  house = await setUpHouse(server.url, server.house.setUpToken() ?? '')
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await provider.stop()
})

/** Whoever sits at a browser of their own, signed in at the provider as `account`, presses the button. */
async function pressed(account: string): Promise<Page> {
  provider.sitsThere(account)
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${server.url}/enter`)
  await page.getByRole('link', { name: '用演示统一认证登录' }).click()
  return page
}
const linked = async (person: string, account: string) =>
  house.sysadmin.ask('PUT', `/api/people/${person}/links`, { links: [{ provider: 'oidc', account }] })

test('[DIR11] whoever is linked comes in by the button of the provider, all the way to the desk', async () => {
  const { id } = await house.invite('leader-1', ['leader'], WHOLE)
  await linked(id, 'name of li')
  const page = await pressed('li')
  await page.locator('.scene-panels').first().waitFor()
  expect(new URL(page.url()).pathname).toMatch(/^\/desk/)
  const cookies = await page.context().cookies(server.url)
  expect(cookies.filter(({ sameSite }) => sameSite === 'Strict').length).toBeGreaterThan(0)
  await page.context().close()
})

test('[DIR11] a post that needs a second factor is asked for it here, where the provider did not ask', async () => {
  const { id } = await house.invite('operator-1', ['operator'], WHOLE)
  await linked(id, 'name of wang')
  const page = await pressed('wang')
  await page.locator('.secret code').waitFor()
  await page.context().close()
})

test('[DIR11] (T-RBAC-02) who is not linked, and an administrator, stay outside, and read why where one signs in', async () => {
  const stranger = await pressed('nobody-here')
  await expect.poll(() => stranger.locator('[role=alert]').innerText()).toContain('没有账号')
  await stranger.context().close()
  const { people } = await house.secadmin.ask<{ people: { id: string; account: string }[] }>(
    'GET',
    '/api/people',
  )
  await linked(people.find(({ account }) => account === 'secadmin')?.id ?? '', 'name of sec')
  const administrator = await pressed('sec')
  await expect.poll(() => administrator.locator('[role=alert]').innerText()).toContain('三员只能用本地口令')
  await administrator.context().close()
})

test('[DIR11] what was not begun here is told so, and leads back to signing in', async () => {
  const page = await browser.newPage()
  await page.goto(`${server.url}/api/oidc/back?code=x&state=y`)
  await expect.poll(() => page.locator('[role=alert]').innerText()).toContain('重新开始')
  await page.close()
})

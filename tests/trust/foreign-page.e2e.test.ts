import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { asking } from './asking.ts'
import { openTrustServer } from './trust-server.ts'

const PASSWORD = 'Kestrel-Lantern-42'

let browser: Browser
let server: Awaited<ReturnType<typeof openTrustServer>>
let foreign: Server

beforeAll(async () => {
  browser = await launchChromium()
  server = await openTrustServer()
  foreign = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>another site</title>'),
  )
  foreign.listen(0, '127.0.0.1')
  await once(foreign, 'listening')
})
afterAll(async () => {
  await browser.close()
  foreign.closeAllConnections()
  foreign.close()
  await server.stop()
})

/** A page of another origin in the browser of somebody who is signed in. */
async function signedInOn(host: string): Promise<Page> {
  const context = await browser.newContext()
  await context.addCookies([await sessionCookie()])
  const page = await context.newPage()
  await page.goto(`http://${host}:${(foreign.address() as AddressInfo).port}/`)
  return page
}

let session: { name: string; value: string; url: string; httpOnly: boolean; sameSite: 'Strict' } | null = null
async function sessionCookie() {
  if (session !== null) return session
  const ask = asking({ address: server.url })
  const administrators = ['sysadmin', 'secadmin', 'auditor'].map(role => ({
    role,
    account: role,
    title: role,
  }))
  const { body } = await ask('POST', '/api/set-up', { token: server.house.setUpToken(), administrators })
  const { links } = JSON.parse(body) as { links: { token: string }[] }
  const entered = await ask('POST', '/api/invitation/accept', { token: links[0]?.token, password: PASSWORD })
  const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(entered.headers['set-cookie']?.[0] ?? '') ?? []
  return (session = { name, value, url: server.url, httpOnly: true, sameSite: 'Strict' })
}

/** A form that leads to us, with all cookies that the browser sends; answers our status. */
async function posted(page: Page): Promise<number> {
  const answered = page.waitForResponse('**/api/sign-out')
  await page.evaluate(url => {
    const form = document.createElement('form')
    const frame = document.createElement('iframe')
    frame.name = 'f'
    document.body.append(frame, form)
    Object.assign(form, { method: 'post', action: `${url}/api/sign-out`, enctype: 'text/plain', target: 'f' })
    form.submit()
  }, server.url)
  return (await answered).status()
}

/** What else a page can try without being let. */
const tried = (page: Page) =>
  page.evaluate(async url => {
    const asked = (path: string, how: RequestInit) =>
      fetch(url + path, { credentials: 'include', ...how }).then(
        ({ status, type }) => `${type} ${status}`,
        () => 'failed',
      )
    const opened = new Promise<string>(resolve => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
      socket.onopen = () => resolve('open')
      socket.onclose = () => resolve('refused')
    })
    return {
      simple: await asked('/api/sign-out', { method: 'POST', mode: 'no-cors', body: '{}' }),
      json: await asked('/api/sign-out', {
        ...{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
      }),
      read: await asked('/api/who', {}),
      socket: await opened,
    }
  }, server.url)

test.each([['127.0.0.1'], ['localhost']])(
  '[NET16] (T-CSRF-01) a page of another origin on %s changes nothing, reads nothing and opens no socket, whoever is signed in',
  async host => {
    const page = await signedInOn(host)
    expect(await posted(page)).toBe(403)
    const { simple, ...others } = await tried(page)
    expect(simple).toMatch(/^(opaque 0|failed)$/)
    expect(others).toEqual({ json: 'failed', read: 'failed', socket: 'refused' })
    // Still in: what it sent was not done.
    const { name, value } = await sessionCookie()
    const who = await asking({ address: server.url })('GET', '/api/who', undefined, {
      cookie: `${name}=${value}`,
    })
    expect(JSON.parse(who.body)).toMatchObject({ type: 'person' })
    await page.context().close()
  },
)

test('[HTTP9] (T-XSS-02) what a page of ours is kept from by its policy is reported by the browser and logged', async () => {
  const page = await browser.newPage()
  await page.goto(`${server.url}/enter`)
  const heard = page.waitForResponse('**/api/csp-report')
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.__ran = true'
    document.body.append(script)
  })
  expect((await heard).status()).toBe(204)
  expect(await page.evaluate(() => '__ran' in window)).toBe(false)
  expect(server.logs).toContainEqual(expect.stringContaining('script-src-elem against inline on /enter'))
  await page.close()
})

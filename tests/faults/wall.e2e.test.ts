import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { freePort } from '../trust/free-port.ts'
import { push, SECRET } from './hotline-sender.ts'
import { RECEIVED_TODAY, wallAt, type OpenWall } from './open-wall.ts'
import { startServer, type ServerProcess } from './server-process.ts'

const AT = Date.now()
const PATIENCE_MS = 60_000

const folder = mkdtempSync(join(tmpdir(), 'liaowang-wall-'))
const browser = await launchChromium()
let environment = {}
let server: ServerProcess
let wall: OpenWall
let orders = 0

beforeAll(async () => {
  environment = { HOTLINE_HMAC: SECRET, PORT: String(await freePort()) }
  server = await startServer(folder, environment)
  wall = await wallAt(browser, server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

/** One more order than before. */
async function tellOne() {
  expect(await push(server.address, [{ orderNo: `W${++orders}`, version: 1, closed: false }], AT)).toBe(true)
}

/** It shows what is there now: the last thing told, and no mark. */
async function expectNow() {
  await expect.poll(() => wall.figure(RECEIVED_TODAY), { timeout: PATIENCE_MS }).toBe(orders)
  await wall.isBack(PATIENCE_MS)
}

test('[FLT7] a server that is frozen is 离线 by itself, and on the wall again once it goes on', async () => {
  await tellOne()
  await expectNow()
  process.kill(server.pid, 'SIGSTOP')
  try {
    expect(await wall.saysOffline(PATIENCE_MS)).toMatch(/离线 自 \d\d:\d\d/)
    // What says nothing for ten seconds is silent (CON2), of which the socket itself knows nothing yet.
    await expect.poll(() => wall.saidInTime(), { timeout: PATIENCE_MS }).toBe(true)
    expect(await wall.figure(RECEIVED_TODAY)).toBe(orders)
  } finally {
    // A frozen process hears no order to stop either.
    process.kill(server.pid, 'SIGCONT')
  }
  await tellOne()
  await expectNow()
})

test('[FLT7] a network that is lost is 离线, and what was told meanwhile is on the wall once it is back', async () => {
  await tellOne()
  await expectNow()
  await wall.page.context().setOffline(true)
  await wall.saysOffline(PATIENCE_MS)
  await tellOne()
  expect(await wall.figure(RECEIVED_TODAY)).toBe(orders - 1)
  await wall.page.context().setOffline(false)
  await expectNow()
})

test('[FLT7] a server that was killed is 离线, and the wall goes on with the next one', async () => {
  await tellOne()
  await expectNow()
  // Killed once more between the word and its signature: of the wall that says nothing, and it asks again (SCD17).
  let spent = 0
  const told = { word: 'of-the-server-that-was-killed' }
  await wall.page.route('**/api/screens/word', route => (spent++, route.fulfill({ json: told })), {
    times: 1,
  })
  await server.kill()
  await wall.saysOffline(PATIENCE_MS)
  expect(await wall.figure(RECEIVED_TODAY)).toBe(orders)
  server = await startServer(folder, environment)
  await tellOne()
  await expectNow()
  expect(spent).toBe(1)
})

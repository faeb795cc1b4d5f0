import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { cookiesOf, figuresOf } from '../city/browsing.ts'
import { post, SECRET } from '../faults/hotline-sender.ts'
import { startServer, type ServerProcess } from '../faults/server-process.ts'
import { setUpHouse } from '../trust/accounts.ts'
import { pairWall } from '../trust/paired-wall.ts'
import { eventOf, REQUESTS } from './requests.ts'

const ELSEWHERE = /辽阳|liaoyang|2110\d\d/i
const NOON = '2026-11-24T12:00:00+08:00'
const CITY_DIR = 'examples/qingtan'

const browser = await launchChromium()
const dataDir = mkdtempSync(join(tmpdir(), 'liaowang-another-'))
afterAll(async () => {
  await browser.close()
  rmSync(dataDir, { recursive: true })
})

/** What the server says to the page from here on: documents, answers and frames. */
function overhear(page: Page): string[] {
  const heard: string[] = []
  page.on('response', answer =>
    answer.text().then(
      text => heard.push(text),
      // A redirect and a page that is left have no body.
      () => undefined,
    ),
  )
  page.on('websocket', socket => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
  return heard
}

/** A wall that was paired, and the operator who paired it. */
async function comeIn({ address, said }: ServerProcess) {
  const house = await setUpHouse(address, /\/set-up#([\w-]{43})/.exec(said())?.[1] ?? '')
  const { page } = await house.person('operator', ['operator'], { areas: 'all', departments: 'all' })
  return { wall: await pairWall(address, page, 'internal', '990100'), operator: page.cookie() }
}

/** Opened and heard from its first byte on. */
async function open(url: string, cookie: string, width: number, height: number) {
  const context = await browser.newContext({ viewport: { width, height } })
  await context.addCookies(cookiesOf(cookie, url))
  const page = await context.newPage()
  const heard = overhear(page)
  await page.goto(url)
  await page.waitForSelector('[data-cell]')
  return { page, heard }
}

const NUMBERS = { 'requests.today': 5, 'requests.closed.today': 1, 'requests.open': 4, 'requests.overdue': 1 }

test('[OTH1] another folder of documents is another city, from its records to its wall', async () => {
  const server = await startServer(dataDir, { CITY_DIR, REQUESTS_HMAC: SECRET, CITY_CLOCK: `${NOON}@1` })
  const events = REQUESTS.map(request => eventOf(request, Date.parse(NOON)))
  expect(await post(`${server.address}/api/ingest/requests`, events, Date.parse(NOON))).toBe(true)
  const { wall, operator } = await comeIn(server)
  for (const [path, cookie, width, height] of [
    ['/wall', wall, 1920, 1080],
    ['/desk', operator, 390, 844],
  ] as const) {
    const { page, heard } = await open(server.address + path, cookie, width, height)
    const numbers = async () =>
      Object.fromEntries((await figuresOf(page)).map(({ cell, text }) => [cell, text]))
    for (const [metric, number] of Object.entries(NUMBERS))
      await expect
        .poll(async () => (await numbers())[`${metric}|990100||`], { message: metric })
        .toMatch(new RegExp(`^${number}`))
    const words = ['青檀', '东城区', '湖西县', '虚构城市,六边形示意', '演示诉求 v-1', '演示数据']
    const missing = async () => {
      const shown = await page.innerText('body')
      return words.filter(word => !shown.includes(word))
    }
    await expect.poll(missing).toEqual([])
    expect(heard.length).toBeGreaterThan(5)
    expect(heard.filter(text => ELSEWHERE.test(text)).map(text => text.slice(0, 300))).toEqual([])
    await page.context().close()
  }
  expect(await server.stop()).toBe(0)
})

test('[OTH2] the pretend city is of 辽阳, and stays out of another', async () => {
  const asked = startServer(dataDir, { CITY_DIR, MOCK_CITY: 'on' })
  await expect(asked).rejects.toThrow(/CITY_DIR=.*left out while MOCK_CITY is on/)
})

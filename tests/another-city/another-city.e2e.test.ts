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
import type { Start } from '../../shared/sync/start.ts'
import { eventOf, REQUESTS } from './requests.ts'

const ELSEWHERE = /辽阳|liaoyang|2110\d\d/i
const NOON = '2026-11-24T12:00:00+08:00'
const CITY_DIR = 'examples/qingtan'

const browser = await launchChromium()
const dataDir = mkdtempSync(join(tmpdir(), 'liaowang-another-'))
const mapDir = mkdtempSync(join(tmpdir(), 'liaowang-own-map-'))
afterAll(async () => {
  await browser.close()
  for (const folder of [dataDir, mapDir]) rmSync(folder, { recursive: true })
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

/** In the page: the pixels of a canvas of the map that are painted at all. */
const PAINTED = `[...document.querySelectorAll('.city-map canvas')].map(canvas => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  let painted = 0
  for (let n = 3; n < data.length; n += 4) if (data[n] > 0) painted += 1
  return painted / (data.length / 4)
})`

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
    const words = ['青檀', '东城区', '湖西县', '审图号 演示(无效)(2026-11-01)', '演示诉求 v-1', '演示数据']
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

test('[OTH3] its own map is drawn: served with its areas, painted, its 审图号 beside it, and a town of it can be entered', async () => {
  const server = await startServer(mapDir, { CITY_DIR, REQUESTS_HMAC: SECRET, CITY_CLOCK: `${NOON}@1` })
  const { wall, operator } = await comeIn(server)
  const answer = await fetch(`${server.address}/api/start?as=wall`, { headers: { cookie: wall } })
  const { boundary } = (await answer.json()) as Start
  expect(boundary?.plots.map(({ code }) => code)).toEqual([
    '990101001',
    '990101002',
    '990102100',
    '990102101',
  ])
  expect(boundary?.review.reviewNumber).toBe('演示(无效)')
  const { page } = await open(`${server.address}/desk`, operator, 1920, 1080)
  // Tiles and walls fill a good part of their canvas; the floor alone is thin lines.
  await expect
    .poll(async () => Math.max(0, ...(await page.evaluate<number[]>(PAINTED))), { timeout: 20_000 })
    .toBeGreaterThan(0.25)
  const list = page.getByRole('listbox')
  expect(await list.getAttribute('aria-label')).toContain('东城区')
  const credit = page.getByText('审图号 演示(无效)(2026-11-01) · 来源 演示数据,虚构城市 · 许可 Apache-2.0')
  expect(await credit.isVisible()).toBe(true)
  await list.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect.poll(() => list.getAttribute('aria-label')).toContain('桥头街道')
  const box = await list.boundingBox()
  await page.mouse.click(box!.x + box!.width / 2, box!.y + box!.height / 2)
  await expect.poll(() => page.url()).toMatch(/990101(001|002)/)
  expect(await credit.isVisible()).toBe(true)
  await page.context().close()
  expect(await server.stop()).toBe(0)
})

test('[OTH2] the pretend city is of 辽阳, and stays out of another', async () => {
  const asked = startServer(dataDir, { CITY_DIR, MOCK_CITY: 'on' })
  await expect(asked).rejects.toThrow(/CITY_DIR=.*left out while MOCK_CITY is on/)
})

import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/command.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { launchChromium } from '../chromium.ts'
import { pairWall } from './paired-wall.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let operator: Asking
let wall: Record<'internal' | 'public', { cookie(): string }>
let isCut = false
const faults: string[] = []
const heard: string[] = []

/** The system that is cut off, and beside it the robot of 企业微信. */
const outside = createServer((request, response) => {
  if (request.method === 'POST') {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      heard.push((JSON.parse(body) as { text: { content: string } }).text.content)
      response.end('{"errcode":0,"errmsg":"ok"}')
    })
    return
  }
  response.writeHead(isCut ? 503 : 200, { 'content-type': 'application/json' })
  response.end('{"rows":[]}')
})

beforeAll(async () => {
  outside.listen(0, '127.0.0.1')
  await once(outside, 'listening')
  const { port } = outside.address() as AddressInfo
  const hospital = JSON.parse(
    readFileSync(join(ROOT, 'documents/feeds/hospital.json'), 'utf8'),
  ) as FeedDocument
  const settings = { ...hospital.settings, url: `http://127.0.0.1:${port}/hospitals`, everySeconds: 1 }
  ;[browser, city] = await Promise.all([
    launchChromium(),
    openPressCity([], { feeds: [{ ...hospital, settings }], announced: [`127.0.0.1:${port}`] }),
  ])
  const house = await houseOf(city.url, city.setUpToken())
  operator = await house.person('operator-1', 'operator')
  await house.sysadmin.ask('PUT', '/api/secrets/ALERT_DUTY_WECOM', {
    value: `http://127.0.0.1:${port}/cgi-bin/webhook/send?key=token`,
  })
  const pair = async (audience: 'internal' | 'public') => {
    const cookie = await pairWall(city.url, operator, audience, '211000')
    return { cookie: () => cookie }
  }
  wall = { internal: await pair('internal'), public: await pair('public') }
})
afterAll(async () => {
  await browser.close()
  await city.stop()
  outside.close()
})

const WALL = { width: 1920, height: 1080, faults }

test('[ALB1] [ALB2] [ALB3] [ALW1] a feed falls silent: the wall shows it, a robot hears of it, a phone acknowledges, and it clears', async () => {
  const page = await pageAs(browser, `${city.url}/wall/overview`, wall.internal, WALL)
  const open = await pageAs(browser, `${city.url}/wall/overview`, wall.public, WALL)
  await page.locator('.scenes').waitFor()
  await open.locator('.scenes').waitFor()
  isCut = true
  await expect.poll(() => city.reasonOf('hospital'), { timeout: 15_000 }).toContain('down')
  await city.moveTo('2026-11-23 10:00')
  const banner = page.locator('.alert-banner')
  // It must hold for five minutes of the city, which here go by a minute with each look.
  let minute = 0
  await expect
    .poll(
      async () => {
        await city.moveTo(`2026-11-23 10:${String(minute++).padStart(2, '0')}`)
        return await banner.count()
      },
      { timeout: 30_000, interval: 1_000 },
    )
    .toBe(1)
  expect(minute).toBeGreaterThan(5)
  await banner.getByText('数据源断源').waitFor()
  expect(await banner.innerText()).toMatch(/Ⅲ级[\s\S]*医院/)
  // It stands where the names of the scenes were, and over nothing.
  expect(await page.locator('.scenes').count()).toBe(0)
  const box = await banner.boundingBox()
  const main = await page.locator('.scene-panels > *').first().boundingBox()
  expect(box!.y + box!.height).toBeLessThanOrEqual(main!.y + 1)
  // Of a rule that is not for everybody, people who pass by see nothing.
  await open.locator('.scenes').waitFor()
  expect(await open.locator('body').innerText()).not.toContain('数据源断源')
  await expect.poll(() => heard, { timeout: 15_000 }).toHaveLength(1)
  expect(heard[0]).toMatch(/^【Ⅲ级告警】数据源断源\n对象：.*医院.*\n时间：2026-11-23 10:\d\d\n演示数据\nhttp/)

  const phone = await pageAs(browser, `${city.url}/console/alerts`, operator, {
    width: 390,
    height: 844,
    faults,
  })
  await phone.getByRole('button', { name: '确认', exact: true }).click()
  await phone.locator('.alert-card').getByText('已确认').first().waitFor()
  await banner.getByText('已确认').waitFor()
  expect(await banner.innerText()).toMatch(/已确认 .*值班员 10:\d\d/)
  await phone.locator('[data-part="deliveries"]').getByText('已发').waitFor()

  await phone.locator('.alert-card a').first().click()
  await phone.locator('.alert-history').getByText('值班员').waitFor()

  isCut = false
  await expect.poll(() => city.reasonOf('hospital'), { timeout: 15_000 }).toBe('')
  await banner.waitFor({ state: 'detached' })
  await phone.locator('[data-part="history"]').getByText('数据源断源').waitFor()
  await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(2)
  expect(heard[1]).toContain('告警恢复')
  expect(faults).toEqual([])
})

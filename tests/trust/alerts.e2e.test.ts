import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/command.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PHONE } from './in-hand.ts'
import { pairWall } from './paired-wall.ts'
import { houseOf, pageAs, type Asking, type House } from './people.ts'
import { openPressCity } from './press-city.ts'
import { countTones, tonesOn } from './tones.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let operator: Asking
let house: House
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
  response.end(JSON.stringify({ rows }))
})

let rows: readonly object[] = []
/** So many wait in a hospital of 白塔区, as of a time of the Monday. */
const waiting = (count: number, time: string) => ({
  ...{ hospitalCode: 'H1', hospitalName: '演示医院1', level: '三级', districtCode: '211002' },
  ...{ reportedAt: `2026-11-23T${time}:00+08:00`, beds: 100, bedsOccupied: 80, emergencyWaiting: count },
  ...{ longestWaitMinutes: 20, ambulances: 4, ambulancesAvailable: 2 },
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
  house = await houseOf(city.url, city.setUpToken())
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

const WALL = { ...DESK, faults }

test('[ALB1] [ALB2] [ALB3] [ALW1] [PHN2] [PHN3] a feed falls silent: the wall shows it, a robot hears of it, a phone acknowledges, and it clears', async () => {
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
  expect(await banner.innerText()).toMatch(/III级[\s\S]*医院/)
  // It stands where the names of the scenes were, and over nothing.
  expect(await page.locator('.scenes').count()).toBe(0)
  const box = await banner.boundingBox()
  const main = await page.locator('.scene-panels > *').first().boundingBox()
  expect(box!.y + box!.height).toBeLessThanOrEqual(main!.y + 1)
  // Of a rule that is not for everybody, people who pass by see nothing.
  await open.locator('.scenes').waitFor()
  expect(await open.locator('body').innerText()).not.toContain('数据源断源')
  await expect.poll(() => heard, { timeout: 15_000 }).toHaveLength(1)
  expect(heard[0]).toMatch(
    /^【III级告警】数据源断源\n对象：.*医院.*\n始于：2026-11-23 10:\d\d\n时间：2026-11-23 10:\d\d\n演示数据\nhttp/,
  )

  const hand = await pageAs(browser, `${city.url}/desk/overview`, operator, { ...PHONE, faults })
  const tab = (name: string) => hand.locator('.tabs').getByRole('link', { name })
  await tab('告警 1').click()
  await button(hand, '确认').waitFor()
  await isInHand(hand)
  await button(hand, '确认').click()
  await hand.locator('.alert-card').getByText('已确认').first().waitFor()
  await hand.locator('[data-part="late"]').getByText('医院').first().waitFor()
  await tab('我的').click()
  await hand.locator('[data-part="who"]').getByText('operator-1', { exact: true }).waitFor()
  await isInHand(hand)
  await hand.context().close()
  const phone = await pageAs(browser, `${city.url}/console/alerts`, operator, { ...PHONE, faults })
  await banner.getByText('已确认').waitFor()
  expect(await banner.innerText()).toMatch(/已确认 .*值班员 10:\d\d/)
  await phone.locator('[data-part="deliveries"]').getByText('已发').waitFor()

  await phone.locator('.alert-card a').first().click()
  await phone.locator('.alert-history').getByText('值班员').waitFor()
  await isInHand(phone)

  isCut = false
  await expect.poll(() => city.reasonOf('hospital'), { timeout: 15_000 }).toBe('')
  await banner.waitFor({ state: 'detached' })
  await phone.locator('[data-part="history"]').getByText('数据源断源').waitFor()
  await expect.poll(() => heard.length, { timeout: 15_000 }).toBe(2)
  expect(heard[1]).toContain('告警恢复')
  expect(faults).toEqual([])
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** By how its label begins: a hint may follow. */
const field = (page: Page, label: string) =>
  page.getByLabel(new RegExp(`^\\s*${label.replace(/[()]/g, '\\$&')}`))

async function fill(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).fill(text)
  await field(page, label).blur()
}

async function publish(page: Page, note: string): Promise<void> {
  await page.locator('.doc-check').getByText('符合规则').waitFor()
  await button(page, '发布').click()
  await page.getByLabel('变更说明').fill(note)
  await button(page, '确认发布').click()
  await page.locator('.doc-head').getByText('第 1 版').waitFor()
}

const CROWDED = { ...WALL, before: countTones }
const LOUD = '/wall/overview?sounds=on'
const wallAt = (path: string, who = wall.internal) => pageAs(browser, city.url + path, who, CROWDED)

test('[RUF6] [ALB5] [ALB6] a rule is written by the form, tried, put in force, and raises: the first level stands and sounds', async () => {
  rows = [waiting(30, '11:00')]
  await city.moveTo('2026-11-23 11:00')
  const [loud, still, quiet] = [
    await wallAt(LOUD),
    await wallAt(`${LOUD}&motion=off`),
    await wallAt('/wall/overview'),
  ]
  const open = await wallAt(LOUD, wall.public)
  const untouched = await wallAt(`${LOUD}&untouched`)
  const top = () => loud.locator('.scene-panels > *').first().boundingBox()
  await loud.locator('.scenes').waitFor()
  const before = await top()

  const form = await pageAs(browser, `${city.url}/console/documents/alert/new`, operator, { faults })
  await fill(form, '编号', 'crowded')
  await fill(form, '名称 · 中文', '急诊候诊过多')
  await field(form, '级别').selectOption('1')
  await field(form, '指标').selectOption('hospital.emergency.waiting')
  await field(form, '在哪里').selectOption('district')
  await field(form, '触发条件').selectOption('above')
  await fill(form, '触发值 (人)', '20')
  await field(form, '解除值 (人)').fill('10')
  await field(form, '须持续').fill('0')
  await form.getByLabel('触发与解除时告知: 添加通道…').selectOption('duty')
  await form.getByLabel('开了声音的屏幕响一次').check()
  const raises = form.locator('.rule-tried tr[data-says="raises"]')
  await raises.getByText('30 人').waitFor()
  await raises.getByText('白塔区').waitFor()
  await form.getByText('7 处中 1 处此刻符合,会触发 1 条。').waitFor()
  await form.getByText('它看的数没有逐分钟留存').waitFor()
  await publish(form, '演示:候诊')
  await form.waitForURL('**/console/documents/alert/crowded')

  const banner = loud.locator('.alert-banner.gravest')
  await banner.getByText('急诊候诊过多').waitFor()
  expect(await banner.innerText()).toMatch(/I级[\s\S]*白塔区[\s\S]*30 人[\s\S]*已持续 0 分/)
  // It is taller, and nothing has moved for it; what the wall says of itself is there still.
  expect((await banner.boundingBox())!.height).toBeGreaterThan(70)
  expect(await top()).toEqual(before)
  for (const place of ['.city-clock', '.truth', '.simulated-mark']) {
    const box = (await loud.locator(place).first().boundingBox())!
    expect(box.y + box.height, place).toBeLessThanOrEqual((await banner.boundingBox())!.y)
  }
  expect(await loud.locator('.alert-edge').isVisible()).toBe(true)
  const moves = (page: Page) =>
    page.locator('.alert-banner .glyph').evaluate(glyph => getComputedStyle(glyph).animationName)
  await still.locator('.alert-banner.gravest').waitFor()
  expect([await moves(loud), await moves(still)]).toEqual(['alert-breath', 'none'])

  // Two tones, once, and only where sounds are on. People who pass by are told nothing of this rule.
  await expect.poll(() => tonesOn(loud)).toBe(2)
  await quiet.locator('.alert-banner.gravest').waitFor()
  await untouched.locator('.alert-muted').getByText('声音未开启').waitFor()
  expect(await loud.locator('.alert-muted').count()).toBe(0)
  await open.locator('.scenes').waitFor()
  expect([await tonesOn(quiet), await tonesOn(open)]).toEqual([0, 0])
  await city.moveTo('2026-11-23 11:05')
  await banner.getByText('已持续 5 分').waitFor()
  expect(await tonesOn(loud)).toBe(2)
  await expect.poll(() => heard.filter(each => each.includes('急诊候诊过多'))).toHaveLength(1)

  const alerts = await pageAs(browser, `${city.url}/console/alerts`, operator, { ...DESK, faults })
  const card = alerts.locator('[data-part="open"] .alert-card', { hasText: '急诊候诊过多' })
  await card.getByRole('button', { name: '搁置' }).click()
  await card.locator('form').getByRole('button', { name: '搁置' }).click()
  await banner.waitFor({ state: 'detached' })
  // A screen that is opened now hears nothing, and neither does one when it is told again after it was acknowledged.
  const later = await wallAt(LOUD)
  await later.locator('.scenes').waitFor()
  await card.getByRole('button', { name: '确认', exact: true }).click()
  await card.getByText('已确认').first().waitFor()
  await card.getByRole('button', { name: '取消搁置' }).click()
  await later.locator('.alert-banner.seen').waitFor()
  expect(await later.locator('.alert-banner').evaluate(each => each.clientHeight)).toBeLessThan(50)
  expect([await later.locator('.alert-edge').count(), await tonesOn(later), await tonesOn(loud)]).toEqual([
    0, 0, 2,
  ])
  for (const page of [loud, still, quiet, open, untouched, later, form, alerts]) await page.context().close()
  expect(faults).toEqual([])
})

test('[RUF6] a channel is written by the form; once its secret is set a trial goes out, with the record of it beneath', async () => {
  const { port } = outside.address() as AddressInfo
  const page = await pageAs(browser, `${city.url}/console/documents/channel/new`, operator, { faults })
  await fill(page, '编号', 'night')
  await fill(page, '名称 · 中文', '夜班群')
  expect(await page.getByLabel('地址所在的密钥').inputValue()).toBe('ALERT_NIGHT')
  await page.getByText('发布之后才能试发').waitFor()
  await publish(page, '演示:夜班')
  await page.waitForURL('**/console/documents/channel/night')
  await page.getByText('密钥设好之后才能试发').waitFor()
  expect(await button(page, '发送测试').isDisabled()).toBe(true)
  await house.sysadmin.ask('PUT', '/api/secrets/ALERT_NIGHT', {
    value: `http://127.0.0.1:${port}/cgi-bin/webhook/send?key=night`,
  })
  await page.getByText('试发的是现行的一份').waitFor()
  await page.locator('.channel-secret').getByText('已设').waitFor()
  await button(page, '发送测试').click()
  const record = page.locator('.channel-sent tbody tr')
  await record.getByText('已发').waitFor()
  expect(await record.count()).toBe(1)
  expect(heard.at(-1)).toMatch(/^【测试消息】夜班群/)
  for (const _ of ['second', 'third']) {
    await button(page, '发送测试').click()
    await page.getByText('已排队').waitFor()
  }
  await button(page, '发送测试').click()
  await page.getByText('尝试过于频繁').waitFor()
  await page.context().close()
  expect(faults).toEqual([])
})

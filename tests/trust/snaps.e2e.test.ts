import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { cityCase } from '../../shared/kinds/city-case/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PHONE } from './in-hand.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

const CASE = '2026-CG-7'
const DISTRICT = '211004'

/** A case of city management that somebody works on already. */
function caseFact(): RecordFact {
  const at = instant('2026-11-23 08:00')
  const history = ['report', 'accept', 'file'].map(action => ({ action, at }))
  const { conflict: _conflict, ...part } = partWith(
    { caseNo: CASE, department: '市城管局', history },
    { area: '211004001', at, event: at },
  )
  return { ...part, type: 'record', kind: cityCase.id, id: `citymgmt/${CASE}`, part: 'main' }
}

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let rider: Asking
let officer: Asking
let riderPage: Page
const faults: string[] = []

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity([caseFact()])])
  const house = await houseOf(city.url, city.setUpToken())
  rider = await house.person('rider-1', 'reporter', { areas: [DISTRICT] })
  officer = await house.person('officer-1', 'officer', {
    ...{ areas: [DISTRICT], departments: ['宏伟区民政局'] },
  })
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Asking, path: string, size = DESK) =>
  pageAs(browser, city.url + path, who, { faults, ...size })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** As a camera would have made it: a picture of the page itself, with what a camera tells. */
async function photoOf(page: Page): Promise<Buffer> {
  const shot = await page.screenshot({ type: 'jpeg' })
  const told = Buffer.from('Exif\0\0 41.2731N 123.1786E of 张三')
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(told.length + 2, 2)
  return Buffer.concat([shot.subarray(0, 2), head, told, shot.subarray(2)])
}

test('[SNPC4] [SNPC7] (HW-18, T-PII-01) a rider reports with a photo from a phone; without a network it stays to be sent again', async () => {
  riderPage = await open(rider, '/work/report', PHONE)
  // It would open the camera and rule out what was photographed a street before.
  expect(await riderPage.locator('input[type=file]').getAttribute('capture')).toBeNull()
  const sent: string[] = []
  riderPage.on('request', request => sent.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await riderPage.locator('input[type=file]').setInputFiles({
    ...{ name: 'a.txt', mimeType: 'image/jpeg', buffer: Buffer.from('no photo') },
  })
  await riderPage.getByText('这张照片读不出来').waitFor()
  await riderPage.locator('input[type=file]').setInputFiles({
    ...{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photoOf(riderPage) },
  })
  await riderPage.locator('.photo-field canvas').waitFor()
  await riderPage.getByLabel('安全隐患').check()
  await riderPage.locator('textarea').fill('井盖松动,有坠落危险')
  await riderPage.getByLabel('具体位置').fill('文化路口')
  await riderPage.context().setOffline(true)
  await button(riderPage, '上报').click()
  await riderPage.getByText('连不上服务器').waitFor()
  expect(await riderPage.locator('textarea').inputValue()).toBe('井盖松动,有坠落危险')
  await riderPage.context().setOffline(false)
  await button(riderPage, '再次提交').click()
  const card = riderPage.locator('.file-mine .snap')
  await card.locator('.matter-head', { hasText: '待研判' }).waitFor()
  expect(await riderPage.locator('textarea').inputValue()).toBe('')
  const width = () => card.locator('img').evaluate(img => (img as HTMLImageElement).naturalWidth)
  await expect.poll(width).toBe(390)
  const { snaps } = await rider.ask<{ snaps: { id: string; row: { photo: string } }[] }>(
    'GET',
    '/api/snaps/mine',
  )
  expect(snaps).toHaveLength(1)
  await isInHand(riderPage)
  // The city is not his to look at, and nothing of it is asked for.
  expect(
    sent.filter(
      path => !/^(GET|POST) \/api\/(snaps|photos|activity|who)/.test(path) && path.includes('/api/'),
    ),
  ).toEqual([])
})

test('[SNPC9] of many reports the photos in reach are fetched, and the others have their room already', async () => {
  const MANY = 60
  const page = await open(rider, '/work/report', PHONE)
  const fetched = new Set<string>()
  page.on('request', request => {
    if (request.url().includes('/photo?of=')) fetched.add(request.url())
  })
  await page.route('**/photo?of=*', route => route.fulfill({ status: 404 }))
  await page.route('**/api/snaps/mine', async route => {
    const answer = await route.fetch()
    const told = (await answer.json()) as { snaps: { id: string }[] }
    const snaps = Array.from({ length: MANY }, (_, i) => ({ ...told.snaps[0]!, id: `SP-${i}` }))
    await route.fulfill({ response: answer, json: { ...told, snaps } })
  })
  await page.reload()
  const images = page.locator('.file-mine .snap-photos img')
  await expect.poll(() => images.count()).toBe(MANY)
  const heights = await images.evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThan(200)
  await images.first().scrollIntoViewIfNeeded()
  await expect.poll(() => fetched.size).toBeGreaterThan(0)
  expect(fetched.size).toBeLessThan(MANY / 2)
  await page.context().close()
})

/** Looked at and passed up to the case. */
async function passUp(page: Page) {
  await isInHand(page)
  await button(page, '开始研判').click()
  await button(page, '确认开始研判').click()
  await page.locator('.matter-head', { hasText: '研判中' }).waitFor()
  await button(page, '转上级').click()
  await page.locator('.step-form select').selectOption('citymgmt')
  await page.getByLabel('该系统的编号').fill(CASE)
  await page.locator('textarea').fill('转城管处置')
  await isInHand(page)
  await button(page, '确认转上级').click()
  await page.getByText(`城市管理案件 ${CASE}:立案`).waitFor()
}

async function answer(page: Page, words: string) {
  await button(page, '反馈上报人').click()
  await page.locator('textarea').fill(words)
  await isInHand(page)
  await button(page, '确认反馈上报人').click()
  await page.locator('.matter-head', { hasText: '已反馈' }).waitFor()
  await isInHand(page)
}

test('[SNPC6] [SNPC3] the community looks at it on a desk and passes it up to a case', async () => {
  const page = await open(officer, '/work/snaps')
  await page.locator('.work-tabs [aria-selected=true]', { hasText: '待我办 1' }).waitFor()
  await page.locator('.snap-photos img').waitFor()
  await passUp(page)
  await page.context().close()
})

test('[SNP10] (T-UPL-01) a photo is taken of who may send one, as what it is and no larger, and sent as a picture in which nothing runs', async () => {
  const send = (who: Asking | null, type: string, body: Buffer) =>
    fetch(`${city.url}/api/photos`, {
      ...{ method: 'POST', body: new Uint8Array(body) },
      headers: { 'content-type': type, ...(who === null ? {} : { cookie: who.cookie() }) },
    }).then(async answer => [answer.status, ((await answer.json()) as { code: string }).code])
  const page = Buffer.from('<!doctype html><script>alert(1)</script>')
  expect(await send(rider, 'image/jpeg', page)).toEqual([400, 'badPhoto'])
  expect(await send(rider, 'text/html', page)).toEqual([415, 'badPhoto'])
  expect(await send(rider, 'image/jpeg', Buffer.alloc(2_200_000))).toEqual([413, 'malformed'])
  expect(await send(null, 'image/jpeg', Buffer.alloc(2_200_000))).toEqual([401, 'signIn'])
  const { snaps } = await rider.ask<{ snaps: { id: string; row: { photo: string } }[] }>(
    ...(['GET', '/api/snaps/mine'] as const),
  )
  const { id, row } = snaps[0]!
  const seen = await fetch(`${city.url}/api/snaps/mine/${id}/photo?of=${row.photo}`, {
    headers: { cookie: rider.cookie() },
  })
  expect(seen.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect(seen.headers.get('content-disposition')).toBe(`attachment; filename="${id}.jpg"`)
  expect([seen.headers.get('content-type'), seen.headers.get('x-content-type-options')]).toEqual([
    'image/jpeg',
    'nosniff',
  ])
  const bytes = Buffer.from(await seen.arrayBuffer())
  expect([bytes.subarray(0, 2).toString('hex'), bytes.includes('Exif')]).toEqual(['ffd8', false])
})

test('[SNPC5] (HW-18) he is answered on a phone, and sees the case as it stands; the report is over', async () => {
  const page = await open(officer, '/work/snaps', PHONE)
  await page.locator('.work-table button').first().click()
  await answer(page, '井盖已更换,感谢您的上报')
  await page.context().close()
  await riderPage.reload()
  const card = riderPage.locator('.file-mine .snap')
  await card.locator('.history li', { hasText: '井盖已更换,感谢您的上报' }).waitFor()
  expect(await card.locator('.snap-linked').innerText()).toContain(`${CASE}:立案`)
  expect(await card.locator('.acts button').count()).toBe(0)
  await isInHand(riderPage)
  await riderPage.context().close()
})

test('[SNPC4] [SNPC6] [SNPC5] (HW-18) the other way round: reported at a desk, passed up on a phone, answered at a desk', async () => {
  const desk = await open(rider, '/work/report')
  await desk.locator('input[type=file]').setInputFiles({
    ...{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photoOf(desk) },
  })
  await desk.locator('.photo-field canvas').waitFor()
  await desk.getByLabel('安全隐患').check()
  await desk.locator('textarea').fill('路灯不亮')
  await desk.getByLabel('具体位置').fill('文化路东段')
  await button(desk, '上报').click()
  const card = desk.locator('.file-mine .snap', { hasText: '路灯不亮' })
  await card.locator('.matter-head', { hasText: '待研判' }).waitFor()

  const phone = await open(officer, '/work/snaps', PHONE)
  await phone.locator('.work-table button').first().waitFor()
  await isInHand(phone)
  await phone.locator('.work-table button').first().click()
  await phone.locator('.snap-photos img').waitFor()
  await passUp(phone)
  await phone.context().close()
  const page = await open(officer, '/work/snaps')
  await page.locator('.work-table button').first().click()
  await answer(page, '路灯已修复')
  await page.context().close()
  await desk.reload()
  await card.locator('.history li', { hasText: '路灯已修复' }).waitFor()
  await desk.context().close()
  expect(faults).toEqual([])
})

import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workbookOf } from '../../server/connectors/files/workbook-for-tests.ts'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PHONE } from './in-hand.ts'
import { houseOf, pageAs, type Asking, type House } from './people.ts'
import { openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let office: Asking
let leader: Asking
let house: House
const faults: string[] = []

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity()])
  house = await houseOf(city.url, city.setUpToken())
  office = await house.person('office-1', 'officer', { departments: ['市营商局'] })
  leader = await house.person('leader-1', 'leader')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Asking, size = DESK) =>
  pageAs(browser, `${city.url}/work/submissions`, who, { faults, ...size })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const stands = (page: Page, state: string) => page.locator('.matter-head', { hasText: state }).waitFor()
const cell = (page: Page, line: string) => page.getByLabel(`${line} 数值`)

test('[SUBF6] (填报) filled in on a phone, sent back on a desk, put right, approved; and explained as filled in by hand', async () => {
  const phone = await open(office, PHONE)
  await phone.locator('.work-table button', { hasText: '营商环境月报' }).waitFor()
  await isInHand(phone)
  await phone.locator('.work-table button', { hasText: '营商环境月报' }).click()
  await stands(phone, '待填报')
  await button(phone, '填报').click()
  const inputs = phone.locator('.submission-cell.number input')
  expect(await inputs.count()).toBe(8)
  for (let i = 0; i < 7; i++) await inputs.nth(i).fill(String(100 + i))
  await cell(phone, '项目管家').fill('约六十')
  await button(phone, '确认填报').click()
  await phone.locator('.submission-fault', { hasText: '应为数字' }).waitFor()
  await isInHand(phone)
  expect(await cell(phone, '项目管家').evaluate(each => each === document.activeElement)).toBe(true)
  // A wrong click loses nothing.
  await phone.reload()
  await button(phone, '填报').click()
  expect(await inputs.nth(3).inputValue()).toBe('103')
  await cell(phone, '项目管家').fill('６０')
  await button(phone, '确认填报').click()
  await stands(phone, '待审核')

  const desk = await open(leader)
  await desk.locator('.submission-shown tr', { hasText: '项目管家' }).getByText('60').waitFor()
  await button(desk, '退回').click()
  await desk.locator('textarea').fill('请核对项目管家人数')
  await button(desk, '确认退回').click()
  await stands(phone, '已退回')
  await button(phone, '填报').click()
  expect(await cell(phone, '项目管家').inputValue()).toBe('60')
  await cell(phone, '项目管家').fill('66')
  await button(phone, '确认填报').click()
  await desk.locator('.submission-shown tr', { hasText: '项目管家' }).getByText('66').waitFor()
  await button(desk, '审核通过').click()
  await button(desk, '确认审核通过').click()
  await stands(phone, '已生效')
  await phone.locator('.history li', { hasText: '数据生效' }).waitFor()
  await isInHand(phone)

  const cellOf = encodeURIComponent('indicator.value|211000|TB-YS-01|')
  const answer = await desk.request.get(`${city.url}/api/explain?cell=${cellOf}`)
  const explained = (await answer.json()) as { value: number; feeds: { id: string; manual: boolean }[] }
  expect(explained.value).toBe(660_000)
  expect(explained.feeds).toContainEqual(expect.objectContaining({ id: 'filed-business', manual: true }))
  await Promise.all([phone.context().close(), desk.context().close()])
  expect(faults).toEqual([])
})

const upload = (page: Page, name: string, content: Uint8Array | string) =>
  page
    .locator('.submission-file input[type="file"]')
    .setInputFiles({ name, mimeType: '', buffer: Buffer.from(content) })

test('[SUBF9] (填报) a form goes out as a file and comes back as one: seen, discarded, adopted, put right at a desk; sent back and approved on a phone', async () => {
  const who = await house.person('office-2', 'officer', { departments: ['宏伟区发改委'] })
  const page = await open(who)
  await page.locator('.work-table button', { hasText: '现场办公台账' }).click()
  await button(page, '填报').click()
  const [template] = await Promise.all([page.waitForEvent('download'), button(page, '下载 CSV 模板').click()])
  const [header = ''] = readFileSync(await template.path(), 'utf8').split('\r\n')
  expect(header.startsWith('\uFEFF"行号","现场解决的事项"')).toBe(true)

  await upload(page, '旧表.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  await page.locator('.said.bad', { hasText: '另存为 .xlsx' }).waitFor()
  const titles = header.slice(1).replace(/"/g, '').split(',')
  const cells = (state: string) => ['', '演示:厂区道路修复', '演示企业', state, '2026-10-12', '', '', '']
  const faulty = [
    titles,
    cells('办好了'),
    ['', '演示:变压器增容', '', '推进中', '2026/10/20', '2026/11/10', '', ''],
  ]
  await upload(page, '台账.xlsx', workbookOf(faulty))
  const preview = page.locator('.import-preview')
  await preview.getByText('新增 2 行').waitFor()
  await preview.locator('.faults', { hasText: '办好了' }).waitFor()
  expect(await button(page, '确认填报').isDisabled()).toBe(true)
  await button(page, '放弃').click()
  expect(await page.getByLabel('1 现场解决的事项').inputValue()).toBe('')

  await upload(page, '台账.csv', iconv.encode(faulty.map(row => row.join(',')).join('\r\n'), 'gb18030'))
  await button(page, '采用').click()
  expect(await page.getByLabel('2 现场办公日期').inputValue()).toBe('2026-10-20')
  await page.locator('.submission-fault', { hasText: '请从列出的项中选' }).waitFor()
  await page.getByLabel('1 状态').selectOption({ label: '推进中' })
  // Out as a workbook and back, as it is: the same table.
  const [book] = await Promise.all([page.waitForEvent('download'), button(page, '下载 Excel 模板').click()])
  expect(book.suggestedFilename()).toMatch(/^filed-onsite\..*\.xlsx$/)
  await upload(page, '下载的.xlsx', readFileSync(await book.path()))
  await preview.getByText('不改动表中任何一格').waitFor()
  await button(page, '放弃').click()
  await button(page, '确认填报').click()
  await stands(page, '待审核')
  await page.locator('.submission-shown tr', { hasText: '变压器增容' }).getByText('2026-11-10').waitFor()

  // Whoever approves has but a phone with him.
  const phone = await open(leader, PHONE)
  await phone.locator('.work-table button', { hasText: '现场办公台账' }).click()
  await phone.locator('.submission-shown tr', { hasText: '变压器增容' }).waitFor()
  await isInHand(phone)
  await button(phone, '退回').click()
  await phone.locator('textarea').fill('请核对办结情况')
  await isInHand(phone)
  await button(phone, '确认退回').click()
  await stands(page, '已退回')
  await button(page, '填报').click()
  await button(page, '确认填报').click()
  await stands(phone, '待审核')
  await button(phone, '审核通过').click()
  await button(phone, '确认审核通过').click()
  await stands(page, '已生效')
  await stands(phone, '已生效')
  await isInHand(phone)
  await phone.context().close()
  await page.context().close()
  expect(faults).toEqual([])
})

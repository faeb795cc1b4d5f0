import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from '../../scripts/command.ts'
import { balanced } from '../../server/intake/intake.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { launchChromium } from '../chromium.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

/** More than are looked at together. */
const HOSPITALS = 25

type Row = { readonly [name: string]: unknown }
const hospital = (n: number): Row => ({
  ...{ hospitalCode: `H${n}`, hospitalName: `演示医院${n}`, level: '三级', districtCode: '211002' },
  ...{ reportedAt: '2026-11-23T09:00:00+08:00', beds: 100, bedsOccupied: 80, emergencyWaiting: 3 },
  ...{ longestWaitMinutes: 20, ambulances: 4, ambulancesAvailable: 2 },
})
const all = (of: (row: Row) => Row = row => row) =>
  Array.from({ length: HOSPITALS }, (_, n) => of(hospital(n)))
/** Another name for the name, and a field that nobody knows; it is a new report. */
const broken = ({ hospitalName, ...row }: Row): Row => ({
  ...{ ...row, reportedAt: '2026-11-23T09:01:00+08:00', hospitalFullName: hospitalName },
  contact: '张三 13800000000',
})

let rows: readonly Row[] = all()
let asked = 0
let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let document: FeedDocument
let operator: Asking
let leader: Asking
const faults: string[] = []
const upstream = createServer((_request, response) => {
  asked++
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ rows }))
})

beforeAll(async () => {
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  const { port } = upstream.address() as AddressInfo
  const shipped = JSON.parse(
    readFileSync(join(ROOT, 'documents/feeds/hospital.json'), 'utf8'),
  ) as FeedDocument
  const settings = { ...shipped.settings, url: `http://127.0.0.1:${port}/hospitals`, everySeconds: 1 }
  document = { ...shipped, settings }
  ;[browser, city] = await Promise.all([
    launchChromium(),
    openPressCity([], { feeds: [document], announced: [`127.0.0.1:${port}`] }),
  ])
  const house = await houseOf(city.url, city.setUpToken())
  operator = await house.person('operator-1', 'operator')
  leader = await house.person('leader-1', 'leader')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
  upstream.close()
})

const as = (who: Asking, path: string, more = {}) =>
  pageAs(browser, city.url + path, who, { faults, ...more })
const DESK = '/console/quarantine'
const GROUP = 'button[data-group="hospital"]'

/** What is usual is learned from a hundred records. */
async function learned(): Promise<void> {
  const before = asked
  await expect.poll(() => asked - before, { timeout: 20_000 }).toBeGreaterThan(5)
}

test('[CNS9] [CNS8] [CNS10] an upstream breaks its contract: it is seen, a proposal is tried, the document mended in its editor, and all is in', async () => {
  await learned()
  expect(city.countsOf('hospital')).toMatchObject({ accepted: HOSPITALS, quarantined: 0 })
  const desk = await as(operator, DESK)
  await desk.getByText('隔离区是空的').waitFor()
  rows = all(broken)
  await expect.poll(() => city.countsOf('hospital').quarantined, { timeout: 10_000 }).toBe(HOSPITALS)
  await city.moveTo('2026-11-23 09:05')
  // The last good value stays.
  expect(city.thing('hospital/H3')?.parts['main']?.fields['name']).toBe('演示医院3')
  // By the keyboard alone, from the feed that drifts to the group.
  const drift = desk.locator('button[data-drift="hospital"]')
  await drift.getByText('缺失 hospitalName').waitFor()
  await drift.getByText('新增 hospitalFullName').waitFor()
  await drift.focus()
  await desk.keyboard.press('Enter')
  await desk.locator('[data-drifts="hospital"] .raw .new', { hasText: 'hospitalFullName' }).waitFor()
  await drift.focus()
  await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('Enter')
  const entry = desk.locator('[data-entry]')
  await entry.locator('h2', { hasText: '缺值' }).getByText('hospitalName').waitFor()
  expect(new URL(desk.url()).searchParams.get('group')).toMatch(/^hospital\//)
  await entry.locator('tr.wrong[data-target="fields/name"]').getByText('缺值').waitFor()
  expect(await entry.locator('tr.wrong').count()).toBe(1)
  expect(await entry.innerText()).not.toContain('13800000000')
  // The same address shows the same.
  await desk.reload()
  const proposal = entry.locator('[data-proposal="renamed"]')
  await proposal.getByText('改从字段 hospitalFullName 取').waitFor()
  await proposal.getByRole('button', { name: '试跑' }).click()
  await proposal.getByText(`试跑 ${HOSPITALS} 条:${HOSPITALS} 条可通过`).waitFor()
  expect(city.countsOf('hospital').quarantined).toBe(HOSPITALS)
  // With the mapping of now nothing is gained.
  await entry.getByRole('button', { name: '重放全部' }).click()
  await entry.getByRole('button', { name: '确认重放全部' }).click()
  await desk.getByText(`重放 ${HOSPITALS} 条,0 条已进入数据`).waitFor()
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    proposal.getByRole('button', { name: '下载修改后的文档' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('hospital.json')
  const changed = JSON.parse(readFileSync(await download.path(), 'utf8')) as FeedDocument
  expect(changed.mapping).not.toEqual(document.mapping)
  // Handed to the editor it is a change that nobody has saved: it is looked at, and published like any other.
  const from = desk.url()
  await proposal.getByRole('button', { name: '在编辑器中打开' }).click()
  await desk.waitForURL('**/console/documents/feed/hospital?*')
  await desk.getByText('这是隔离区提出的改动,尚未保存').waitFor()
  await desk.locator('.doc-lines li.gone', { hasText: '"hospitalName"' }).waitFor()
  await desk.locator('.doc-lines li.come', { hasText: '"hospitalFullName"' }).waitFor()
  await desk.locator('.doc-check').getByText('符合规则').waitFor()
  expect(city.countsOf('hospital').quarantined).toBe(HOSPITALS)
  await desk.getByRole('button', { name: '发布', exact: true }).click()
  expect(await desk.getByLabel('变更说明').inputValue()).toMatch(/^隔离区建议:.*改从字段 hospitalFullName 取/)
  await desk.getByRole('button', { name: '确认发布' }).click()
  await desk.getByText('第 1 版已生效').waitFor()
  await expect.poll(() => city.countsOf('hospital').quarantined, { timeout: 15_000 }).toBe(0)
  await desk.getByRole('link', { name: '回到隔离区' }).click()
  expect(desk.url()).toBe(from)
  await desk.getByText('隔离区是空的').waitFor()
  // It was handed once: whoever goes there again finds what is in force.
  await desk.goBack()
  await desk.getByText('与现行相同,无须发布').waitFor()
  expect(await desk.getByText('这是隔离区提出的改动').count()).toBe(0)
  await desk.goForward()
  await desk.getByText('隔离区是空的').waitFor()
  const counts = city.countsOf('hospital')
  expect(balanced(counts)).toBe(true)
  expect(counts).toMatchObject({ accepted: 2 * HOSPITALS, quarantined: 0, refused: 0 })
  expect(await desk.locator('button[data-drift]').count()).toBe(0)
  await desk.context().close()
  expect(faults).toEqual([])
})

test('[CNS9] what is to be nothing is discarded with a reason, and stays readable', async () => {
  rows = all(row => ({
    ...broken(row),
    ...(row['hospitalCode'] === 'H1' ? { beds: '一百', reportedAt: '2026-11-23T09:04:00+08:00' } : {}),
  }))
  await expect.poll(() => city.countsOf('hospital').quarantined, { timeout: 10_000 }).toBe(1)
  const feeds = await as(operator, '/console/feeds')
  await feeds.locator('tr[data-feed="hospital"]').getByRole('link', { name: '1', exact: true }).click()
  await feeds.locator(GROUP).click()
  const entry = feeds.locator('[data-entry]')
  await entry.locator('.raw .fault', { hasText: '一百' }).waitFor()
  await entry.getByRole('button', { name: '弃置', exact: true }).click()
  const sure = entry.getByRole('button', { name: '弃置 1' })
  expect(await sure.isDisabled()).toBe(true)
  await entry.getByLabel('弃置理由').fill('演示:上游试填')
  await sure.click()
  await feeds.getByText('已弃置 1 条,计为拒收').waitFor()
  await feeds.getByText('隔离区是空的').waitFor()
  expect(city.countsOf('hospital')).toMatchObject({ quarantined: 0, refused: 1 })
  expect(balanced(city.countsOf('hospital'))).toBe(true)
  await feeds.getByRole('button', { name: '已弃' }).click()
  await feeds.locator(GROUP).click()
  await entry.locator('.said', { hasText: '演示:上游试填' }).waitFor()
  expect(await entry.getByRole('button', { name: '重放全部' }).count()).toBe(0)
  await feeds.context().close()
  expect(faults).toEqual([])
})

test('[CNS6] the desk is no wider than a phone, one thing at a time, and a leader does not see it', async () => {
  const phone = await as(operator, `${DESK}?settled=discarded`, { width: 390, height: 844 })
  const width = () => phone.evaluate('document.documentElement.scrollWidth')
  await phone.locator(GROUP).waitFor()
  expect(await width()).toBeLessThanOrEqual(390)
  await phone.locator(GROUP).click()
  await phone.locator('[data-entry] .raw').waitFor()
  expect(await width()).toBeLessThanOrEqual(390)
  expect(await phone.locator(GROUP).isVisible()).toBe(false)
  await phone.getByRole('button', { name: '回到列表' }).click()
  await phone.locator(GROUP).waitFor()
  await phone.context().close()
  const denied = await as(leader, DESK)
  await denied.getByText('此页不属于您的岗位').waitFor()
  await denied.context().close()
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { httpUpstream, json, type HttpUpstream } from '../../server/connectors/http-upstream-for-tests.ts'
import { balanced } from '../../server/intake/intake.ts'
import { launchChromium } from '../chromium.ts'
import { pairWall } from './paired-wall.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'
import {
  button,
  describeFeed,
  fill,
  mapEvents,
  publish,
  section,
  takeSample,
} from './upstreams/at-console.ts'
import { asJson, JSON_PLACES, placeOf, told } from './upstreams/upstream.ts'

/** More than are looked at together: by then what its records look like is usual. */
const FIRST = 25
const FEED = 'roads-bureau'

let browser: Browser
let upstream: HttpUpstream
let city: Awaited<ReturnType<typeof openPressCity>>
let operator: Asking
let wallCookie = ''
const faults: string[] = []

const events = (count: number, changed = '08:20:00') =>
  Array.from({ length: count }, (_, n) => ({
    ...asJson({ ...told('E', 0), number: `E-${n + 1}`, title: `演示路面事件${n + 1}` }),
    updateTime: `2026-11-23 ${changed}`,
  }))
/** One field is called otherwise, and another is new. */
const renamed = (all: ReturnType<typeof events>) =>
  all.map(({ 事件名称: title, ...event }) => ({ ...event, 道路事件名称: title, 联系人: '张三 13800000000' }))

beforeAll(async () => {
  upstream = await httpUpstream(json({ data: events(FIRST) }))
  ;[browser, city] = await Promise.all([
    launchChromium(),
    openPressCity(undefined, { announced: [placeOf(upstream.url)] }),
  ])
  const house = await houseOf(city.url, city.setUpToken())
  operator = await house.person('operator-1', 'operator')
  wallCookie = await pairWall(city.url, operator, 'internal', '211000')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
  await upstream.close()
})

const as = (path: string, more = {}) => pageAs(browser, city.url + path, operator, { faults, ...more })
const wall = () =>
  pageAs(
    browser,
    `${city.url}/wall/overview`,
    { cookie: () => wallCookie },
    { faults, width: 1920, height: 1080 },
  )
const numberOn = (page: Page, text: string) =>
  page
    .locator('[data-panel="figure-1"]', { hasText: '演示道路事件' })
    .locator('.figure', { hasText: new RegExp(`^${text}`) })
    .first()
    .waitFor({ timeout: 20_000 })
const published = (page: Page, version: number) => page.getByText(`第 ${version} 版`).first().waitFor()

test('[OPR4] a new upstream, a new number over a general kind and a panel on a scene, all by forms: it is on the wall', async () => {
  const page = await as('/console/documents/feed/new')
  await describeFeed(page, {
    ...{ id: FEED, connector: 'http-poll', secret: null },
    typed: [
      ['url', `${upstream.url}/events`],
      ['everySeconds', '1'],
      ['records', 'data'],
    ],
  })
  await takeSample(page, FIRST)
  await mapEvents(page, JSON_PLACES)
  await publish(page, '接入道路局')
  await page.waitForURL(`**/console/documents/feed/${FEED}`)

  await page.goto(`${city.url}/console/documents/metric/new`)
  await fill(page, '编号', 'roads.open')
  await fill(page, '名称 · 中文', '未办结道路事件')
  await fill(page, '名称 · 英文', 'Open on roads')
  await fill(page, '单位 · 中文', '件')
  await fill(page, '口径说明(给领导看) · 中文', '道路局上报且未办结的事件')
  await fill(page, '口径说明(给领导看) · 英文', 'Told by the bureau of roads and not done')
  await page.getByLabel('记录类型: 添加类型…').selectOption('occurrence')
  await button(section(page, '数什么'), /^移除/).first().click()
  for (const [n, column, value] of [
    [0, 'system', FEED],
    [1, 'open', true],
  ] as const) {
    await button(page, '添加条件').click()
    const condition = page.locator('.doc-condition').nth(n)
    await condition.getByLabel('列', { exact: true }).selectOption(column)
    if (value === true) await condition.getByLabel('值').selectOption('yes')
    else await condition.getByLabel('值').fill(value)
  }
  // What it would say is counted before it is in force.
  await page.locator('.doc-tried-figure .figure', { hasText: `${FIRST}件` }).waitFor()
  await publish(page, '新指标')
  await page.waitForURL('**/console/documents/metric/roads.open')
  await published(page, 1)

  await page.goto(`${city.url}/console/documents/scene/overview`)
  await page.locator('.scene-box[data-panel="service"]').waitFor()
  await page.getByLabel('添加面板', { exact: true }).selectOption('figure')
  await page.getByLabel('名称 · 中文').nth(1).fill('演示道路事件')
  await page.getByLabel('value 指标').selectOption('roads.open')
  await page.getByLabel('value 范围').selectOption('city')
  await button(page, /^放入: 演示道路事件$/).click()
  await page.locator('.scene-box[data-panel="figure-1"]').waitFor()
  await page.getByLabel('与…堆叠').selectOption('left')
  await publish(page, '上墙')
  await page.getByText('第 1 版已生效。').waitFor()
  const hall = await wall()
  await numberOn(hall, `${FIRST}`)
  await hall.context().close()
  await page.context().close()
  expect(faults).toEqual([])
})

test('[OPR5] [CNS10] [FFM8] [FFM9] its upstream calls a field otherwise: the board tells of it, the desk proposes, and the mended document takes all in; the wall goes on from the last good number', async () => {
  const hall = await wall()
  await numberOn(hall, `${FIRST}`)
  upstream.answer = json({ data: renamed(events(FIRST + 2, '08:50:00')) })
  await expect.poll(() => city.countsOf(FEED).quarantined, { timeout: 15_000 }).toBe(FIRST + 2)
  await city.moveTo('2026-11-23 09:05')
  const page = await as('/console/feeds')
  const row = page.locator(`tr[data-feed="${FEED}"]`)
  await row.locator('.feed-drift').waitFor()
  await row.getByRole('link', { name: `${FIRST + 2}`, exact: true }).click()
  // The last good number stays.
  await numberOn(hall, `${FIRST}`)
  await page.locator(`button[data-drift="${FEED}"]`).getByText('缺失 事件名称').waitFor()
  await page.locator(`button[data-group="${FEED}"]`).first().click()
  const entry = page.locator('[data-entry]')
  await entry.locator('tr.wrong[data-target="fields/title"]').waitFor()
  expect(await entry.innerText()).not.toContain('13800000000')
  const proposal = entry.locator('[data-proposal="renamed"]')
  await button(proposal, '试跑').click()
  await proposal.getByText(`试跑 ${FIRST + 2} 条:${FIRST + 2} 条可通过`).waitFor()
  // With the mapping of now nothing would be gained.
  await button(entry, '重放全部').click()
  await button(entry, '确认重放全部').click()
  await page.getByText(`重放 ${FIRST + 2} 条,0 条已进入数据`).waitFor()

  await button(proposal, '在编辑器中打开').click()
  await page.waitForURL(`**/console/documents/feed/${FEED}?**`)
  await page.locator('.doc-lines li.come', { hasText: '道路事件名称' }).waitFor()
  await page.locator('tr[data-field="title"]', { hasText: '没有时依次取 道路事件名称' }).waitFor()
  // Before one takes the place of the other both are seen over the same records.
  await takeSample(page, FIRST + 2)
  const running = page.locator('.feed-running')
  await running.getByText(`现行通过 0 条,新版通过 ${FIRST + 2} 条`).waitFor()
  const number = running.locator('tr[data-number="roads.open"]', { hasText: '演示道路事件' })
  await number.locator('td', { hasText: `${FIRST + 2} 件` }).waitFor()
  await page.locator('.feed-sides .doc-fault', { hasText: '缺值' }).waitFor()
  const drawn = page.frameLocator('.feed-picture').locator('[data-trial="figure-1"]')
  await drawn
    .locator('.tried .figure', { hasText: `${FIRST + 2}` })
    .first()
    .waitFor()
  await drawn
    .locator('section:not(.tried) .figure', { hasText: /^(0|—)/ })
    .first()
    .waitFor()
  await publish(page, '上游改了字段名')
  await page.getByText('第 2 版已生效。').waitFor()
  await expect.poll(() => city.countsOf(FEED).quarantined, { timeout: 15_000 }).toBe(0)
  const counts = city.countsOf(FEED)
  expect([balanced(counts), counts.accepted, counts.refused]).toEqual([true, 2 * FIRST + 2, 0])
  await numberOn(hall, `${FIRST + 2}`)
  await page.goto(`${city.url}/console/quarantine?feed=${FEED}`)
  await page.getByText('隔离区是空的').waitFor()
  await page.goto(`${city.url}/console/feeds`)
  await row.getByText('正常').waitFor()
  expect(await row.locator('.feed-drift').count()).toBe(0)
  await hall.context().close()
  await page.context().close()
  expect(faults).toEqual([])
})

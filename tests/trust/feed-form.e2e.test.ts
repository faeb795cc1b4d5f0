import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { httpUpstream, type HttpUpstream } from '../../server/connectors/http-upstream-for-tests.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { DocumentFile } from '../../shared/sync/publications.ts'
import { launchChromium } from '../chromium.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

/** As a bureau's own system tells it: no kind knows it, and one record is broken. */
const EVENTS = [
  { eventNo: 'E-1', 事件名称: '演示路面塌陷', 级别: '2', reportTime: '2026-11-23 08:10:00', updateTime: '2026-11-23 08:20:00' }, // oxfmt-ignore
  { eventNo: 'E-2', 事件名称: '演示井盖缺失', 级别: '4', reportTime: '2026-11-23 08:30:00', updateTime: '2026-11-23 08:31:00' }, // oxfmt-ignore
  { eventNo: 'E-3', 事件名称: '演示路灯不亮 电话13912345678', 级别: '九', reportTime: '2026-11-23 08:40:00', updateTime: '2026-11-23 08:41:00' }, // oxfmt-ignore
]

let browser: Browser
let upstream: HttpUpstream
let city: Awaited<ReturnType<typeof openPressCity>>
let operator: Asking
const faults: string[] = []

beforeAll(async () => {
  upstream = await httpUpstream((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ data: EVENTS }))
  })
  const announced = [upstream.url.replace('http://', '')]
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity(undefined, { announced })])
  const house = await houseOf(city.url, city.setUpToken())
  operator = await house.person('operator-1', 'operator')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
  await upstream.close()
})

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const fill = async (page: Page, label: string, text: string) => {
  await page.getByLabel(label).fill(text)
  await page.getByLabel(label).blur()
}

async function publish(page: Page, note: string): Promise<void> {
  await page.locator('.doc-check').getByText('符合规则').waitFor()
  await button(page, '发布').click()
  await page.getByLabel('变更说明').fill(note)
  await button(page, '确认发布').click()
}

/** The form of a new feed of the upstream of this test, which has said what it has. */
async function newRoadsFeed(id: string, source: string, title: string): Promise<Page> {
  const page = await pageAs(browser, `${city.url}/console/documents/feed/new`, operator, { faults })
  await fill(page, '编号', id)
  await fill(page, '来源系统', source)
  await fill(page, '名称 · 中文', title)
  await fill(page, '责任部门 · 中文', '演示道路局')
  await page.getByLabel('演示数据').check()
  await page.getByLabel('协议').selectOption('http-poll')
  await fill(page, '地址 url', `${upstream.url}/events`)
  await fill(page, '每隔(秒) everySeconds', '1')
  await fill(page, '记录所在路径 records', 'data')
  await button(page, '取样本').click()
  await page.locator('[data-outcome="records"]', { hasText: '取到 3 条' }).waitFor()
  return page
}

test('[FFM6] a new upstream is connected, looked at, mapped and put in force; what it tells is counted', async () => {
  const page = await newRoadsFeed('roads-bureau', 'roads', '道路事件')
  await page.locator('.feed-sides pre').first().getByText('E-1').waitFor()
  await page.getByLabel('记录类型').selectOption('occurrence')
  await button(page, /^采用建议/).click()
  const level = page.locator('tr[data-field="level"]')
  await level.getByLabel('level 来源').fill('级别')
  await level.getByLabel('level 来源').blur()
  await expect.poll(() => page.getByLabel('唯一标识来自').inputValue()).toBe('eventNo')

  // Again, with what the mapping makes of it: the broken one is seen before it is in force.
  await button(page, '取样本').click()
  await page.locator('[data-outcome="records"]', { hasText: '2 条通过' }).waitFor()
  await button(page, '第一条不通过的').click()
  await page.locator('.feed-sides .doc-fault').waitFor()
  expect(await page.locator('.feed-sides').innerText()).not.toContain('13912345678')
  await publish(page, '接入道路事件')
  await page.waitForURL('**/console/documents/feed/roads-bureau')
  await expect
    .poll(async () => (await operator.ask<DocumentFile>('GET', '/api/documents/feed/roads-bureau')).owner)
    .toBe('console')

  const metric: MetricDocument = {
    id: 'roads.open',
    title: { zh: '未办结道路事件', en: 'Open on roads' },
    unit: { zh: '件', en: '' },
    definition: { zh: '道路局上报且未办结的事件', en: 'Reported by the bureau of roads and not done' },
    ...{
      kind: 'occurrence',
      where: [
        ['system', '=', 'roads'],
        ['open', '=', true],
      ],
      by: [],
    },
    ...{ aggregate: { type: 'count' }, areas: ['city'], window: { type: 'now' }, decimals: 0, scale: 1 },
  }
  await operator.ask('POST', '/api/documents', {
    ...{ family: 'metric', id: metric.id, act: 'publish', document: metric, note: '新指标', seen: '' },
  })
  await expect
    .poll(
      async () => {
        const cell = encodeURIComponent('roads.open|211000||')
        try {
          return (await operator.ask<{ value: unknown }>('GET', `/api/explain?cell=${cell}`)).value
        } catch (error) {
          return String(error)
        }
      },
      { timeout: 20_000 },
    )
    .toBe(2)
  await page.context().close()
  expect(faults).toEqual([])
})

test('[FFM7] [EXPR11] a field that is worked out by an expression is tried over the sample, and comes in so', async () => {
  const page = await newRoadsFeed('roads-worked', 'roads-worked', '道路事件(推算)')
  await page.getByLabel('记录类型').selectOption('occurrence')
  await button(page, /^采用建议/).click()

  const level = page.locator('tr[data-field="level"]')
  await level.getByLabel('level 来源').fill('级别')
  await level.getByLabel('level 来源').blur()
  await level.getByRole('button', { name: '用表达式' }).click()
  const expression = level.getByLabel('level 来源 表达式')
  await expect.poll(() => expression.inputValue()).toBe('record["级别"]')
  await expression.fill('rekord["级别"]')
  await expression.blur()
  await page
    .locator('.feed-mapping')
    .getByText('there is no “rekord”: an expression sees record alone')
    .waitFor()
  await expression.fill('record["级别"] == "九" ? record.grade : record["级别"]')
  await expression.blur()
  await button(page, '取样本').click()
  await page.locator('[data-outcome="records"]', { hasText: '2 条通过' }).waitFor()
  await button(page, '第一条不通过的').click()
  await page.locator('.feed-sides .doc-fault', { hasText: /表达式出错.*No such key: grade/ }).waitFor()
  await expression.fill('record["级别"] == "九" ? "4" : record["级别"]')
  await expression.blur()
  const title = page.locator('tr[data-field="title"]')
  await title.getByRole('button', { name: '用表达式' }).click()
  await title.getByLabel('title 来源 表达式').fill('record["事件名称"].find("^演示([^ ]+)")')
  await title.getByLabel('title 来源 表达式').blur()
  await button(page, '取样本').click()
  await page.locator('[data-outcome="records"]', { hasText: '3 条通过' }).waitFor()
  await page.locator('.feed-made [data-made="fields/title"]', { hasText: '路面塌陷' }).waitFor()
  await publish(page, '接入道路事件')
  await page.waitForURL('**/console/documents/feed/roads-worked')
  const fieldsOf = (no: string) => city.thing(`roads-worked/${no}`)?.parts['main']?.fields
  await expect
    .poll(() => fieldsOf('E-3'), { timeout: 20_000 })
    .toMatchObject({ title: '路灯不亮', level: '4' })
  expect(fieldsOf('E-1')).toMatchObject({ title: '路面塌陷', level: '2' })
  await page.context().close()
  expect(faults).toEqual([])
})

test('[FFM6] the form of a feed is no wider than a phone', async () => {
  const path = '/console/documents/feed/roads-worked'
  const phone = await pageAs(browser, city.url + path, operator, { faults, width: 390, height: 844 })
  await phone.locator('.feed-table .origin > textarea').first().waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await phone.context().close()
})

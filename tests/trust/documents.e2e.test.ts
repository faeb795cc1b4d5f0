import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentFile, DocumentsStanding } from '../../shared/sync/publications.ts'
import { launchChromium } from '../chromium.ts'
import { houseOf, pageAs, type Asking, type House } from './people.ts'
import { openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let house: House
let operator: Asking
let another: Asking
let leader: Asking
const faults: string[] = []

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity()])
  house = await houseOf(city.url, city.setUpToken())
  operator = await house.person('operator-1', 'operator')
  another = await house.person('operator-2', 'operator')
  leader = await house.person('leader-1', 'leader')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const METRICS = '/console/documents/metric'
const as = (who: Asking, path: string, more = {}) =>
  pageAs(browser, city.url + path, who, { faults, ...more })
const fileOf = (id: string) => operator.ask<DocumentFile>('GET', `/api/documents/metric/${id}`)
interface Explained {
  readonly value: unknown
  readonly metric: { readonly scale: number }
}
/** What all screens have of it, counted over the store. */
const inForce = (id: string) =>
  expect.poll(
    async () => {
      const cell = encodeURIComponent(`${id}|211000||`)
      try {
        const path = `/api/explain?cell=${cell}`
        const { value, metric } = await operator.ask<Explained>('GET', path)
        return [value, metric.scale]
      } catch (error) {
        return String(error)
      }
    },
    { timeout: 20_000 },
  )
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const isChecked = (page: Page) => page.locator('.doc-check').getByText('符合规则').waitFor()

const tried = (page: Page, text: RegExp) =>
  page.locator('.doc-tried-figure .figure', { hasText: text }).waitFor()

/** What is about to come into force is looked at, says why, and is pressed once more. */
async function publish(page: Page, note: string): Promise<void> {
  await button(page, '发布').click()
  await page.getByLabel('变更说明').fill(note)
  await button(page, '确认发布').click()
}

test('[EDT13] a metric is found, changed in its form, looked at and published; all screens count by it', async () => {
  const page = await as(operator, METRICS)
  await page.locator('tr[data-document="project.overdue"]').waitFor()
  await page.getByLabel('搜索').fill('超期项目 PROJECT.over')
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(0)
  // By the keyboard alone; what was looked for stands in the address.
  expect(new URL(page.url()).searchParams.get('q')).toBe('超期项目 PROJECT.over')
  await page.getByLabel('搜索').press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '超期项目' }).first().waitFor()
  expect(new URL(page.url()).pathname).toBe(`${METRICS}/project.overdue`)
  await tried(page, /^1个$/)
  await page.getByText('与现行相同,无须发布').waitFor()

  await page.getByLabel('名称 · 中文').fill('超期的重点项目')
  await page.getByLabel('除以').fill('0.1')
  await page.getByLabel('除以').blur()
  await tried(page, /^10个$/)
  await page.locator('.doc-lines li.come', { hasText: '超期的重点项目' }).waitFor()
  await page.locator('.doc-lines li.gone', { hasText: '"scale": 1' }).waitFor()
  await button(page, '撤销').click()
  await tried(page, /^1个$/)
  await button(page, '重做').click()
  await isChecked(page)

  await button(page, '发布').click()
  await page.locator('.doc-publish').getByText('相对现行:删 2 行,增 2 行。').waitFor()
  expect(await button(page, '确认发布').isDisabled()).toBe(true)
  await page.getByLabel('变更说明').fill('十分之一个也算')
  await button(page, '确认发布').click()
  await page.getByText('第 1 版已生效。').waitFor()
  await inForce('project.overdue').toEqual([1, 0.1])
  const file = await fileOf('project.overdue')
  expect([file.owner, file.inForce?.['title']]).toEqual([
    'console',
    { zh: '超期的重点项目', en: 'Overdue projects' },
  ])
  await page.getByRole('tab', { name: '历史' }).click()
  await page.locator('tr[data-version="1"]', { hasText: '十分之一个也算' }).waitFor()
  await page.context().close()
  expect(faults).toEqual([])
})

test('[EDT13] a new metric is begun from another one and comes into force', async () => {
  const page = await as(operator, `${METRICS}/project.overdue`)
  await page.getByRole('link', { name: '以此为底新建' }).click()
  await page.getByLabel('编号').fill('project.overdue')
  await page.getByText('编号已被占用').waitFor()
  await page.getByLabel('编号').fill('project.listed')
  await page.getByLabel('名称 · 中文').fill('在册项目')
  // Overdue or not: one condition less.
  await button(page, '移除').nth(1).click()
  await page.getByLabel('除以').fill('1')
  await page.getByLabel('除以').blur()
  await isChecked(page)
  await tried(page, /^1个$/)
  await publish(page, '新增一项')
  await page.waitForURL(`**${METRICS}/project.listed`)
  await page.locator('.doc-head').getByText('第 1 版').waitFor()
  await inForce('project.listed').toEqual([1, 1])
  const { families } = await operator.ask<DocumentsStanding>('GET', '/api/documents')
  expect(families.metric.find(({ id }) => id === 'project.listed')).toMatchObject({
    ...{ owner: 'console', version: 1, kinds: ['project'], isRetired: false },
  })
  await page.context().close()
  expect(faults).toEqual([])
})

test('[EDT1] [EDT2] [EDT14] form and source are two sides of one draft; what is wrong is told by line, and nothing unknown is lost', async () => {
  const page = await as(operator, `${METRICS}/case.open?view=source`)
  const source = page.getByLabel('源码(JSON)')
  await source.waitFor()
  const text = await source.inputValue()
  await source.fill(text.replace(/"decimals": 0,/, '"decimals": 9,\n  "extra": [1],'))
  await page.locator('.doc-source-faults', { hasText: '此处没有这一项' }).waitFor()
  await page.getByText('修正 2 处后可发布').waitFor()
  await page.getByRole('tab', { name: '表单' }).click()
  await page.getByText('表单未列出的成员:extra').waitFor()
  await page.getByLabel('小数位').fill('1')
  await page.getByLabel('小数位').blur()
  await page.getByText('修正 1 处后可发布').waitFor()
  await page.getByRole('tab', { name: '源码' }).click()
  expect(await source.inputValue()).toContain('"decimals": 1,\n  "extra": [1],')
  await source.fill('{\n  "id": "case.open",\n}')
  await page.locator('.doc-source-faults', { hasText: '第 3 行' }).waitFor()
  expect(await page.getByRole('tab', { name: '表单' }).isDisabled()).toBe(true)
  expect(await button(page, '发布').isDisabled()).toBe(true)
  // Whoever leaves with it is asked first.
  await page.getByRole('link', { name: '返回清单' }).click()
  await page.getByText('有未保存的改动').waitFor()
  await button(page, '留在此页').click()
  expect(new URL(page.url()).pathname).toBe(`${METRICS}/case.open`)
  await page.getByRole('link', { name: '返回清单' }).click()
  await button(page, '放弃改动并离开').click()
  await page.locator('.doc-table').waitFor()
  expect((await fileOf('case.open')).owner).toBe('folder')
  await page.context().close()
  expect(faults).toEqual([])
})

test('[EDT9] a draft is kept with its faults, gone on with, and thrown away', async () => {
  const page = await as(operator, `${METRICS}/case.open`)
  await page.getByLabel('名称 · 英文').fill('')
  await page.locator('.doc-fault', { hasText: '至少 1 字' }).waitFor()
  await button(page, '存草稿').click()
  await page.getByText('草稿已存。').waitFor()
  await page.reload()
  await page.getByText('您于').waitFor()
  expect(await page.getByLabel('名称 · 英文').inputValue()).toBe('')
  await page.getByText('修正 1 处后可发布').waitFor()
  await button(page, '丢弃草稿').click()
  await button(page, '确认丢弃草稿').click()
  await page.getByText('草稿已丢弃。').waitFor()
  expect(await page.getByLabel('名称 · 英文').inputValue()).not.toBe('')
  expect((await fileOf('case.open')).draft).toBeNull()
  await page.context().close()
  expect(faults).toEqual([])
})

test('[EDT15] who looked at something else than what is in force is told, and publishes against what is there now', async () => {
  const page = await as(operator, `${METRICS}/case.overdue`)
  await page.getByLabel('名称 · 中文').fill('超时未结')
  await isChecked(page)
  const { inForce: seen, digest } = await fileOf('case.overdue')
  await another.ask('POST', '/api/documents', {
    ...{ family: 'metric', id: 'case.overdue', act: 'publish', note: '先到', seen: digest },
    document: { ...seen, decimals: 1 },
  })
  await publish(page, '后到')
  await page.getByText('在您查看之后,现行的一份已有变化。').waitFor()
  await page.locator('.doc-publish .doc-lines li.gone', { hasText: '"decimals": 1' }).waitFor()
  await button(page, '确认发布').click()
  await page.getByText('第 2 版已生效。').waitFor()
  // Back to the one before: as a change like any other.
  await page.getByRole('tab', { name: '历史' }).click()
  await page.locator('tr[data-version="1"]').getByRole('button', { name: '取回' }).click()
  await isChecked(page)
  await button(page, '发布').click()
  expect(await page.getByLabel('变更说明').inputValue()).toBe('取回第 1 版')
  await button(page, '确认发布').click()
  await page.getByText('第 3 版已生效。').waitFor()
  expect((await fileOf('case.overdue')).inForce).toEqual({ ...seen, decimals: 1 })
  // And the folder's again.
  await button(page, '恢复为文件夹里的').click()
  await page.getByLabel('变更说明').fill('以文件为准')
  await button(page, '确认恢复').click()
  await page.getByText('第 4 版已生效。').waitFor()
  const after = await fileOf('case.overdue')
  expect([after.owner, after.inForce]).toEqual(['folder', seen])
  // A scene leans on it: it cannot go.
  await button(page, '退役').click()
  await page.getByLabel('变更说明').fill('不再使用')
  await page.locator('.doc-publish').getByText('下列面板会因此缺数:').waitFor()
  await button(page, '确认退役').click()
  await page.getByText('没有指标 case.overdue').first().waitFor()
  expect((await fileOf('case.overdue')).inForce).toEqual(seen)
  await page.context().close()
  expect(faults).toEqual([])
})

test('[EDT16] where four eyes are asked for, one drafts and another publishes', async () => {
  const policy = await house.secadmin.ask<object>('GET', '/api/policy')
  await house.secadmin.ask('PUT', '/api/policy', { ...policy, documentsBySecond: true })
  const mine = await as(operator, `${METRICS}/project.listed`)
  await mine.getByLabel('名称 · 中文').fill('全部重点项目')
  await isChecked(mine)
  await button(mine, '发布').click()
  await mine.getByLabel('变更说明').fill('换个叫法')
  expect(await button(mine, '确认发布').isDisabled()).toBe(true)
  await button(mine, '存为草稿,交他人发布').click()
  await mine.getByText('须由另一位操作员发布。', { exact: false }).first().waitFor()
  await mine.context().close()

  const list = await as(another, `${METRICS}?show=draft`)
  await list.locator('tr[data-document="project.listed"]').getByRole('link').click()
  await list.getByText('他人于').waitFor()
  await isChecked(list)
  await button(list, '发布').click()
  expect(await list.getByLabel('变更说明').inputValue()).toBe('换个叫法')
  await button(list, '确认发布').click()
  await list.getByText('第 2 版已生效。').waitFor()
  await list.context().close()
  await house.secadmin.ask('PUT', '/api/policy', policy)
  expect(faults).toEqual([])
})

test('[EDT15] what nothing leans on is retired, and can be begun from again', async () => {
  const page = await as(operator, `${METRICS}/project.listed`)
  await button(page, '退役').click()
  await page.getByLabel('变更说明').fill('不再使用')
  await button(page, '确认退役').click()
  await page.locator('.doc-head').getByText('已退役').waitFor()
  expect((await fileOf('project.listed')).inForce).toBeNull()
  await page.goto(`${city.url}${METRICS}?show=retired`)
  await page.locator('tr[data-document="project.listed"]', { hasText: '已退役' }).waitFor()
  expect(await page.locator('tbody tr[data-document]').count()).toBe(1)
  await page.context().close()
  expect(faults).toEqual([])
})

test('[EDT17] whoever may not publish sees none of it, and asks for none of it', async () => {
  const page = await as(leader, '/console/scorecard')
  await page.locator('.console-nav a').first().waitFor()
  expect(await page.locator('.console-nav a').allInnerTexts()).toEqual(['数据评分', '告警'])
  await page.goto(`${city.url}${METRICS}/case.open`)
  await page.getByText('此页不属于您的岗位').waitFor()
  await page.context().close()
})

test.each([
  METRICS,
  `${METRICS}/case.open`,
  `${METRICS}/case.open?view=source`,
  '/console/documents/scene/overview',
  '/console/documents/alert/hotline-overdue-rate',
  '/console/documents/channel/leaders',
])('[EDT17] %s is no wider than a phone', async path => {
  const phone = await as(operator, path, { width: 390, height: 844 })
  await phone.locator('.doc-table, .doc-check').first().waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await phone.context().close()
})

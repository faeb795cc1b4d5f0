import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SceneDocument } from '../../shared/model/documents.ts'
import type { LayoutDocument } from '../../shared/layout/document.ts'
import type { DocumentFile } from '../../shared/sync/publications.ts'
import { launchChromium } from '../chromium.ts'
import { pairWall } from './paired-wall.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'
import { box, boxes, button, isChecked, middle, publish, SCREENS } from './scene-page.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let operator: Asking
let wallCookie = ''
const faults: string[] = []

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity()])
  const house = await houseOf(city.url, city.setUpToken())
  operator = await house.person('operator-1', 'operator')
  wallCookie = await pairWall(city.url, operator, 'internal', '211000')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const SCENES = '/console/documents/scene'
const as = (path: string, more = {}) => pageAs(browser, city.url + path, operator, { faults, ...more })
const wallAt = (path: string) =>
  pageAs(browser, city.url + path, { cookie: () => wallCookie }, { faults, width: 1920, height: 1080 })
const fileOf = (id: string) => operator.ask<DocumentFile>('GET', `/api/documents/scene/${id}`)
const send = (id: string, body: object) =>
  operator.ask('POST', '/api/documents', { family: 'scene', id, ...body })

test('[SCF11] [STO2] a panel of a metric that is there is added and placed; walls show it without a reload, and the old ones when it is taken back', async () => {
  const wall = await wallAt('/wall/overview')
  await wall.locator('.panel-title', { hasText: '政务服务' }).waitFor()
  await wall.evaluate(() => document.body.setAttribute('data-stays', 'yes'))

  const page = await as(`${SCENES}/overview`)
  await box(page, 'service').waitFor()
  await page.getByRole('combobox', { name: '添加面板', exact: true }).selectOption('figure')
  await page.getByLabel('名称 · 中文').nth(1).fill('演示超期项目')
  await page.getByLabel('value 指标').selectOption('project.overdue')
  await page.getByLabel('value 范围').selectOption('city')
  await button(page, /^放入: 演示超期项目$/).click()
  await box(page, 'figure-1').waitFor()
  // Up into the column at the left, by the keyboard, and back and forth in time.
  const there = await boxes(page)
  await page.getByLabel('与…堆叠').selectOption('left')
  await page.locator('.scene-said', { hasText: '已放好' }).waitFor()
  await box(page, 'figure-1').focus()
  await box(page, 'figure-1').press('ArrowUp')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+Shift+z')
  expect((await boxes(page)).sort()).toEqual([...there].sort())
  await publish(page, '加一个数字')
  await page.getByText('第 1 版已生效。').waitFor()
  const panel = wall.locator('[data-panel="figure-1"]', { hasText: '演示超期项目' })
  await panel.locator('.figure', { hasText: '1' }).first().waitFor({ timeout: 20_000 })

  const { folder } = await fileOf('overview')
  await button(page, '恢复为文件夹里的').click()
  await page.getByLabel('变更说明').fill('取回')
  await button(page, /^确认/).click()
  await expect.poll(async () => (await fileOf('overview')).owner).toBe('folder')
  expect((await fileOf('overview')).inForce).toEqual(folder)
  await expect.poll(() => panel.count(), { timeout: 20_000 }).toBe(0)
  expect(await wall.evaluate(() => document.body.getAttribute('data-stays'))).toBe('yes')
  await wall.locator('.panel-title', { hasText: '政务服务' }).waitFor()
  await page.context().close()
  await wall.context().close()
  expect(faults).toEqual([])
})

test('[SCF5] [SCF6] [SCF9] panels are dragged and lines are moved on the canvas; the source has it, and a file gives and takes it', async () => {
  const page = await as(`${SCENES}/overview`)
  const [fromX, fromY] = await middle(page, 'service')
  const [toX, toY] = await middle(page, 'stages')
  await page.mouse.move(fromX, fromY)
  await page.mouse.down()
  await page.mouse.move(toX, toY, { steps: 6 })
  await page.locator('.scene-ghost').waitFor()
  await page.mouse.up()
  await page.locator('.scene-said', { hasText: '已放好' }).waitFor()
  await page.locator('[data-line="column-0"]').focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.getByRole('tab', { name: '源码' }).click()
  const source = page.getByLabel('源码(JSON)')
  const layout = ((JSON.parse(await source.inputValue()) as SceneDocument).layouts['wall-16'] ??
    {}) as LayoutDocument
  expect(layout.columns).toEqual(['470', '1fr', '420'])
  expect(layout.stacks?.['right']?.panels[1]?.panel).toBe('service')
  expect(layout.stacks?.['left']?.panels[0]?.panel).toBe('stages')

  await page.getByRole('tab', { name: '表单' }).click()
  const coming = page.waitForEvent('download')
  await button(page, '导出文件').click()
  expect((await coming).suggestedFilename()).toBe('overview.json')
  await page.getByLabel('或粘贴场景 JSON').fill('{"id": "other", "panels": [{"id": "a"}], "layouts": {}}')
  await button(page, '导入粘贴的').click()
  await page.getByText('已导入,可撤销').waitFor()
  await page
    .getByText(/修正 \d+ 处后可发布/)
    .first()
    .waitFor()
  await button(page, '撤销').click()
  await box(page, 'map').waitFor()
  await isChecked(page)
  await page.context().close()
  expect(faults).toEqual([])
})

test('[SCF12] seams are on the canvas, a line stands on one, and in the picture only a text that is cut is named', async () => {
  const page = await as(`${SCENES}/overview`)
  await box(page, 'map').waitFor()
  await page.getByLabel('拼缝(距左像素)').fill('480, 960')
  await page.getByLabel('拼缝(距左像素)').blur()
  expect(await page.locator('.scene-seam').count()).toBe(2)
  const across = page.locator('[data-unfit="seam"]')
  await across.getByText('横跨 960 像素处的拼缝').first().waitFor()
  const named = await across.count()
  await page.locator('[data-line="column-0"]').focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('tab', { name: '源码' }).click()
  const source = await page.getByLabel('源码(JSON)').inputValue()
  // 32 at the border, and the middle of a gap of 28 at 480.
  const layout = (JSON.parse(source) as SceneDocument).layouts['wall-16'] as LayoutDocument
  expect(layout.columns[0]).toBe('434')
  await page.getByRole('tab', { name: '表单' }).click()
  await button(page, '打开预览').click()
  const picture = page.frameLocator('.scene-preview > iframe')
  await picture.locator('[data-panel="lights"] .panel-title').waitFor()
  await page.getByText('最小字号取自预览实测').waitFor()
  await expect.poll(() => across.count()).toBe(0)
  const cut = page.locator('[data-unfit="cut"]')
  expect(await cut.count()).toBeLessThan(named)
  // Through the middle of a title there is a text that is cut.
  const title = (await picture.locator('[data-panel="service"] .panel-title').boundingBox())!
  const frame = (await page.locator('.scene-preview > iframe').boundingBox())!
  const through = Math.round(((title.x - frame.x + 8) * 1920) / frame.width)
  await page.getByLabel('拼缝(距左像素)').fill(String(through))
  await page.getByLabel('拼缝(距左像素)').blur()
  await cut.locator('..').getByRole('button', { name: '政务服务' }).first().waitFor()
  await page.context().close()
  expect(faults).toEqual([])
})

test('[SCF10] [SCF4] the draft is seen as a screen shows it, with its numbers and its smallest text', async () => {
  const page = await as(`${SCENES}/overview`)
  await page.getByLabel('最远(米)').fill('14')
  await page.getByLabel('最远(米)').blur()
  await page.locator('[data-unfit="small"]').first().waitFor()
  await page.getByLabel('最远(米)').fill('8')
  await page.getByLabel('最远(米)').blur()
  await button(page, '打开预览').click()
  const picture = page.frameLocator('.scene-preview > iframe')
  await picture.locator('[data-panel="lights"] .panel-title').waitFor()
  await page.getByText('最小字号取自预览实测').waitFor()
  await page.getByLabel('选一个面板').selectOption('service')
  await page.getByLabel('名称 · 中文').nth(1).fill('演示改名')
  await picture.locator('[data-panel="service"] .panel-title', { hasText: '演示改名' }).waitFor()
  await page.getByRole('tab', { name: '手机' }).click()
  await expect
    .poll(() => picture.locator('html').getAttribute('data-layout'), { timeout: 10_000 })
    .toBe('phone')
  await page.context().close()
  expect(faults).toEqual([])
})

test('[SCF10] [SCF3] by the arrows one goes from one kind of screen to the next, and canvas and picture are of that one', async () => {
  const page = await as(`${SCENES}/overview`)
  await box(page, 'map').waitFor()
  await button(page, '打开预览').click()
  const html = page.frameLocator('.scene-preview > iframe').locator('html')
  const kinds = page.getByRole('tablist', { name: '版面' })
  await kinds.getByRole('tab', { name: '大屏 16:9' }).click()
  for (const [name, title, width] of SCREENS) {
    await kinds.getByRole('tab', { name: title, selected: true }).waitFor()
    await page.getByLabel(`${title} 的画布`).locator('[data-panel="map"]').waitFor()
    await expect.poll(() => html.getAttribute('data-layout'), { timeout: 10_000 }).toBe(name)
    expect(await html.evaluate(() => window.innerWidth)).toBe(width)
    await page.keyboard.press('ArrowRight')
  }
  // Round, and back by one.
  await kinds.getByRole('tab', { name: '大屏 16:9', selected: true }).waitFor()
  await page.keyboard.press('ArrowLeft')
  await kinds.getByRole('tab', { name: '手机', selected: true }).waitFor()

  await button(page, '删去此版面').click()
  await page.getByText(/^此屏没有自己的版面/).waitFor()
  await html.locator('[data-panel="map"]').first().waitFor()
  await button(page, '从 平板 复制').click()
  await box(page, 'map').waitFor()
  await button(page, '撤销').click()
  await page.getByText(/^此屏没有自己的版面/).waitFor()
  await button(page, '撤销').click()
  await box(page, 'map').waitFor()
  await page.locator('.doc-check').getByText('与现行相同').waitFor()
  await page.context().close()
  expect(faults).toEqual([])
})

test('[SCF11] [EDT15] an earlier version of a scene is taken back, seen as a change, and on the walls once it is published; a draft that is discarded was nowhere', async () => {
  const wall = await wallAt('/wall/overview')
  const title = (text: string) => wall.locator('[data-panel="service"] .panel-title', { hasText: text })
  await title('政务服务').waitFor()
  await wall.evaluate(() => document.body.setAttribute('data-stays', 'yes'))
  const page = await as(`${SCENES}/overview`)
  await box(page, 'map').waitFor()
  const rename = async (text: string) => {
    await page.getByLabel('选一个面板').selectOption('service')
    await page.getByLabel('名称 · 中文').nth(1).fill(text)
  }
  const version = async () => (await fileOf('overview')).versions[0]?.version ?? 0
  const first = (await version()) + 1
  for (const [n, text] of ['演示甲', '演示乙'].entries()) {
    await rename(text)
    await publish(page, `改名为${text}`)
    await page.getByText(`第 ${first + n} 版已生效。`).waitFor()
    await title(text).waitFor({ timeout: 20_000 })
  }
  await page.getByRole('tab', { name: '历史' }).click()
  const row = page.locator(`tr[data-version="${first}"]`)
  await row.getByRole('button', { name: '取回' }).click()
  await page.getByText(`已取回第 ${first} 版,尚未发布。`).waitFor()
  await expect.poll(() => page.getByLabel('名称 · 中文').nth(1).inputValue()).toBe('演示甲')
  // It is a change like any other: nothing of it is on the wall yet, and it can be undone.
  expect(await title('演示乙').count()).toBe(1)
  await button(page, '撤销').click()
  await expect.poll(() => page.getByLabel('名称 · 中文').nth(1).inputValue()).toBe('演示乙')
  await button(page, '重做').click()
  await isChecked(page)
  await button(page, '发布').click()
  expect(await page.getByLabel('变更说明').inputValue()).toBe(`取回第 ${first} 版`)
  await button(page, '确认发布').click()
  await title('演示甲').waitFor({ timeout: 20_000 })

  await rename('演示丙')
  await button(page, '存草稿').click()
  await page.getByText('草稿已存。').waitFor()
  await button(page, '丢弃草稿').click()
  await button(page, '确认丢弃草稿').click()
  await page.getByText('草稿已丢弃。').waitFor()
  expect((await fileOf('overview')).draft).toBeNull()
  await page.getByLabel('选一个面板').selectOption('service')
  await expect.poll(() => page.getByLabel('名称 · 中文').nth(1).inputValue()).toBe('演示甲')
  expect(await title('演示甲').count()).toBe(1)
  await send('overview', { act: 'folder', note: '恢复', seen: (await fileOf('overview')).digest })
  await title('政务服务').waitFor({ timeout: 20_000 })
  expect(await wall.evaluate(() => document.body.getAttribute('data-stays'))).toBe('yes')
  await page.context().close()
  await wall.context().close()
  expect(faults).toEqual([])
})

test('[STO2] a new scene is in the navigation of a wall, and one that is retired under it gives way to the next', async () => {
  const wall = await wallAt('/wall/overview')
  const link = wall.locator('nav.scenes a', { hasText: '演示新场景' })
  await wall.locator('nav.scenes a').first().waitFor()
  expect(await link.count()).toBe(0)
  const { folder } = await fileOf('overview')
  const scene = { ...folder, id: 'demo-new', title: { zh: '演示新场景', en: 'New' }, order: 1 }
  await send('demo-new', { act: 'publish', document: scene, note: '新场景', seen: '' })
  await link.waitFor({ timeout: 20_000 })
  const stood = await wallAt('/wall/demo-new')
  const current = stood.locator('nav.scenes a[aria-current="page"]')
  await expect.poll(() => current.innerText()).toContain('演示新场景')
  await stood.locator('[data-panel="lights"]').waitFor()
  // Whatever happens to be on show meanwhile, it is never nothing.
  await stood.evaluate(() => {
    new MutationObserver(() => {
      if (document.querySelector('.waiting') !== null) document.body.setAttribute('data-blank', 'yes')
    }).observe(document.body, { childList: true, subtree: true })
  })
  const { digest } = await fileOf('demo-new')
  await send('demo-new', { act: 'retire', note: '退役', seen: digest })
  await expect.poll(() => link.count(), { timeout: 20_000 }).toBe(0)
  await expect.poll(() => current.innerText(), { timeout: 20_000 }).not.toContain('演示新场景')
  await stood.locator('[data-panel]').first().waitFor()
  expect(await stood.evaluate(() => document.body.getAttribute('data-blank'))).toBeNull()
  await wall.context().close()
  await stood.context().close()
  expect(faults).toEqual([])
})

test('[SCF3] the form of a scene is no wider than a phone', async () => {
  const phone = await as(`${SCENES}/overview`, { width: 390, height: 844 })
  await box(phone, 'map').waitFor()
  await box(phone, 'map').click()
  await phone.getByLabel('面板编号').waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await phone.context().close()
})

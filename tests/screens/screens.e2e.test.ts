import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { cellKey, feedKey, RECOUNT_KEY } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'
import { launchChromium } from '../chromium.ts'
import { CITY, reportAt } from './screen-city.ts'
import { stageOf } from './stage.ts'

const browser = await launchChromium()
afterAll(() => browser.close())

const CASES = cellKey('cases', CITY, [])
const CALLS = cellKey('calls', CITY, [])

const stage = stageOf(browser)

interface Visit {
  readonly width?: number
  readonly height?: number
  /** Time passes only when the test says so. */
  readonly clock?: boolean
}

/** Opens a page and waits until it shows numbers. Complaints of the browser are kept: there must be none. */
async function visit(path: string, { width = 1920, height = 1080, clock = false }: Visit = {}) {
  const complaints: string[] = []
  const page = await stage.open(path, { width, height }, async fresh => {
    if (clock) await fresh.clock.install()
    fresh.on('pageerror', error => complaints.push(error.message))
  })
  return { page, complaints }
}

const panelOf = (page: Page, title: string) =>
  page.locator('section.panel', { has: page.locator('h2', { hasText: title }) })
const report = (okAt: number) => reportAt(okAt) as unknown as Value
/** Keeps the hotline fresh, which is expected every three seconds. */
const hotlineSpeaks = () => stage.server.set({ [feedKey('hotline')]: report(stage.server.now) })

describe('a living wall', () => {
  test('[SCN1] a change is on the wall, and touches no other panel', async () => {
    const { page, complaints } = await visit('/wall/first')
    await page.locator('.figure', { hasText: '412' }).waitFor()
    await page.evaluate(() => {
      const body = [...document.querySelectorAll('.panel-body')].find(each =>
        each.textContent.includes('836'),
      )
      const seen = { mutations: 0 }
      Object.assign(window, { seen })
      new MutationObserver(list => (seen.mutations += list.length)).observe(body as Element, {
        subtree: true,
        childList: true,
        characterData: true,
      })
    })
    for (let n = 413; n <= 420; n++) stage.server.set({ [CASES]: n })
    await page.locator('.figure', { hasText: '420' }).waitFor()
    const touched = () =>
      page.evaluate(() => (window as unknown as { seen: { mutations: number } }).seen.mutations)
    expect(await touched()).toBe(0)
    stage.server.set({ [CALLS]: 837 })
    await page.locator('.figure', { hasText: '837' }).waitFor()
    expect(await touched()).toBeGreaterThan(0)
    expect(complaints).toEqual([])
  })

  test('[SCN3] [PAN12] (IOC-01) a source that falls silent turns late, then failed, by itself; the others stay live', async () => {
    const { page } = await visit('/wall/first')
    hotlineSpeaks()
    const calls = panelOf(page, '今日诉求')
    await calls.and(page.locator('.live')).waitFor()
    await calls.and(page.locator('.late')).waitFor()
    await calls.and(page.locator('.failed')).waitFor()
    expect(await calls.locator('.figure').textContent()).toBe('836件')
    // [PAN12]
    expect(
      await calls
        .locator('.panel-body > *')
        .first()
        .evaluate(body => getComputedStyle(body).filter),
    ).toBe('saturate(0.15)')
    expect(await calls.locator('.panel-note').textContent()).toContain('末值 10:24')
    expect(await panelOf(page, '今日案件').getAttribute('class')).toContain('live')
    expect(await page.locator('.truth').textContent()).toContain('断源')
    hotlineSpeaks()
    await calls.and(page.locator('.live')).waitFor()
  })

  test('[SCN6] while everything is counted anew the wall says so at every panel, and then shows what came of it', async () => {
    const { page } = await visit('/wall/first')
    hotlineSpeaks()
    const since = stage.server.now - 60_000
    stage.server.set({ [RECOUNT_KEY]: { done: 1, of: 3, since } })
    await page.locator('.past-mark', { hasText: '重算中 33 % · 数据截至 10:23' }).waitFor()
    const panels = page.locator('section.panel:not(.broken)')
    expect(await panels.and(page.locator('.recounting')).count()).toBe(await panels.count())
    expect(await panelOf(page, '今日诉求').locator('.figure').textContent()).toBe('836件')
    expect(await panelOf(page, '今日诉求').textContent()).toContain('重算中 33 %')
    stage.server.recounted({ [CALLS]: 840 })
    await page.locator('.figure', { hasText: '840' }).waitFor()
    await page.locator('.past-mark').waitFor({ state: 'detached' })
    expect(await panels.and(page.locator('.recounting')).count()).toBe(0)
  })

  test('[PAN7] a panel that throws breaks nobody else', async () => {
    const { page } = await visit('/wall/first')
    await panelOf(page, '坏面板').and(page.locator('.broken')).waitFor()
    stage.server.set({ [CASES]: 413 })
    await page.locator('.figure', { hasText: '413' }).waitFor()
  })

  test('[SCN4] a wall without a scene goes through all of them', async () => {
    const { page } = await visit('/wall')
    await page.locator('.scene[aria-current]', { hasText: '第一' }).waitFor()
    await page.locator('.scene[aria-current]', { hasText: '第二' }).waitFor()
    await page.locator('.figure', { hasText: '138' }).waitFor()
    await page.locator('.scene[aria-current]', { hasText: '总览' }).waitFor()
  })
})

describe('every screen', () => {
  test('[SCR8] the scripts of the first picture are at most 260 KB as they travel', async () => {
    const sizes = new Map<string, Promise<number>>()
    const note = (response: Response) => {
      const { pathname } = new URL(response.url())
      const size = () => response.body().then(body => gzipSync(body, { level: 9 }).length)
      if (pathname.endsWith('.js')) sizes.set(pathname, size())
    }
    const wall = { width: 1920, height: 1080 }
    const page = await stage.open('/wall/overview', wall, async fresh => void fresh.on('response', note))
    await page.locator('.city-map canvas').first().waitFor()
    await page.waitForLoadState('networkidle')
    const total = (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0)
    expect(sizes.size).toBeGreaterThan(10)
    expect(total, [...sizes.keys()].join(' ')).toBeLessThan(260_000)
  })

  const rootSize = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)
  const scrolls = (page: Page) =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
      return { across: scrollWidth > clientWidth, down: scrollHeight > clientHeight }
    })

  test('[SCR1] a wall of four times the pixels is as legible, without cursor and scrollbar', async () => {
    const { page } = await visit('/wall/first', { width: 3840, height: 2160 })
    expect(await rootSize(page)).toBe('32px')
    expect(await page.evaluate(() => getComputedStyle(document.body).cursor)).toBe('none')
    expect(await scrolls(page)).toEqual({ across: false, down: false })
  })

  test('[SCR2] a phone has one column, its scenes under the thumb, and nothing beside the page', async () => {
    const { page } = await visit('/desk/first', { width: 390, height: 844 })
    expect(await rootSize(page)).toBe('16px')
    expect((await scrolls(page)).across).toBe(false)
    await page.locator('.tabs .tab', { hasText: '第二' }).click()
    await page.locator('.figure', { hasText: '138' }).waitFor()
    const lefts = await page
      .locator('section.panel')
      .evaluateAll(all => all.map(each => each.getBoundingClientRect().left))
    expect(new Set(lefts).size).toBe(1)
  })
})

describe('a desk', () => {
  test('[ASK1] a number explains itself: what it counts, from where, and the records behind it', async () => {
    const { page } = await visit('/desk/first', { width: 1440, height: 900 })
    await page.locator('.figure', { hasText: '412' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('今日案件的口径').waitFor()
    expect(await drawer.locator('.explain-value').textContent()).toContain('412件')
    expect(await drawer.textContent()).toContain('未结 = 是')
    expect(await drawer.locator('.explain-feed').textContent()).toContain('案件系统')
    expect(await drawer.locator('tbody tr').count()).toBe(20)
    await drawer.getByRole('button', { name: '下一页' }).click()
    await drawer.getByText('案件 21', { exact: true }).waitFor()
    await drawer.getByRole('searchbox').fill('案件 45')
    await drawer.getByText('案件 45', { exact: true }).waitFor()
    expect(await drawer.locator('tbody tr').count()).toBe(1)
  })

  test('[ASK2] by keyboard: Enter asks, Escape goes back to the number', async () => {
    const { page } = await visit('/desk/first', { width: 1440, height: 900 })
    const figure = page.locator('.figure', { hasText: '412' })
    await figure.focus()
    expect(await figure.evaluate(each => getComputedStyle(each).outlineStyle)).toBe('solid')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('今日案件的口径').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await figure.evaluate(each => each === document.activeElement)).toBe(true)
  })

  test('[ASK3] a number nobody can explain says why', async () => {
    const { page } = await visit('/desk/first', { width: 1440, height: 900 })
    await page.route('**/api/explain*', route => route.fulfill({ status: 503, body: '{}' }))
    await page.locator('.figure', { hasText: '412' }).click()
    await page.getByRole('alert').getByText('服务器正忙,或数字正在重算').waitFor()
    await page.unroute('**/api/explain*')
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByRole('dialog').getByText('今日案件的口径').waitFor()
  })

  test('[FRM5] another language, high contrast and no motion are a touch away, and are kept', async () => {
    const { page } = await visit('/desk/first', { width: 1440, height: 900 })
    await page.getByRole('button', { name: '设置' }).click()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Liaoyang City Operations Centre' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.getByRole('button', { name: 'High contrast' }).click()
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(0, 0, 0)')
    await page.reload()
    await page.getByRole('heading', { name: 'Liaoyang City Operations Centre' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset['contrast'])).toBe('high')
  })

  test('[SCN5] an address of a scene or a place that is no more leads to what there is', async () => {
    const { page } = await visit('/desk/gone/999999', { width: 1440, height: 900 })
    await page.locator('.scene[aria-current]', { hasText: '第一' }).waitFor()
    expect(await page.locator('.figure').first().textContent()).toBe('412件')
  })

  test('[PAN8] a panel is named for screen readers, and the navigation comes before the panels', async () => {
    const { page } = await visit('/desk/first', { width: 1440, height: 900 })
    await page.getByRole('region', { name: '今日案件' }).waitFor()
    const order = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a[href], button, [tabindex="0"]')].map(
        each => each.className.split(' ')[0],
      ),
    )
    expect(order.indexOf('scene')).toBeLessThan(order.indexOf('figure'))
    expect(order).toContain('figure')
    expect(await page.getByRole('main').getAttribute('aria-label')).toBe('第一')
    await page.getByRole('button', { name: '设置' }).click()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('main', { name: 'First' }).waitFor()
  })
})

describe('another version', () => {
  test('[FRM3] a wall loads it once all of it can be had, and not before', async () => {
    const { page } = await visit('/wall/first', { clock: true })
    let complete = false
    let loads = 0
    page.on('framenavigated', () => loads++)
    await page.route('**/version.json', route => route.fulfill({ json: { version: 'another' } }))
    await page.route('**/assets/index-*.js', route =>
      complete ? route.continue() : route.fulfill({ status: 404 }),
    )
    const looked = page.waitForResponse('**/assets/index-*.js')
    await page.clock.runFor(61_000)
    expect((await looked).status()).toBe(404)
    expect(loads).toBe(0)
    complete = true
    const loaded = page.waitForEvent('framenavigated')
    await page.clock.runFor(61_000)
    await loaded
  })
})

import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { Variant } from '../../client/map/framing.ts'
import { areas, mosaic, settingFor } from '../../client/map/liaoyang.fixture.ts'
import { cellKey, feedKey } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'
import { launchChromium } from '../chromium.ts'
import { reportAt } from './screen-city.ts'
import { stageOf } from './stage.ts'

const browser = await launchChromium()
afterAll(() => browser.close())

const stage = stageOf(browser)
const visit = (width: number, path = '/desk/first') => stage.open(path, { width, height: 1000 })

/** A row such as a widget may write at any time. */
const writeRow = (page: Page) =>
  page
    .locator('.panel-body')
    .first()
    .evaluate(body => {
      body.insertAdjacentHTML('beforeend', '<li data-record="r" class="late-row">r</li>')
      body.insertAdjacentHTML('beforeend', '<li class="asked-row"><b data-cell="c">1</b></li>')
    })

test('[SCR10] the tab key reaches whatever can be asked, also what is written later', async () => {
  const page = await visit(1440)
  await writeRow(page)
  await page.locator('.late-row[tabindex="0"]').waitFor()
  const unreached = await page
    .locator('[data-cell], [data-place], [data-record]')
    .evaluateAll(all => all.filter(each => !each.hasAttribute('tabindex')).length)
  expect(unreached).toBe(0)
  expect(await page.locator('[data-cell][tabindex="0"]').count()).toBeGreaterThan(1)
})

test('[SCR11] under a thumb rows, scenes and settings are 44 px high', async () => {
  for (const width of [390, 800]) {
    const page = await visit(width)
    await writeRow(page)
    const targets = page.locator('.late-row, .asked-row, .tab, .scene, .settings-open')
    await page.locator('.settings-open').waitFor()
    const heights = await targets.evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
    expect(heights.length).toBeGreaterThan(4)
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
    await page.context().close()
  }
})

test('[CHA4] a chart is a table too: for screen readers, in its place where wanted, and on a wall not at all', async () => {
  const rowsOf = (page: Page) =>
    page
      .getByRole('table')
      .getByRole('row')
      .evaluateAll(rows => rows.map(row => [...row.children].map(cell => cell.textContent)))
  const desk = await visit(1440, '/desk/second')
  const chart = desk.getByRole('img', { name: '各时诉求' })
  await desk.getByRole('table', { name: '各时诉求' }).waitFor({ state: 'attached' })
  expect(await chart.isVisible()).toBe(true)
  const told = await rowsOf(desk)
  expect(told.slice(0, 2)).toEqual([
    ['时间', '数量', '近 30 日常态'],
    ['01:00', '7', '—'],
  ])
  expect(told.at(-1)).toEqual(['10:00', '60', '—'])
  await desk.getByRole('button', { name: '设置' }).click()
  await desk.getByRole('button', { name: '图表以表格显示' }).click()
  await desk.getByRole('table', { name: '各时诉求' }).getByText('10:00').waitFor()
  expect(await chart.isVisible()).toBe(false)
  expect(await rowsOf(desk)).toEqual(told)
  const wall = await visit(1920, '/wall/second')
  await wall.getByRole('img', { name: '各时诉求' }).waitFor()
  expect(await wall.getByRole('table').count()).toBe(0)
})

test('[FRM11] on a phone what the header says of the feeds wraps beside the mark of pretend data', async () => {
  const page = await visit(250)
  await page.locator('.truth .part', { hasText: '断源' }).waitFor()
  const boxes = (selector: string) =>
    page
      .locator(selector)
      .evaluateAll(all => all.map(each => each.getBoundingClientRect().toJSON() as DOMRect))
  const [mark] = await boxes('.phone-row > .simulated-mark')
  const parts = await boxes('.truth .part')
  expect(parts.length).toBeGreaterThan(1)
  expect(new Set(parts.map(({ top }) => Math.round(top))).size).toBeGreaterThan(1)
  for (const { right } of parts) expect(right).toBeLessThanOrEqual(mark!.left)
})

test('[SCR15] a phone can keep it among its programs: what says so is taken, and its pictures are what it says of them', async () => {
  const page = await visit(390)
  const browser = await page.context().newCDPSession(page)
  const { errors, data } = await browser.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { icons, shortcuts } = JSON.parse(data ?? '{}') as {
    readonly icons: readonly { readonly src: string; readonly sizes: string }[]
    readonly shortcuts: readonly { readonly url: string }[]
  }
  const sizes = await page.evaluate(
    all =>
      Promise.all(
        all.map(async ({ src }) => {
          const picture = new Image()
          picture.src = src
          await picture.decode()
          return src.endsWith('.svg') ? 'any' : `${picture.naturalWidth}x${picture.naturalHeight}`
        }),
      ),
    icons,
  )
  expect(sizes).toEqual(icons.map(icon => icon.sizes))
  expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']))
  for (const { url } of shortcuts)
    expect((await page.request.get(new URL(url, page.url()).href)).status()).toBe(200)
})

test('[EXV10] a long press asks for the number beneath it and enters nothing; on the page itself it asks nothing', async () => {
  const page = await stage.open('/desk/first', { width: 1440, height: 900 }, fresh => fresh.clock.install())
  const drawer = page.getByRole('dialog')
  await page.locator('[data-cell][tabindex="0"]').first().waitFor()
  // As the bar of the page sends it.
  const onPage = (name: string) =>
    page.evaluate(
      said => document.documentElement.dispatchEvent(new PointerEvent(said, { bubbles: true })),
      name,
    )
  await onPage('pointerdown')
  await page.clock.runFor(600)
  expect(await drawer.count()).toBe(0)
  await onPage('pointerup')
  const cell = await page.locator('.figure', { hasText: '412' }).getAttribute('data-cell')
  await page.evaluate(asked => {
    const row = document.createElement('p')
    row.dataset['place'] = '211002'
    row.style.cssText = 'position: fixed; z-index: 5; top: 300px; left: 40px; background: black'
    row.innerHTML = '<i class="late-name">白塔区</i> <b>412</b>'
    row.lastElementChild?.setAttribute('data-cell', asked ?? '')
    document.body.append(row)
  }, cell)
  await page.locator('.late-name').hover()
  await page.mouse.down()
  await page.clock.runFor(600)
  await drawer.getByText('今日案件的口径').waitFor()
  await page.mouse.up()
  expect(page.url()).not.toContain('211002')
  // A short one does enter.
  await page.keyboard.press('Escape')
  await page.locator('.late-name').click()
  await page.waitForURL('**/desk/first/211002')
})

const TOWN = '211002016'
const SEAT = areas.seatOf(TOWN)!.id

/** Where the column of the town's seat stands on a map, on the screen: its foot is on the ground, whatever its height. */
async function tapSeat(page: Page, variant: Variant, focus: string | null): Promise<void> {
  const map = page.locator(`[data-panel="${variant}"] .city-map`)
  const { width, height } = (await map.boundingBox())!
  const { camera } = settingFor({ stage: { width, height, unit: 1 }, variant, focus })
  const [x, y] = camera.toScreen(mosaic.cells.find(({ node }) => node.id === SEAT)!.middle)
  await map.click({ position: { x, y } })
}

/** The cell that the page asks an explanation of, once `tap` is done; the page is as before then. */
async function askedBy(page: Page, tap: () => Promise<void>): Promise<string | null> {
  const asked = page.waitForRequest('**/api/explain?*')
  await tap()
  await page.getByRole('dialog').getByText('今日案件的口径').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return new URL((await asked).url()).searchParams.get('cell')
}

test('[CTW11] [WDG24] a tap on a column enters its town, and there, raised or flat, explains the number; so does one on a bar', async () => {
  const page = await stage.open('/desk/second', { width: 1100, height: 1000 })
  // The camera does not travel then, and the raised map stays raised.
  await page.evaluate(() => (document.documentElement.dataset['motion'] = 'off'))
  stage.server.set({ [cellKey('cases', SEAT, [])]: 30, [cellKey('cases', TOWN, [])]: 30 })
  await page.locator('[data-panel="rank"] .figure', { hasText: '30' }).waitFor()
  await tapSeat(page, 'raised', null)
  for (const variant of ['raised', 'flat'])
    await page.locator(`[data-panel="${variant}"] [role=listbox][aria-label^="文圣街道"]`).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/desk/second/${TOWN}`)
  expect(await askedBy(page, () => tapSeat(page, 'raised', TOWN))).toBe(cellKey('cases', SEAT, []))
  expect(await askedBy(page, () => tapSeat(page, 'flat', TOWN))).toBe(cellKey('cases', TOWN, []))
  const bar = page.locator('[data-panel="rank"] .bullet')
  expect(await askedBy(page, () => bar.click())).toBe(cellKey('cases', TOWN, []))
})

interface Stop {
  readonly where: 'frame' | 'panel' | 'elsewhere'
  readonly name: string
  /** Pixels of the ring around it. */
  readonly ring: number
}

/** Where the tab key has led to; null: back to the page itself. */
const stopAt = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (at === null || at === document.body) return null
    const { outlineStyle, outlineWidth } = getComputedStyle(at)
    const where = at.closest('.frame-area') ? 'frame' : at.closest('[data-panel]') ? 'panel' : 'elsewhere'
    const name = at.getAttribute('aria-label') ?? at.textContent.trim()
    return { where, name, ring: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth) }
  })

/** Everything that the tab key reaches, in its order. */
async function stopsOf(page: Page): Promise<readonly Stop[]> {
  const stops: Stop[] = []
  while (stops.length < 60) {
    await page.keyboard.press('Tab')
    const stop = await stopAt(page)
    if (stop === null) break
    stops.push(stop)
  }
  return stops
}

/** From now on what is called out to who only hears. */
const hearing = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    for (const region of document.querySelectorAll('[aria-live], [role=status], [role=alert]'))
      new MutationObserver(() => heard.push(region.textContent)).observe(region, {
        subtree: true,
        childList: true,
        characterData: true,
      })
  })
const heardBy = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { heard: string[] }).heard)

test('[SCR16] [SCR17] [FRM15] at 200 per cent a desk scrolls down only, what the tab key reaches has a name and a ring, and numbers are not called out', async () => {
  const page = await stage.open('/desk/second', { width: 720, height: 450 }, fresh => fresh.clock.install())
  stage.server.set({ [feedKey('hotline')]: reportAt(stage.server.now + 600_000) as unknown as Value })
  await page.locator('.truth', { hasText: '2/2' }).waitFor()
  const { across, beyond } = await page.evaluate(() => ({
    across: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    beyond: [...document.querySelectorAll('[data-panel]')].filter(
      panel => panel.getBoundingClientRect().right > innerWidth,
    ).length,
  }))
  expect([across, beyond]).toEqual([0, 0])

  await hearing(page)
  for (const n of [31, 32, 33, 34]) {
    stage.server.set({ [cellKey('cases', TOWN, [])]: n })
    await page.locator('[data-panel="rank"] .figure', { hasText: String(n) }).waitFor()
    await page.clock.runFor(1_000)
  }
  expect(await heardBy(page)).toEqual([])
  stage.server.set({ [feedKey('hotline')]: reportAt(stage.server.now - 600_000) as unknown as Value })
  await expect.poll(() => heardBy(page)).toEqual(['数据源 1 / 2 正常,延迟 0,断源 1'])

  const stops = await stopsOf(page)
  expect(stops.filter(({ name }) => name === '')).toEqual([])
  expect(stops.filter(({ ring }) => ring < 2)).toEqual([])
  const order = stops.map(({ where }) => where)
  expect(order).toEqual([...order].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)))
  expect(new Set(order)).toEqual(new Set(['frame', 'panel']))
})
const ORDER: readonly Stop['where'][] = ['frame', 'panel', 'elsewhere']

test('[SCR1] a wide wall that is seen from farther away is larger by its setting, and has no scrollbar', async () => {
  const page = await stage.open('/wall/overview?k=1.2', { width: 5760, height: 1080 })
  const seen = await page.evaluate(() => {
    const { scrollWidth, scrollHeight, dataset } = document.documentElement
    const bottoms = [...document.querySelectorAll('[data-panel]')].map(
      panel => panel.getBoundingClientRect().bottom,
    )
    const { fontSize } = getComputedStyle(document.documentElement)
    return {
      fontSize,
      layout: dataset['layout'],
      across: scrollWidth,
      down: scrollHeight,
      panels: bottoms.length,
      lowest: Math.max(...bottoms),
    }
  })
  expect(seen).toMatchObject({ fontSize: '19.2px', layout: 'wall-32', across: 5760, down: 1080 })
  expect(seen.panels).toBeGreaterThan(8)
  expect(seen.lowest).toBeLessThanOrEqual(1080)
})

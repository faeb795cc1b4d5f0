import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createPage } from '../scripts/client-build/page.fixture.ts'
import { ROOT } from '../scripts/command.ts'
import { launchChromium } from './chromium.ts'

/** A map of 辽阳 on a page of its own; `map` on its window changes it and looks at it. */
const PROGRAM = `
import '${ROOT}/client/theme/tokens.css'
import '${ROOT}/client/fonts/fonts.css'
import { createApp, h, shallowReactive } from 'vue'
import CityMap from '${ROOT}/client/map/CityMap.vue'
import { viewFor } from '${ROOT}/client/map/framing.ts'
import { cameraOf } from '${ROOT}/client/map/camera.ts'
import { mosaicOf } from '${ROOT}/client/map/mosaic.ts'
import { tilted } from '${ROOT}/client/map/projection.ts'
import { paletteFrom } from '${ROOT}/client/map/palette.ts'
import { raisedPicture } from '${ROOT}/client/map/raised.ts'
import { propertiesOf } from '${ROOT}/client/theme/tokens.ts'
import { compileAreas } from '${ROOT}/shared/areas/areas.ts'
import liaoyang from '${ROOT}/documents/areas/liaoyang.json'

let frames = 0
const ask = window.requestAnimationFrame.bind(window)
window.requestAnimationFrame = step => { frames += 1; return ask(step) }

const areas = compileAreas(liaoyang)
const held = areas.cells.map((_, n) => (n === 4 ? 60 : (n * 5) % 9))
const cells = () => new Map(areas.cells.map((cell, n) => [cell.id, held[n]]))
const districts = areas.districts.map(({ id }) => ({ id, count: 7, note: '办结 91%' }))
const props = shallowReactive({
  areas, cells: cells(), districts, variant: 'raised', unit: 0.6, measure: '今日事件数', still: true,
})
const events = []
const onPick = area => events.push(['pick', area])
const onHover = area => events.push(['hover', area])
const start = props.cells
const size = shallowReactive({ width: '760px', height: '420px' })
createApp({ render: () => h('div', { style: size }, h(CityMap, { ...props, onPick, onHover })) }).mount('#app')

const pixels = () => [...document.querySelectorAll('canvas')].map(canvas => canvas.toDataURL())
/** A page that has little of the processor draws late, and letters come when they come. */
async function pause() {
  for (let frame = 0; frame < 2; frame++) await new Promise(ask)
  await new Promise(done => setTimeout(done, 60))
  await document.fonts.ready
}
async function settled() {
  let before = []
  for (let alike = 0; alike < 2;) {
    await pause()
    const now = pixels()
    alike = now.length >= 3 && now.join() === before.join() ? alike + 1 : 0
    before = now
  }
  return before
}
/** On the screen: the top of the tallest column, the cell it stands on, and the middle of the first label. */
function places() {
  const mosaic = mosaicOf(areas)
  const stage = { width: 760, height: 420, unit: 0.6 }
  const camera = cameraOf(mosaic.side, tilted, viewFor(mosaic, tilted, stage, 'raised', true, null), stage)
  const figures = { cells: props.cells, districts, towns: new Map(), marks: [] }
  const palette = paletteFrom(propertiesOf(document.documentElement))
  const picture = raisedPicture({ plan: mosaic, camera, palette, focus: null, labels: true }, figures, null)
  const tallest = picture.columns.reduce((a, b) => (b.height > a.height ? b : a))
  const [x, y] = camera.toScreen(tallest.cell.middle)
  const { bounds } = picture.labels[0]
  const { left, top } = document.querySelector('.city-map').getBoundingClientRect()
  return {
    x: x + left, y: y + top - tallest.height, cell: tallest.cell.node.id,
    label: { x: left + (bounds.left + bounds.right) / 2, y: top + (bounds.top + bounds.bottom) / 2 },
  }
}
function count(from, to, each) {
  held.fill(each, from, to + 1)
  props.cells = cells()
}
function reset() {
  props.cells = new Map(start)
}
window.map = { props, size, events, settled, places, count, reset, frames: () => frames }
`

const page = createPage()
const folder = await page.build(PROGRAM)
const browser = await launchChromium('card')
afterAll(async () => {
  await browser.close()
  page.remove()
})

const ADDRESS = 'http://map.test'
const TYPES = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
  ['.woff2', 'font/woff2'],
])

const open = async () => {
  const tab = await browser.newPage({ viewport: { width: 800, height: 450 } })
  const complaints: string[] = []
  tab.on('pageerror', error => complaints.push(error.message))
  tab.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await tab.route(`${ADDRESS}/**`, async route => {
    const { pathname } = new URL(route.request().url())
    const name = pathname === '/' ? 'index.html' : pathname
    const body = await readFile(join(folder, name)).catch(() => null)
    const contentType = TYPES.get(extname(name)) ?? 'application/octet-stream'
    await route.fulfill(body === null ? { status: 404 } : { status: 200, contentType, body })
  })
  await tab.goto(`${ADDRESS}/`)
  await tab.waitForSelector('canvas')
  return { tab, complaints }
}
type Tab = Awaited<ReturnType<typeof open>>['tab']

/** Runs in the page, where `map` is. */
const run = <Result = unknown>(tab: Tab, code: string) => tab.evaluate<Result>(code)
/** The canvases from the lowest to the highest, when nothing changes any more: ground, lines, columns, labels. */
const settled = (tab: Tab) => run<string[]>(tab, 'map.settled()')
const alike = (before: readonly string[], after: readonly string[]) =>
  after.map((pixels, n) => pixels === before[n])

test('[HX27] at rest no frame is asked for, and a count leaves the ground and the labels alone', async () => {
  const { tab, complaints } = await open()
  await run(tab, 'map.props.still = false')
  const before = await settled(tab)
  const framesAtRest = async () => {
    await tab.waitForTimeout(600)
    const from = await run<number>(tab, 'map.frames()')
    await tab.waitForTimeout(300)
    return (await run<number>(tab, 'map.frames()')) - from
  }
  expect(await framesAtRest()).toBe(0)
  await run(tab, 'map.count(20, 20, 2)')
  expect(alike(before, await settled(tab))).toEqual([true, false, false, true])
  expect(await framesAtRest()).toBe(0)
  expect(complaints).toEqual([])
  await tab.close()
})

test.each(['raised', 'flat'])('[HX28] the %s picture does not depend on the way to it', async variant => {
  const { tab, complaints } = await open()
  await run(tab, `map.props.variant = '${variant}'`)
  const first = await settled(tab)
  expect(new Set(first).size).toBe(first.length)
  for (const change of [
    'map.count(0, 40, 12)',
    'map.count(10, 300, 0)',
    "map.props.focus = '211081'",
    "map.props.variant = map.props.variant === 'flat' ? 'raised' : 'flat'",
    "map.size.width = '500px'",
    'map.props.labels = false',
    "map.props.marks = [{ id: 'a', area: '211005101', kind: 'incident', text: '2 分 14 秒' }]",
  ]) {
    await run(tab, change)
    expect(await settled(tab), change).not.toEqual(first)
  }
  await run(
    tab,
    `Object.assign(map.props, { variant: '${variant}', focus: null, labels: true, marks: [] }); map.size.width = '760px'; map.reset()`,
  )
  expect(alike(first, await settled(tab))).toEqual(first.map(() => true))
  expect(complaints).toEqual([])
  await tab.close()
})

test('[HX29] a column, a label and the ground are pointed at and picked', async () => {
  const { tab } = await open()
  await settled(tab)
  const { x, y, cell, label } = await run<{
    x: number
    y: number
    cell: string
    label: { x: number; y: number }
  }>(tab, 'map.places()')
  await tab.mouse.move(x, y + 4)
  await tab.mouse.click(x, y + 4)
  await tab.mouse.click(label.x, label.y)
  await tab.mouse.move(2, 2)
  expect(await run(tab, 'map.events')).toEqual([
    ['hover', cell],
    ['pick', cell],
    ['hover', '211002'],
    ['pick', '211002'],
    ['hover', null],
  ])
  await tab.close()
})

test('[HX29] arrows choose, Enter picks, Escape goes one step out', async () => {
  const { tab } = await open()
  const plain = await settled(tab)
  const list = tab.getByRole('listbox')
  await list.focus()
  await tab.keyboard.press('ArrowRight')
  await tab.keyboard.press('ArrowDown')
  const chosen = await tab.getByRole('option', { selected: true }).getAttribute('id')
  expect(await list.getAttribute('aria-activedescendant')).toBe(chosen)
  expect(await settled(tab)).not.toEqual(plain)
  await tab.keyboard.press('Enter')
  await run(tab, "map.props.focus = '211081101'")
  await tab.keyboard.press('Escape')
  const [pick, back] = await run<[string, string][]>(tab, 'map.events')
  expect(chosen!.endsWith(pick![1])).toBe(true)
  expect(back).toEqual(['pick', '211081'])
  await tab.close()
})

test('[HX30] the picture is a named list of areas, and a table says the same', async () => {
  const { tab } = await open()
  await settled(tab)
  const list = tab.getByRole('listbox')
  expect(await list.getAttribute('aria-label')).toContain('辽阳市示意图,今日事件数。白塔区 7 办结 91% 正常')
  expect(await tab.getByRole('option').allInnerTexts()).toContain('弓长岭区 7 办结 91% 正常')
  expect(await tab.getByRole('row').count()).toBe(8)
  const notice = tab.getByText('六边形示意,非行政界线')
  expect(await notice.isVisible()).toBe(true)
  for (const form of ['legend: false', 'legend: true, table: true', "table: false, variant: 'flat'"]) {
    await run(tab, `Object.assign(map.props, { ${form} })`)
    expect(await notice.isVisible(), form).toBe(true)
  }
  expect(await tab.getByRole('row').count()).toBe(51)
  await run(tab, 'map.props.table = true')
  expect(await list.isVisible()).toBe(false)
  await tab.getByRole('button', { name: '文圣街道' }).click()
  expect(await run(tab, 'map.events')).toEqual([['pick', '211002016']])
  await tab.close()
})

test('[HX31] high contrast draws the map again, and back again the same', async () => {
  const { tab } = await open()
  const wall = await settled(tab)
  await run(tab, "document.documentElement.dataset.contrast = 'high'")
  const high = await settled(tab)
  expect(alike(wall, high)).toEqual([false, false, false, false])
  await run(tab, 'delete document.documentElement.dataset.contrast')
  // Where there is little of the processor the ground comes after the rest, later than a picture stands still otherwise.
  await expect
    .poll(async () => alike(wall, await settled(tab)), { timeout: 20_000 })
    .toEqual([true, true, true, true])
  await tab.close()
})

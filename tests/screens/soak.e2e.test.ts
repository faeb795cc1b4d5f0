import type { CDPSession, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { cellKey, documentKey } from '../../shared/model/cell.ts'
import { launchChromium } from '../chromium.ts'
import type { Value } from '../../shared/model/value.ts'
import { CITY, screenCity } from './screen-city.ts'
import { stageOf } from './stage.ts'
import { LONG } from '../../scripts/check/long-form.ts'

const browser = await launchChromium()
afterAll(() => browser.close())
const stage = stageOf(browser)

/** Rounds through all scenes. */
const ROUNDS = LONG ? 300 : 2
const CHANGE_MS = 250
/** A digit that rolled is plain text again. */
const ROLLED_MS = 1_500
/** The shortest there is. */
const DWELL_S = 5
const { scenes } = screenCity
/** A wall of five scenes of 40 s each goes round as often. */
const ROUNDS_A_DAY = 432

interface Holding {
  readonly nodes: number
  readonly listeners: number
  readonly heap: number
}

/** What the page still holds when nothing moves any more, and all that nobody needs was thrown away. */
async function holdingOf(page: Page, cdp: CDPSession): Promise<Holding> {
  await page.waitForFunction(() => document.getAnimations().length === 0)
  await page.waitForTimeout(ROLLED_MS)
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const of = (name: string) => metrics.find(metric => metric.name === name)?.value ?? NaN
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') }
}

/** By how much a number grows from one to the next, by least squares. */
function slopeOf(numbers: readonly number[]): number {
  const middle = (numbers.length - 1) / 2
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length
  const over = numbers.reduce((sum, each, i) => sum + (i - middle) * (each - mean), 0)
  return over / numbers.reduce((sum, _each, i) => sum + (i - middle) ** 2, 0)
}

/** Through every scene once, while numbers change all the time. */
async function goRound(page: Page): Promise<void> {
  let value = 0
  const change = setInterval(() => {
    value = (value + 7) % 1000
    stage.server.set({ [cellKey('cases', CITY, [])]: value, [cellKey('open', CITY, [])]: 2 * value })
  }, CHANGE_MS)
  try {
    for (const { title } of [...scenes.slice(1), scenes[0]!])
      await page.waitForFunction(zh => document.title.startsWith(zh), title.zh, { polling: 100 })
  } finally {
    clearInterval(change)
  }
}

test('[SCR14] (F-45) however often a wall goes round, it holds no more than after the first time', async () => {
  for (const scene of scenes)
    stage.server.set({ [documentKey('scene', scene.id)]: { ...scene, dwell: DWELL_S } as unknown as Value })
  const page = await stage.open('/wall', { width: 1920, height: 1080 })
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable')
  const held: Holding[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    await goRound(page)
    held.push(await holdingOf(page, cdp))
  }
  // What is made once is made in the first round.
  const [first, ...later] = held.slice(1)
  for (const { nodes, listeners } of later) {
    expect(nodes).toBeLessThanOrEqual(first!.nodes * 1.05)
    expect(listeners).toBeLessThanOrEqual(first!.listeners * 1.05)
  }
  expect(Math.max(...later.map(({ heap }) => heap))).toBeLessThan(first!.heap * 1.1)
  if (!LONG) return
  // In the beginning the browser compiles what runs often; that ends.
  const settled = held.slice(held.length / 2).map(({ heap }) => heap)
  expect(slopeOf(settled) * ROUNDS_A_DAY, 'bytes a day').toBeLessThan(1e6)
})

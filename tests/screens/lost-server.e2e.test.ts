import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { HOUR } from '../../shared/calendar/civil.ts'
import { cellKey } from '../../shared/model/cell.ts'
import { launchChromium } from '../chromium.ts'
import { CITY } from './screen-city.ts'
import { stageOf } from './stage.ts'

const browser = await launchChromium()
afterAll(() => browser.close())

const CASES = cellKey('cases', CITY, [])
const CALLS = cellKey('calls', CITY, [])
const HALL = { width: 1920, height: 1080 }
/** Of each scene of the stage. */
const DWELL_MS = 5_000

const stage = stageOf(browser)

/** What the page is answered over the sockets that it opens from now on. */
function answersTo(page: Page): readonly unknown[] {
  const answers: unknown[] = []
  page.on('websocket', socket =>
    socket.on('framereceived', ({ payload }) => {
      const [, message] = /^42(\["answer".*)$/s.exec(String(payload)) ?? []
      if (message !== undefined) answers.push(JSON.parse(message))
    }),
  )
  return answers
}

test('[SCN2] [SYNC14] without its server it keeps its last picture and says 离线; with it, it goes on from there by itself', async () => {
  const page = await stage.open('/wall/first', HALL)
  const answers = answersTo(page)
  await stage.server.stop()
  await page.locator('.past-mark', { hasText: '离线 自 10:24' }).waitFor()
  expect(await page.locator('.figure').allTextContents()).toEqual(['412件', '836件'])
  const cases = page.locator('section.panel', { has: page.locator('h2', { hasText: '今日案件' }) })
  expect(await cases.getAttribute('class')).toContain('offline')
  stage.server.set({ [CASES]: 500 })
  await stage.server.start()
  await page.locator('.figure', { hasText: '500' }).waitFor()
  await page.locator('.past-mark').waitFor({ state: 'detached' })
  const [[, , epoch, , from, , cells]] = answers as [readonly unknown[]]
  expect([epoch, cells]).toEqual(['e2', expect.arrayContaining([CASES, 500])])
  expect(from).toBeGreaterThan(0)
  expect(cells).not.toContain(CALLS)
})

test('[STO3] without its server a scene that was left before is as old as its own last word', async () => {
  const page = await stage.open('/desk/first', HALL)
  await page.locator('.scene', { hasText: '第二' }).click()
  await page.locator('.figure', { hasText: '138' }).waitFor()
  stage.server.pass(2 * HOUR)
  await page.locator('.city-clock', { hasText: '12:2' }).waitFor()
  await stage.server.stop()
  await page.locator('.past-mark', { hasText: '离线 自 12:2' }).waitFor()
  await page.locator('.scene', { hasText: '第一' }).click()
  await page.locator('.past-mark', { hasText: '离线 自 10:2' }).waitFor()
  await stage.server.start()
  await page.locator('.past-mark').waitFor({ state: 'detached' })
  expect(await page.locator('.scene[aria-current]').textContent()).toContain('第一')
})

test('[STO3] a round stays where its server left it', async () => {
  const page = await stage.open('/wall', HALL)
  await page.locator('.scene[aria-current]', { hasText: '第二' }).waitFor()
  await stage.server.stop()
  await page.locator('.past-mark', { hasText: '离线' }).waitFor()
  await page.waitForTimeout(DWELL_MS + 1_000)
  expect(await page.locator('.scene[aria-current]').textContent()).toContain('第二')
})

test('[SCN2] a restored backup is another history: what it lacks is gone from the wall', async () => {
  const page = await stage.open('/wall/first', HALL)
  await stage.server.stop()
  stage.server.forgetHistory()
  stage.server.set({ [CASES]: 7 })
  await stage.server.start()
  await page.locator('.figure', { hasText: '7件' }).waitFor()
  await page.locator('.past-mark').waitFor({ state: 'detached' })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../scripts/command.ts'
import { cellKey } from '../../shared/model/cell.ts'
import { CITY } from '../screens/screen-city.ts'
import { ScreenServer } from '../screens/screen-server.ts'
import { isOldChromiumHere, launchOldChromium } from './old-chromium.ts'
import { coloursOf, openOld } from './old-page.ts'
import { rulesIn, unknownOf } from './old-styles.ts'

const CASES = cellKey('cases', CITY, [])

/** For other makes of browser: beside it stands what Chromium has for it (::-webkit-scrollbar). */
const SAID_TWICE = ['scrollbar-width:none']

/** What draws on the scene of one chart, and on the one of the map. */
const CHART = '.plot canvas'
const MAP = '.city-map canvas'

describe.runIf(isOldChromiumHere)('in browsers of their years', async () => {
  const [old, older] = [await launchOldChromium(90), await launchOldChromium(83)]
  const server = new ScreenServer()
  beforeAll(() => server.start())
  afterAll(async () => {
    await Promise.all([old.close(), older.close()])
    await server.stop()
  })

  test.each([
    ['/wall', 1920, 1080],
    ['/desk', 1440, 900],
    ['/desk', 390, 844],
  ])('[OLD1] %s of %i × %i', async (mode, width, height) => {
    const chart = await openOld(old, `${server.url}${mode}/second`, width, height)
    expect(old.version()).toMatch(/^90\./)
    await chart.sees('.figure', '138件')
    await chart.sees(CHART)
    await expect.poll(() => coloursOf(chart.page, CHART)).toEqual([expect.toSatisfy(count => count > 10)])
    expect(chart.complaints).toEqual([])
    await chart.page.context().close()
    const map = await openOld(old, `${server.url}${mode}/overview`, width, height)
    await map.sees('.figure')
    await map.sees(MAP)
    await expect.poll(async () => Math.max(...(await coloursOf(map.page, MAP)))).toBeGreaterThan(50)
    expect(map.complaints).toEqual([])
    await map.page.context().close()
  })

  test('[OLD2] a change arrives, a lost server is found again, and a number explains itself', async () => {
    const { page, sees, misses, click } = await openOld(old, `${server.url}/desk/first`, 1440, 900)
    await sees('.figure', '412件')
    server.set({ [CASES]: 413 })
    await sees('.figure', '413件')
    await server.stop()
    await sees('.past-mark', '离线')
    server.set({ [CASES]: 500 })
    await server.start()
    await sees('.figure', '500件')
    await misses('.past-mark')
    await click('.figure', '500')
    await sees('[role=dialog] .explain-value', '500件')
    await sees('[role=dialog]', '今日案件的口径')
    await page.context().close()
  })

  test('[OLD3] Chromium 90 knows every selector and declaration of the built styles', async () => {
    const assets = join(ROOT, 'dist/client/assets')
    const styles = readdirSync(assets).filter(name => name.endsWith('.css'))
    const rules = styles.flatMap(name => rulesIn(readFileSync(join(assets, name), 'utf8')))
    expect(rules.length).toBeGreaterThan(300)
    const { page } = await openOld(old, `${server.url}/favicon.svg`, 800, 600)
    expect(await page.evaluate(unknownOf, rules)).toEqual(SAID_TWICE)
    const strange = rulesIn('li:has(a){color:red}b{color:oklch(1 0 0);text-wrap:balance}')
    expect(await page.evaluate(unknownOf, strange)).toEqual([
      'li:has(a)',
      'color:oklch(1 0 0)',
      'text-wrap:balance',
    ])
    await page.context().close()
  })

  test('[OLD4] an older one gets a plain page that says what it lacks', async () => {
    const { page, complaints, sees } = await openOld(older, `${server.url}/wall`, 1920, 1080)
    await sees('h1', '浏览器版本过低')
    const text = await page.evaluate(() => document.body.innerText)
    expect(text).toContain('需要 Chromium 90 或更新的浏览器;本机为 Chromium 83')
    expect(text).toContain('Liaowang needs Chromium 90 or newer; this is Chromium 83.')
    for (const lack of ['??=', 'inset', ':is()', 'overflow: clip']) expect(text).toContain(lack)
    const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(asked.filter(name => name.includes('/api/'))).toEqual([])
    expect(await page.evaluate(() => document.getElementById('app'))).toBeNull()
    // Its own policy is what stops the modules.
    for (const each of complaints) expect(each).toMatch(/^Refused to load the script .*"script-src 'none'"/)
    expect(complaints.length).toBeGreaterThan(0)
    expect((await page.screenshot()).length).toBeGreaterThan(10_000)
    await page.context().close()
  })
})

import { afterAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { agree } from './agreeing.ts'
import { openWall } from './browsing.ts'
import { caughtUp } from './first-start.ts'
import { listen } from './listener.ts'
import { startNightlyCity } from './nightly-city.ts'
import { fallOf, neverFailed, throughSilence } from './panel-life.ts'

const browser = await launchChromium()
afterAll(() => browser.close())

/** Three days of silence and the night after are 96 s at the greatest speed of a clock. */
const LASTS = { timeout: 300_000 }

test('[TRU2] [TRU3] by the files of the nights', LASTS, async ({ onTestFinished }) => {
  const nights = await startNightlyCity()
  const ear = listen(nights.address, 'city/211000@internal', nights.cookie)
  onTestFinished(async () => {
    ear.close()
    await nights.stop()
  })
  await caughtUp(ear)
  const page = await openWall(browser, `${nights.address}/desk/city`, nights.cookie)
  const lives = await throughSilence(page, ['六阶段', '高发社区'], ['民政'], async on => nights.silence(on))
  for (const title of ['六阶段', '高发社区'])
    expect(fallOf(lives[title]!), title).toEqual(['live', 'late', 'failed'])
  expect(lives['民政']).toSatisfy(neverFailed)
  const all = nights.expected.length
  await agree(page, { figures: all, exact: all }, { ...nights, listener: ear })
  await page.close()
})

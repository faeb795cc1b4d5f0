import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KeyRing } from '../../server/secrets/key-ring.ts'
import { openSigningKey, SIGNING_TABLES } from '../../server/signing/signing-key.ts'
import { openTrust } from '../../server/trust/database.ts'
import type { Fields } from '../../shared/model/value.ts'
import { launchChromium } from '../chromium.ts'
import { screenCity } from './screen-city.ts'
import { ScreenServer } from './screen-server.ts'
import { signedCells } from './signed-cells.ts'

const folder = mkdtempSync(join(tmpdir(), 'liaowang-signed-wall-'))
const server = new ScreenServer()
let browser: Browser

beforeAll(async () => {
  await server.start()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
})

test('[PRV1] (T-WALL-03) a wall keeps the scene that its city signed when it is told another, says so, and takes a signed one at once', async () => {
  const trust = openTrust(':memory:', [SIGNING_TABLES])
  const key = openSigningKey(trust, new KeyRing(join(folder, 'keys')), 0)
  server.signedBy = key.publicKey
  server.set(signedCells(screenCity.cells, key))
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  const faults: string[] = []
  page.on('pageerror', error => faults.push(String(error)))
  await page.goto(`${server.url}/wall/overview`)
  await page.locator('.scene-panels').waitFor()
  const KEY = 'doc:scene/overview'
  const scene = screenCity.cells[KEY] as Fields
  const titled = (zh: string): Fields => ({ ...scene, title: { zh, en: 'Shown' } })
  const isTitled = (title: string) => expect.poll(() => page.title(), { timeout: 20_000 }).toContain(title)
  const before = (scene['title'] as Fields)['zh'] as string
  await isTitled(before)
  const mark = page.locator('.unproven')
  expect(await mark.count()).toBe(0)

  server.set({ [KEY]: titled('不实的标题') })
  await mark.waitFor()
  expect(await mark.innerText()).toBe('1 个场景验签未通过,沿用原版')
  await isTitled(before)
  expect(await page.locator('.scene-panels').count()).toBe(1)
  expect(await page.locator('body').innerText()).not.toContain('不实的标题')

  server.set(signedCells({ [KEY]: titled('演示总览') }, key))
  await isTitled('演示总览')
  await mark.waitFor({ state: 'detached' })
  // One that comes on anew has no earlier one, and draws none that is not signed.
  server.set({ [KEY]: titled('不实的标题') })
  await page.reload()
  await mark.waitFor()
  expect(await page.title()).not.toContain('不实的标题')
  expect(faults).toEqual([])
  trust.close()
})

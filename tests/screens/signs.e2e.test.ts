import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { cellKey, documentKey, SCENES_KEY } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'
import { launchChromium } from '../chromium.ts'
import { CITY, screenCity } from './screen-city.ts'
import { stageOf } from './stage.ts'

const browser = await launchChromium()
afterAll(() => browser.close())

const stage = stageOf(browser)

const makeOverdue = (kind: string, n: number) =>
  stage.server.set({ [cellKey('matters.overdue', CITY, [kind])]: n })

const sceneIn = (page: Page, title: string) => page.getByRole('link', { name: title }).first()
const signIn = (page: Page, title: string, state: string) =>
  sceneIn(page, title).locator(`.scene-sign[data-state="${state}"]`)

const states = (page: Page, title: string) =>
  sceneIn(page, title)
    .locator('.scene-sign')
    .evaluateAll(signs => signs.map(sign => (sign as HTMLElement).dataset['state']))

test.each([
  ['/wall/first', 1920, 1080],
  ['/desk/first', 1440, 900],
  ['/desk/first', 390, 844],
])(
  '[FRM2] on %s at %i × %i a source that falls silent turns one sign of its scene, and a matter that comes to be overdue the other',
  async (path, width, height) => {
    const page = await stage.open(path, { width, height })
    // What the second scene leans on reports every three seconds, and has not since the morning.
    await signIn(page, '第二', 'failed').waitFor()
    expect(await states(page, '第二')).toEqual(['failed', 'calm'])
    expect(await states(page, '第一')).toEqual(['live', 'calm'])
    makeOverdue('case', 2)
    await signIn(page, '第一', 'overdue').waitFor()
    expect(await states(page, '第一')).toEqual(['live', 'overdue'])
    expect(await states(page, '第二')).toEqual(['failed', 'calm'])
    expect(await signIn(page, '第二', 'failed').getAttribute('aria-label')).toBe('数据断源')
    expect(await signIn(page, '第一', 'overdue').textContent()).toBe('超')
    makeOverdue('case', 0)
    await signIn(page, '第一', 'calm').waitFor({ state: 'attached' })
  },
)

test('[FRM14] on a phone what unfolds the other scenes has the worst of their signs', async () => {
  const hidden = { ...screenCity.scenes[2], id: 'hidden', order: 4, title: { zh: '第四', en: 'Fourth' } }
  const page = await stage.open('/desk/first', { width: 390, height: 844 })
  stage.server.set({
    [SCENES_KEY]: {
      ...(screenCity.cells[SCENES_KEY] as { readonly [scene: string]: Value }),
      hidden: { kinds: ['call'], clocks: ['call'] },
    },
    [documentKey('scene', hidden.id)]: JSON.parse(JSON.stringify(hidden)) as Value,
  })
  makeOverdue('call', 1)
  const more = page.getByRole('button', { name: '更多' })
  await more.locator('[data-state="overdue"]').waitFor()
  await more.locator('[data-state="failed"]').waitFor()
  const words = await more.locator('.scene-sign').evaluateAll(all => all.map(each => each.ariaLabel))
  expect(words).toEqual(['数据断源', '有超时'])
})

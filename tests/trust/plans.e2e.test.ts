import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { isInHand, PAIRS } from './in-hand.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { DEPARTMENT, openPressCity } from './press-city.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let leader: Asking
let officer: Asking
const faults: string[] = []

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity()])
  const house = await houseOf(city.url, city.setUpToken())
  leader = await house.person('planner-1', 'leader')
  officer = await house.person('planner-2', 'officer', { departments: [DEPARTMENT] })
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Asking, more = {}) => pageAs(browser, `${city.url}/work/plans`, who, { faults, ...more })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const line = (page: Page, item: string) => page.locator('.plan-stages li', { hasText: item })
const says = (page: Page, item: string, word: string) => line(page, item).filter({ hasText: word }).waitFor()

async function changes(page: Page, act: string, fill: () => Promise<unknown>, why: string): Promise<void> {
  await button(page, act).click()
  await fill()
  await page.locator('textarea').fill(why)
  await isInHand(page)
  await button(page, `确认${act}`).click()
}

const WALKS = [
  {
    ...PAIRS[0],
    butler: '分管家',
    scope: '供暖',
    pauses: '专家论证会后恢复',
    ends: '论证通过',
    barrier: '高压线迁移',
  },
  {
    ...PAIRS[1],
    butler: '总管家',
    scope: '全程',
    pauses: '复核后恢复',
    ends: '复核通过',
    barrier: '古树移植',
  },
]

test.each(WALKS)(
  '[PLNC6] (LYX-08, LYX-09) a leader changes a plan on a $first, a department stops its clock on a $second; each sees the other',
  async ({ one, other, butler, scope, pauses, ends, barrier }) => {
    const leading = await open(leader, one)
    await leading.locator('.work-table button', { hasText: '演示新材料二期' }).waitFor()
    await isInHand(leading)
    await leading.locator('.work-table button', { hasText: '演示新材料二期' }).click()
    await says(leading, '质量监督手续', '超')
    await changes(
      leading,
      '指定管家',
      async () => {
        await leading.getByLabel('管家岗位').fill(butler)
        await leading.getByLabel('负责范围').fill(scope)
        await leading.getByLabel('所在单位').fill('演示热力公司')
      },
      '按会商意见',
    )
    await leading.locator('.plan-butlers', { hasText: `${butler} 负责${scope} 演示热力公司` }).waitFor()

    const page = await open(officer, other)
    await page.locator('.work-table button', { hasText: '演示新材料二期' }).click()
    await page.locator('.plan-butlers', { hasText: butler }).waitFor()
    const choose = (item: string) => page.locator('form').getByLabel('事项').selectOption({ label: item })
    await changes(
      page,
      '暂停计时',
      async () => {
        await choose('安全监督手续')
        await page.getByLabel('专家评审').check()
      },
      pauses,
    )
    await says(page, '安全监督手续', '本平台调整')
    // What the department did comes to the leader by itself.
    await leading.locator('.history', { hasText: pauses }).waitFor()
    await says(leading, '安全监督手续', '本平台调整')
    expect(await line(page, '产业政策审查').textContent()).not.toContain('本平台调整')
    await changes(page, '恢复计时', () => choose('安全监督手续'), ends)
    await page.locator('.history', { hasText: ends }).waitFor()
    await changes(
      page,
      '登记外部障碍',
      async () => {
        await choose('质量监督手续')
        await page.locator('form').getByLabel('障碍').fill(barrier)
      },
      '已函告责任单位',
    )
    await says(leading, '质量监督手续', barrier)
    await isInHand(leading)
    await isInHand(page)
    await Promise.all([leading.context().close(), page.context().close()])
    expect(faults).toEqual([])
  },
)

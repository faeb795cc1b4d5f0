import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
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
  await button(page, `确认${act}`).click()
}

test('[PLNC6] (LYX-08, LYX-09) a leader changes a plan on a phone, a department stops its clock on a desk; each sees the other', async () => {
  const phone = await open(leader, { width: 390, height: 844 })
  await phone.locator('.work-table button', { hasText: '演示新材料二期' }).click()
  await says(phone, '质量监督手续', '超')
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await changes(
    phone,
    '指定管家',
    async () => {
      await phone.getByLabel('管家岗位').fill('分管家')
      await phone.getByLabel('负责范围').fill('供暖')
      await phone.getByLabel('所在单位').fill('演示热力公司')
    },
    '按会商意见',
  )
  await phone.locator('.plan-butlers', { hasText: '分管家 负责供暖 演示热力公司' }).waitFor()
  const heights = await phone
    .locator('.acts .btn:visible')
    .evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)

  const desk = await open(officer)
  await desk.locator('.work-table button', { hasText: '演示新材料二期' }).click()
  await desk.locator('.plan-butlers', { hasText: '分管家' }).waitFor()
  await changes(
    desk,
    '暂停计时',
    async () => {
      await desk.locator('form').getByLabel('事项').selectOption({ label: '安全监督手续' })
      await desk.getByLabel('专家评审').check()
    },
    '专家论证会后恢复',
  )
  await says(desk, '安全监督手续', '本平台调整')
  // What the department did comes to the leader by itself.
  await says(phone, '安全监督手续', '本平台调整')
  await phone.locator('.history', { hasText: '专家论证会后恢复' }).waitFor()
  expect(await line(desk, '产业政策审查').textContent()).not.toContain('本平台调整')
  await changes(
    desk,
    '恢复计时',
    () => desk.locator('form').getByLabel('事项').selectOption({ label: '安全监督手续' }),
    '论证通过',
  )
  await desk.locator('.history', { hasText: '论证通过' }).waitFor()
  await changes(
    desk,
    '登记外部障碍',
    async () => {
      await desk.locator('form').getByLabel('事项').selectOption({ label: '质量监督手续' })
      await desk.locator('form').getByLabel('障碍').fill('高压线迁移')
    },
    '已函告电力',
  )
  await says(phone, '质量监督手续', '障碍:高压线迁移')
  await Promise.all([phone.context().close(), desk.context().close()])
  expect(faults).toEqual([])
})

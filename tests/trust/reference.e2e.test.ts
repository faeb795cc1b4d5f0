import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balanced } from '../../server/intake/intake.ts'
import { launchChromium } from '../chromium.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'
import { openWorks, workOf } from './works-upstream.ts'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let works: Awaited<ReturnType<typeof openWorks>>
let operator: Asking
let leader: Asking
const faults: string[] = []

beforeAll(async () => {
  works = await openWorks()
  ;[browser, city] = await Promise.all([
    launchChromium(),
    openPressCity([], { feeds: [works.document], announced: [works.announced] }),
  ])
  const house = await houseOf(city.url, city.setUpToken())
  operator = await house.person('operator-1', 'operator')
  leader = await house.person('leader-1', 'leader')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
  works.close()
})

const as = (who: Asking, path: string, more = {}) =>
  pageAs(browser, city.url + path, who, { faults, ...more })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const counts = () => city.countsOf('urban-works')
const partOf = (n: number) => city.thing(`urban/W${n}`)?.parts['main']

/** On the page of the document that was changed; and back. */
async function published(page: Page, back: string): Promise<void> {
  await button(page, '发布').click()
  // What it was for stands there already.
  expect(await page.getByLabel('变更说明').inputValue()).not.toBe('')
  await button(page, '确认发布').click()
  await page.getByText('第 1 版已生效。').or(page.getByText('第 2 版已生效。')).waitFor()
  await page.goto(city.url + back)
}

test('[RFP3] [RFP1] a code that nobody knows is seen, assigned, published, and its records are in', async () => {
  works.state.rows = [1, 2, 3].map(n =>
    workOf(n, n === 1 ? {} : { work_type: '综合管廊', note: '电话 13800000000' }),
  )
  const page = await as(operator, '/console/codes')
  const row = page.locator('tr[data-code="综合管廊"]')
  await row.getByText('城建工程 · 类型').waitFor()
  await row.getByText('其中 2 条在隔离区或已弃').waitFor()
  expect(counts()).toMatchObject({ accepted: 1, quarantined: 2 })
  await button(page, '样例').click()
  await page.locator('.reference-example', { hasText: '演示工程2' }).waitFor()
  expect(await page.locator('.reference-example').innerText()).not.toContain('13800000000')
  expect(await button(page, '记入草稿').isDisabled()).toBe(true)
  await row.getByLabel('对应到').selectOption('drain')
  await button(page, '记入草稿').click()
  await row.getByText('有未发布的草稿').waitFor()
  expect(counts().quarantined).toBe(2)
  await page.getByRole('link', { name: '去发布' }).click()
  await published(page, '/console/codes')
  await expect.poll(() => counts().quarantined, { timeout: 10_000 }).toBe(0)
  await page.getByText('没有未映射的代码').waitFor()
  expect([partOf(2)?.fields['type'], partOf(3)?.fields['type']]).toEqual(['drain', 'drain'])
  expect(balanced(counts())).toBe(true)
  await page.context().close()
  expect(faults).toEqual([])
})

test('[RFP3] [INT38] (A13) what was taken with a code that nobody knew is right once the code is published, though its upstream tells nothing more', async () => {
  works.state.rows = [workOf(7, { phase: '封顶' })]
  await expect.poll(() => partOf(7)?.fields['stage'], { timeout: 10_000 }).toBe('unmapped:封顶')
  expect(partOf(7)?.flags).toEqual(['unmapped'])
  works.state.rows = []
  const before = counts()
  const page = await as(operator, '/console/codes')
  const row = page.locator('tr[data-code="封顶"]')
  await row.getByLabel('对应到').selectOption('主体结构')
  await button(page, '记入草稿').click()
  await page.getByRole('link', { name: '去发布' }).click()
  await published(page, '/console/codes')
  await expect.poll(() => partOf(7)?.fields['stage'], { timeout: 10_000 }).toBe('主体结构')
  expect(partOf(7)).toMatchObject({ flags: [], conflict: false })
  expect(counts()).toEqual(before)
  await page.context().close()
  expect(faults).toEqual([])
})

test('[RFP3] [EDT18] a place and a department that are called otherwise are named, and what comes is read by it', async () => {
  works.state.rows = [workOf(4, { town: '老文圣', unit_name: '市建委' })]
  const page = await as(operator, '/console/aliases')
  const row = page.locator('tr[data-place="老文圣"]')
  await row.getByText('白塔区').waitFor()
  expect(partOf(4)).toMatchObject({ area: '211002', flags: ['areaInferred'] })
  await page.locator('tr[data-alias="前杜村"]', { hasText: '文件夹' }).waitFor()
  await row.getByRole('button', { name: '指定…' }).click()
  await page.getByLabel('指哪个区划').fill('文圣街道')
  await button(page, '记入草稿').click()
  await page.getByText('从列表中选一个区划。').waitFor()
  await page.getByLabel('指哪个区划').fill('白塔区 文圣街道 211002016')
  await button(page, '记入草稿').click()
  await page.getByRole('link', { name: '去发布' }).waitFor()
  // The other name of the department goes into the same draft.
  await page.goto(`${city.url}/console/organisation`)
  const department = page.locator('tr[data-department="市建委"]')
  await page.getByLabel('搜索').fill('市建')
  await department.getByRole('button', { name: '记为另一叫法…' }).click()
  await page.getByLabel('指哪个部门').fill('市住建局')
  await button(page, '记入草稿').click()
  await page.getByRole('link', { name: '去发布' }).click()
  const named = page.locator('.name-row[data-name="老文圣"]')
  await named.getByLabel('所指区划的代码').fill('211002999')
  await named.getByText('211002999 不是现行区划的代码').waitFor()
  await named.getByLabel('所指区划的代码').fill('211002016')
  await published(page, '/console/aliases')
  await page.locator('tr[data-alias="老文圣"]', { hasText: '文圣街道' }).waitFor()
  await page.locator('tr[data-alias="市建委"]', { hasText: '市住建局' }).waitFor()
  await expect.poll(() => page.locator('tr[data-place]').count()).toBe(0)
  // What the upstream tells again is read by it as well.
  works.state.rows = [4, 5].map(n => workOf(n, { town: '老文圣', unit_name: '市建委' }))
  await expect.poll(() => partOf(5)?.area, { timeout: 10_000 }).toBe('211002016')
  for (const n of [4, 5]) {
    const { area, fields, flags } = partOf(n)!
    expect([area, fields['department'], flags]).toEqual(['211002016', '市住建局', []])
  }
  await page.goto(`${city.url}/console/areas`)
  await page.getByLabel('搜索').fill('老文圣')
  await page.locator('tr[data-area="211002016"]', { hasText: '老文圣' }).waitFor()
  await page.goto(`${city.url}/console/organisation`)
  await page.locator('tr[data-department="市住建局"]', { hasText: '市建委' }).waitFor()
  expect(await page.locator('tr[data-department="市建委"]').count()).toBe(0)
  await page.context().close()
  expect(faults).toEqual([])
})

test('[RFP4] a leader sees none of it, and no page is wider than a phone', async () => {
  works.state.rows = [workOf(6, { work_type: '海绵城市', town: '新文圣' })]
  for (const name of ['codes', 'aliases', 'areas', 'organisation']) {
    const phone = await as(operator, `/console/${name}`, { width: 390, height: 844 })
    await phone.locator('.reference-table').first().waitFor()
    expect([name, await phone.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 390])
    await phone.context().close()
  }
  const denied = await as(leader, '/console/areas')
  await denied.getByText('此页不属于您的岗位').waitFor()
  await denied.context().close()
  expect(faults).toEqual([])
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { legalEntity } from '../../shared/kinds/legal-entity/kind.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import { teaSession } from '../../shared/kinds/tea-session/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PHONE } from './in-hand.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

const CREDIT = '91219999MA0AAAAA1A'
const PROJECT = '2611-211004-04-01-000011'
const AT = instant('2026-11-20 14:00')

const factOf = (kind: Kind, id: string, fields: Fields): RecordFact => {
  const { conflict: _conflict, ...part } = partWith(fields, { area: '211004001', at: AT, event: AT })
  return { ...part, type: 'record', kind: kind.id, id, part: 'main' }
}
const FACTS = [
  factOf(legalEntity, `registry/${CREDIT}`, {
    ...{
      code: CREDIT,
      name: '演示实业甲',
      formerNames: ['演示企业甲'],
      type: 'enterprise',
      status: 'active',
    },
  }),
  factOf(project, `gcproj/${PROJECT}`, {
    ...{
      investCode: PROJECT,
      name: '演示新材料二期',
      owner: '演示甲集团',
      ownerCode: CREDIT,
      stages: STAGES,
    },
    items: [
      { ...item('6-1', 6, ran('2026-11-02 09:00', null)), department: '市住建局', name: '质量监督手续' },
      { ...item('6-2', 6, ran('2026-11-20 09:00', null)), department: '市住建局', name: '安全监督手续' },
    ],
  }),
  factOf(teaSession, 'enterprise/第198场', {
    ...{ number: '第198场', theme: '冬季用能', startsAt: AT, enterprises: ['演示企业甲'], departments: [] },
  }),
]

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let viewer: Asking
let elsewhere: Asking
const faults: string[] = []

beforeAll(async () => {
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity(FACTS)])
  const house = await houseOf(city.url, city.setUpToken())
  viewer = await house.person('viewer-1', 'viewer')
  elsewhere = await house.person('viewer-2', 'viewer', { areas: ['211002'] })
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Asking, path: string, size = DESK) =>
  pageAs(browser, city.url + path, who, { faults, ...size })
const heading = (page: Page, name: string) => page.locator('.entity-head h2', { hasText: name }).waitFor()
const group = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })
const titled = (page: Page, kind: string, title: string) =>
  group(page, kind).locator('summary b', { hasText: title }).waitFor()
const record = (page: Page) => page.locator('.records-links a')

/** From a number of the scene to a record behind it, and from there to what is known of its project. */
async function walk(page: Page, cell: string): Promise<void> {
  await page.locator(`.figure[data-cell="${cell}"]:visible`).first().click()
  await record(page).filter({ hasText: '项目' }).click()
  await heading(page, '演示新材料二期')
}

test('[ENTC4] [ENTC1] [ENTC3] (IOC-02) on a desk a number of the libraries leads to its record, the project, and its enterprise', async () => {
  const page = await open(viewer, '/desk/libraries')
  await walk(page, 'library.economy.records.kind|211000|project|')
  const items = group(page, '建设项目 · 审批事项')
  await items.getByText('超时 1').waitFor()
  expect(await items.locator('summary b').allInnerTexts()).toEqual(['质量监督手续', '安全监督手续'])
  await group(page, '建设项目').locator('summary').click()
  await page.locator('.entity-links a', { hasText: '企业' }).click()
  await heading(page, '演示实业甲')
  await page.getByText('又名 演示企业甲').waitFor()
  await titled(page, '建设项目', '演示新材料二期')
  const tea = group(page, '亲清下午茶')
  await tea.getByText('按名称归集').waitFor()
  await page.locator('.entity-about-it a').first().click()
  await titled(page, '法人', '演示实业甲')
  await page.context().close()
})

test('[ENTC4] on a phone the same, within the screen and for a thumb; what is searched for is found', async () => {
  const page = await open(viewer, '/desk/libraries', PHONE)
  await walk(page, 'library.economy.records|211000||')
  await isInHand(page)
  await page.getByRole('searchbox').fill('企业甲')
  await page.getByRole('button', { name: '查询' }).click()
  await page.locator('.entity-hits a', { hasText: '演示实业甲' }).click()
  await heading(page, '演示实业甲')
  await group(page, '建设项目').locator('summary').click()
  await isInHand(page)
  await page.context().close()
})

test('[ENTT3] (T-RBAC-01) who answers for another part of the city finds nothing and is told that there is nothing', async () => {
  const page = await open(elsewhere, `/work/entities/enterprise/${CREDIT}`)
  await page.getByText('没有找到。').waitFor()
  await page.getByRole('searchbox').fill('演示')
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByText('没有查到。').waitFor()
  expect(await page.content()).not.toContain('演示实业甲')
  await page.context().close()
  expect(faults).toEqual([])
})

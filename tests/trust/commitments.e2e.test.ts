import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { creditRecord } from '../../shared/kinds/credit-record/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PHONE } from './in-hand.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

const POLICE = '市公安局'
const TOWN = '211004001'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let officer: Asking
let leader: Asking
const faults: string[] = []

/** As the register tells of it; its check was due on the Friday before. */
function commitmentFact(number: string, enterprise: string): RecordFact {
  const made = instant('2026-10-26 10:00')
  const { conflict: _conflict, ...part } = partWith(
    {
      ...{ number, code: '91350100M000100Y43', enterprise, type: 'commitment', department: POLICE },
      ...{ item: '旅馆业特种行业许可证核发', checkDueAt: instant('2026-11-21') - 1 },
    },
    { area: TOWN, at: made, event: made },
  )
  return { ...part, type: 'record', kind: creditRecord.id, id: `registry/${number}`, part: 'main' }
}

const WALKS = [
  { name: 'phone', size: PHONE, number: 'XY1', enterprise: '演示企业HW007' },
  { name: 'desk', size: DESK, number: 'XY2', enterprise: '演示企业HW012' },
]

beforeAll(async () => {
  const facts = WALKS.map(({ number, enterprise }) => commitmentFact(number, enterprise))
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity(facts)])
  const house = await houseOf(city.url, city.setUpToken())
  officer = await house.person('officer-1', 'officer', { departments: [POLICE] })
  leader = await house.person('leader-1', 'leader', { areas: ['211004'] })
})
afterAll(async () => {
  await browser.close()
  await city.stop()
})

const open = (who: Asking, path: string, size: typeof DESK) =>
  pageAs(browser, city.url + path, who, { faults, ...size })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const stands = (page: Page, state: string) => page.locator('.matter-head b', { hasText: state }).waitFor()

async function says(page: Page, act: string, text: string) {
  await page.locator('.step-form textarea').fill(text)
  await isInHand(page)
  await button(page, `确认${act}`).click()
}

test.each(WALKS)(
  '[CMTC7] [CMTC6] (IOC-20, DOMAIN 2.3-9) on a $name: checked, to be mended, not kept, held to be 失信, mended, restored',
  async ({ size, enterprise }) => {
    const [page, desk] = [
      await open(officer, '/work/commitments', size),
      await open(leader, '/work/commitments', size),
    ]
    await page.locator('.work-tabs [role=tab]', { hasText: '超时' }).click()
    await page.locator('.work-table tr', { hasText: enterprise }).getByRole('button').click()
    await stands(page, '待核查')
    await button(page, '登记核查').click()
    await page.getByLabel('限期整改').check()
    await page.getByLabel('整改期限').fill('2026-12-04')
    await says(page, '登记核查', '客房未装消防门')
    await stands(page, '限期整改')

    await desk.locator('.work-tabs [role=tab]', { hasText: '待办' }).click()
    await desk.locator('.work-table tr', { hasText: enterprise }).getByRole('button').click()
    await stands(desk, '限期整改')
    expect(await desk.locator('.commitment .acts button').count()).toBe(0)

    await button(page, '登记复核').click()
    await page.getByLabel('不符', { exact: true }).check()
    await says(page, '登记复核', '仍未安装')
    await stands(page, '待认定')
    // A person decides, and hears of it by itself.
    await stands(desk, '待认定')
    await button(desk, '认定').click()
    await desk.getByText('由领导决定是否失信').waitFor()
    await desk.getByLabel('认定失信', { exact: true }).check()
    await says(desk, '认定', '逾期未整改')
    await stands(desk, '失信')
    expect(await desk.locator('.commitment-flag').innerText()).toBe('失信')

    await stands(page, '失信')
    await button(page, '整改到位').click()
    await says(page, '整改到位', '消防门已装并验收')
    await stands(page, '待恢复')
    await stands(desk, '待恢复')
    await button(desk, '恢复信用').click()
    await says(desk, '恢复信用', '已现场复验')
    await stands(desk, '已恢复')
    await stands(page, '已恢复')
    expect(await page.locator('.commitment-flag').count()).toBe(0)
    expect(await page.locator('.history li').count()).toBe(6)
    await isInHand(page)
    await Promise.all([page.context().close(), desk.context().close()])
    expect(faults).toEqual([])
  },
)

test('[CMTC7] (T-WALL-01) a wall fetches none of it', async () => {
  const wall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage()
  const fetched: string[] = []
  wall.on('request', request => fetched.push(request.url()))
  await wall.goto(`${city.url}/wall/libraries`)
  await wall.locator('.code span').first().waitFor()
  expect(fetched.filter(url => /Commitment|StepForm|people-page/.test(url))).toEqual([])
  await wall.context().close()
})

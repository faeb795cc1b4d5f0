import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { creditRecord } from '../../shared/kinds/credit-record/kind.ts'
import { ledgerEntry } from '../../shared/kinds/ledger-entry/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import { launchChromium } from '../chromium.ts'
import { DESK, isInHand, PHONE } from './in-hand.ts'
import { houseOf, pageAs, type Asking } from './people.ts'
import { openPressCity } from './press-city.ts'

const POLICE = '市公安局'
const BUSINESS = '市营商局'
const TOWN = '211004001'

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let officer: Asking
let leader: Asking
let butler: Asking
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

/** As a workbook tells of it: an enterprise called, and its butler has not come yet. */
function callFact(number: string, party: string): RecordFact {
  const began = instant('2026-11-16 10:00')
  const { conflict: _conflict, ...part } = partWith(
    {
      ...{ ledger: '政企直通车', theme: 'enterprise', number, title: '用工对接', state: 'going' },
      ...{ party, department: BUSINESS, category: '管家服务' },
    },
    { area: TOWN, at: began, event: began },
  )
  return { ...part, type: 'record', kind: ledgerEntry.id, id: `ledgers/${number}`, part: 'main' }
}

const WALKS = [
  { name: 'phone', size: PHONE, number: 'XY1', enterprise: '演示企业HW007', call: 'ZT1' },
  { name: 'desk', size: DESK, number: 'XY2', enterprise: '演示企业HW012', call: 'ZT2' },
]

beforeAll(async () => {
  const facts = WALKS.flatMap(({ number, enterprise, call }) => [
    commitmentFact(number, enterprise),
    callFact(call, enterprise),
  ])
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity(facts)])
  const house = await houseOf(city.url, city.setUpToken())
  officer = await house.person('officer-1', 'officer', { departments: [POLICE] })
  leader = await house.person('leader-1', 'leader', { areas: ['211004'] })
  butler = await house.person('officer-2', 'officer', { departments: [BUSINESS] })
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

test.each(WALKS)(
  '[LDGC6] (PRV-02, HW-07) on a $name: a call to a butler taken up, noted, answered, the firm’s word, struck off by a leader',
  async ({ size, enterprise }) => {
    const [page, other] = [
      await open(butler, '/work/ledgers', size),
      await open(leader, '/work/ledgers', size === PHONE ? DESK : PHONE),
    ]
    await page.locator('.work-tabs [role=tab]', { hasText: '待我办' }).click()
    await page.locator('.work-table tr', { hasText: enterprise }).getByRole('button').click()
    await stands(page, '待接办')
    expect(await page.locator('.stop-rail li').allInnerTexts()).toHaveLength(4)
    await isInHand(page)
    await button(page, '接办').click()
    await isInHand(page)
    await button(page, '确认接办').click()
    await stands(page, '办理中')

    await other.locator('.work-tabs [role=tab]', { hasText: '在办' }).click()
    await other.getByRole('combobox').first().selectOption('政企直通车')
    await other.locator('.work-table tr', { hasText: enterprise }).getByRole('button').click()
    await stands(other, '办理中')
    expect(await other.locator('.ledger .acts button').count()).toBe(0)

    await button(page, '记录').click()
    await says(page, '记录', '已约人社局与企业见面')
    await page.locator('.history li', { hasText: '已约人社局' }).waitFor()
    await button(page, '办结').click()
    await says(page, '办结', '招聘专场已办,录用 12 人')
    await stands(page, '待确认')
    await button(page, '确认').click()
    await says(page, '确认', '企业表示满意')
    // A leader strikes it off, and hears of it by himself.
    await stands(other, '待销号')
    await isInHand(other)
    await button(other, '销号').click()
    await says(other, '销号', '同意')
    await stands(other, '已销号')
    await stands(page, '已销号')
    expect(await page.locator('.history li').count()).toBe(6)
    expect(await page.locator('.ledger-result').first().innerText()).toContain('录用 12 人')
    await isInHand(page)
    await Promise.all([page.context().close(), other.context().close()])
    expect(faults).toEqual([])
  },
)

test('[CMTC7] (T-WALL-01) a wall fetches none of it', async () => {
  const wall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage()
  const fetched: string[] = []
  wall.on('request', request => fetched.push(request.url()))
  await wall.goto(`${city.url}/wall/libraries`)
  await wall.locator('.code span').first().waitFor()
  expect(fetched.filter(url => /Commitment|Ledger|StepForm|people-page/.test(url))).toEqual([])
  await wall.context().close()
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectors } from '../../server/connectors/registry.ts'
import { eventually } from '../../server/connectors/feed-for-tests.ts'
import { createAside } from '../../server/intake/aside.ts'
import { isOwnForm } from '../../server/publications/feed-faults.ts'
import { launchChromium } from '../chromium.ts'
import { rowsWith } from '../services.ts'
import { houseOf, pageAs, type Asking, type House } from './people.ts'
import { openPressCity } from './press-city.ts'
import {
  button,
  describeFeed,
  fill,
  mapEvents,
  publish,
  secretOf,
  section,
  takeSample,
  type,
} from './upstreams/at-console.ts'
import { told, type Typed, type Upstream, type Walk } from './upstreams/upstream.ts'
import { WALKS } from './upstreams/walks.ts'

const SECRET = 'demo-walk-secret'
const walks = await rowsWith('a feed for each connector', WALKS)

let browser: Browser
let city: Awaited<ReturnType<typeof openPressCity>>
let house: House
let operator: Asking
const upstreams = new Map<string, Upstream>()
const laid = mkdtempSync(join(tmpdir(), 'liaowang-laid-'))
const faults: string[] = []

beforeAll(async () => {
  const surroundings = { folder: laid, city: () => city.url, now: () => city.now(), secret: SECRET }
  for (const walk of walks) upstreams.set(walk.id, await walk.open(surroundings))
  const announced = [...upstreams.values()].flatMap(({ place }) => (place === null ? [] : [place]))
  ;[browser, city] = await Promise.all([launchChromium(), openPressCity([], { announced, laid })])
  house = await houseOf(city.url, city.setUpToken())
  operator = await house.person('operator-1', 'operator')
})
afterAll(async () => {
  await browser.close()
  await city.stop()
  for (const upstream of upstreams.values()) await upstream.close()
  rmSync(laid, { recursive: true, force: true })
})

/** Much of a walk is waiting, but not so much that more of them would be over sooner. */
const inLane = createAside(3)
/** Of the server's own: two may look at upstreams at a time. */
const look = createAside(2)
const upstreamOf = ({ id }: Walk) => upstreams.get(id) as Upstream
const as = (who: Asking, path: string, more = {}) =>
  pageAs(browser, city.url + path, who, { faults, ...more })
const rowOf = (id: string) => `tr[data-feed="${id}"]`
const accepted = (id: string, count: number) =>
  eventually(
    () => city.countsOf(id).accepted === count,
    () => [id, city.countsOf(id), city.reasonOf(id)],
    20_000,
  )

test('[OPR1] there is a walk for every connector that may be chosen', () => {
  const all = [...connectors.keys()].filter(connector => !isOwnForm({ connector }))
  expect([...new Set(WALKS.map(({ connector }) => connector))].sort()).toEqual(all.sort())
})

test.concurrent.each(walks.filter(({ secret }) => secret === null))(
  '[OPR1] a feed over $connector ($id) is made by its form: connected, looked at, mapped and in force',
  walk => inLane(() => makeFeed(walk)),
)

async function makeFeed(walk: Walk): Promise<void> {
  const { typed, tell } = upstreamOf(walk)
  await tell([told(walk.id, 1), told(walk.id, 2)])
  const page = await as(operator, '/console/documents/feed/new')
  await describeFeed(page, { ...walk, typed })
  await look(() => takeSample(page, 2))
  await page.locator('.feed-sides pre').first().getByText(told(walk.id, 1).number).first().waitFor()
  await mapEvents(page, walk.places)
  await publish(page, `接入 ${walk.id}`)
  await page.waitForURL(`**/console/documents/feed/${walk.id}`)
  await accepted(walk.id, 2)
  await page.context().close()
  expect(faults).toEqual([])
}

const isDialled = (walk: Walk): boolean => upstreamOf(walk).place !== null
const withSecret = walks.filter(({ secret }) => secret !== null)

test.concurrent.each(withSecret)(
  '[OPR2] [OPR6] a feed over $connector ($id) needs a secret: it is named, asked for, set by who may, and then the feed goes',
  walk => inLane(() => (isDialled(walk) ? sampleThenPublish(walk) : makeSecretFeed(walk))),
)

/** [OPR6] Looked at with its secret before anybody is told of it. */
async function sampleThenPublish(walk: Walk): Promise<void> {
  const { typed, tell, secret = SECRET } = upstreamOf(walk)
  await tell([told(walk.id, 1), told(walk.id, 2)])
  const page = await as(operator, '/console/documents/feed/new')
  await describeFeed(page, { ...walk, typed })
  await page.getByText('此名下还没有值:保存草稿,请系统管理员设置').waitFor()
  await button(page, '存草稿').click()
  await page.waitForURL(`**/console/documents/feed/${walk.id}`)
  await setSecret(secretOf(walk.id), secret, walk.id)
  await look(() => takeSample(page, 2))
  await page.locator('.feed-sides pre').first().getByText(told(walk.id, 1).number).first().waitFor()
  await pointElsewhere(page, walk)
  await mapEvents(page, walk.places)
  await publish(page, `接入 ${walk.id}`)
  await accepted(walk.id, 2)
  await page.context().close()
  expect(faults).toEqual([])
}

/** What was set for one address goes to no other, whoever saves what draft. */
async function pointElsewhere(page: Page, walk: Walk): Promise<void> {
  const { typed } = upstreamOf(walk)
  const [setting, there] = elsewhere(typed)
  await type(section(page, '连接'), setting, there)
  await button(page, '存草稿').click()
  await look(async () => {
    await button(page, '取样本').click()
    const refused = section(page, '实况样本').getByRole('alert')
    await refused.getByText(`密钥 ${secretOf(walk.id)} 是为`).waitFor()
  })
  const secrets = await as(house.sysadmin, '/admin/secrets')
  await secrets
    .locator('tr', { hasText: secretOf(walk.id) })
    .getByText('未为此地址设置')
    .waitFor()
  await secrets.context().close()
  const back = typed.find(([name]) => name === setting)
  if (back === undefined) throw new Error(`${walk.id} has no ${setting}`)
  await type(section(page, '连接'), ...back)
}
const elsewhere = (typed: Typed): Typed[number] =>
  typed.some(([setting]) => setting === 'url') ? ['url', 'http://127.0.0.1:9/events'] : ['port', '9']

async function makeSecretFeed(walk: Walk): Promise<void> {
  const { typed, tell, place } = upstreamOf(walk)
  const page = await as(operator, '/console/documents/feed/new')
  await describeFeed(page, { ...walk, typed })
  await page.getByText('此名下还没有值:保存草稿,请系统管理员设置').waitFor()
  await mapEvents(page, walk.places)
  await publish(page, `接入 ${walk.id}`)
  await page.waitForURL(`**/console/documents/feed/${walk.id}`)
  await eventually(() => city.reasonOf(walk.id).startsWith('setup'))
  const board = await as(operator, '/console/feeds')
  await board.locator(rowOf(walk.id)).getByText('接入配置有误。本平台:').waitFor()
  await board.context().close()
  await setSecret(secretOf(walk.id), SECRET)
  await eventually(() => city.reasonOf(walk.id) === '' || place === null)
  await tell([told(walk.id, 1), told(walk.id, 2)])
  await accepted(walk.id, 2)
  await look(() => takeSample(page, 2))
  await page.context().close()
  expect(faults).toEqual([])
}

/** As the system administrator does; nobody reads it again. */
async function setSecret(name: string, value: string, draft?: string): Promise<void> {
  const page = await as(house.sysadmin, '/admin/secrets')
  await page
    .locator('tr', { hasText: name })
    .getByRole('button', { name: /^(设置|更换)$/ })
    .click()
  const setFor = page.getByLabel('设给谁')
  if (draft !== undefined)
    expect(await setFor.locator(':checked').textContent()).toContain(`草稿 ${draft},发往`)
  else expect(await setFor.count()).toBe(0)
  await fill(page, `${name} 的值`, value)
  await page.locator('form').getByRole('button', { name: '设置', exact: true }).click()
  await page.getByText('已设置。值不再显示。').waitFor()
  // Of a key in several lines the second says the first of it.
  const [first = value, telling = first] = value.split('\n')
  expect(await page.content()).not.toContain(telling)
  if (draft !== undefined) await page.locator('tr', { hasText: name }).getByText('已为此地址设置').waitFor()
  await page.context().close()
}

test('[OPR1] [OPR3] all are live on the board with their counts; what breaks goes to the top with what happened and whose affair it is, and mended goes on by itself', async () => {
  const page = await as(operator, '/console/feeds', { height: 2000 })
  for (const walk of walks) {
    await page.locator(rowOf(walk.id)).getByText('正常').waitFor()
    await countsOn(page, walk, '接受 2 ')
  }
  for (const walk of walks) await upstreamOf(walk).breakOff()
  const silent = (walk: Walk) => upstreamOf(walk).typed.length === 0
  for (const walk of walks.filter(each => !silent(each)))
    await eventually(() => city.reasonOf(walk.id) !== '')
  await city.moveTo('2026-11-23 10:00')
  for (const walk of walks) {
    await page.locator(rowOf(walk.id)).getByText('断源').waitFor()
    await page.locator(rowOf(walk.id)).getByText(walk.said).waitFor()
  }
  const order = await page
    .locator('tr[data-feed]')
    .evaluateAll(all => all.map(each => each.getAttribute('data-feed')))
  expect(order.slice(0, walks.length).sort()).toEqual(walks.map(({ id }) => id).sort())
  for (const walk of walks) await upstreamOf(walk).comeBack([told(walk.id, 3)])
  for (const walk of walks) await accepted(walk.id, 3)
  for (const walk of walks) {
    await page.locator(rowOf(walk.id)).getByText('正常').waitFor()
    await countsOn(page, walk, '接受 3 ')
  }
  await page.context().close()
  expect(faults).toEqual([])
})

async function countsOn(page: Page, { id }: Walk, counts: string): Promise<void> {
  await page.locator(rowOf(id)).getByRole('button').click()
  await page.locator('.feed-part').getByText(counts, { exact: false }).waitFor()
  await page.locator('.feed-part').getByRole('button', { name: '收起' }).click()
}

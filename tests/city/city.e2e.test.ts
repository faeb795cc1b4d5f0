import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isOldChromiumHere, launchOldChromium } from '../browsers/old-chromium.ts'
import { openOld } from '../browsers/old-page.ts'
import { launchChromium } from '../chromium.ts'
import { agree, agreeOnPlaces, agreeOnRows, type Account } from './agreeing.ts'
import { openWall } from './browsing.ts'
import { drill } from './drilling.ts'
import { caughtUp, devicesHeard } from './first-start.ts'
import { expectShippedLetters } from './letters.ts'
import { listen, type Listener } from './listener.ts'
import { HOSTILE, openWatched, sendHostileOrders } from './hostile-texts.ts'
import { PAYLOADS, payloadsIn, turnHostile } from './hostile-wire.ts'
import { fallOf, neverFailed, throughSilence } from './panel-life.ts'
import { accountsOf, type Accounts } from './truth/everything.ts'
import type { Away, Listening } from './truth/heard.ts'
import { startWholeCity, until, type WholeCity } from './whole-city.ts'
import { inLanes } from '../../scripts/command.ts'
import { LONG, timeLimit } from '../../scripts/check/long-form.ts'

interface Silenced {
  readonly scene: string
  readonly panels: { readonly [upstream: string]: string }
  readonly others: readonly string[]
  readonly told: readonly string[]
  readonly least: number
}

const MORNING = '2026-11-24T10:24:00+08:00'
/** So many minutes of the city in a real one. */
const SPEED = 10
/** So many real minutes at most this lasts. */
const LASTS = 15
const MINUTES = 60_000

/** Upstreams of each way in, a panel that leans on it, panels of those that speak, and cells that go on while it is silent. */
const OVERVIEW: Silenced = {
  scene: 'overview',
  panels: { hotline: '12345 热线', iot: '运行保障' },
  others: ['城市管理案件'],
  told: ['hotline.received.today|211000||'],
  least: 24,
}
const PARTY: Silenced = {
  scene: 'party',
  panels: { party: '支部进网格' },
  others: ['党员结构', '组织覆盖'],
  told: ['party.whistle.today|211000||'],
  least: 42,
}
/** All of this scene is of one upstream: its queues are told every two minutes, its cases every ten, and no silence lasts so long here. */
const SERVICES: Silenced = {
  scene: 'services',
  panels: { govsvc: '六大专区' },
  others: [],
  told: ['service.accepted.today|211000||'],
  least: 18,
}
/** And of this one, all of it by the minute. */
const PROJECTS: Silenced = {
  scene: 'projects',
  panels: { gcproj: '八阶段审批灯' },
  others: [],
  told: [],
  least: 14,
}
/** Warnings are asked for every minute; in these hours none is issued, and nothing can be missed. */
const SAFETY: Silenced = {
  scene: 'safety',
  panels: { alert: '生效预警' },
  others: ['突发案件', '设备报警'],
  told: [],
  least: 18,
}
/** At once, since no two have an upstream in common; the shortest waits for another, so that fewer pages draw at a time. */
const LEGS: readonly (readonly Silenced[])[] = [[OVERVIEW], [SERVICES, PROJECTS], [PARTY, SAFETY]]

const browser = await launchChromium()
afterAll(() => browser.close())

let city: WholeCity
let listener: Listener
let accounts: Accounts
const DEVICES = 'iot'
const devicesAway: Away[] = []
beforeAll(async () => {
  city = await startWholeCity(`${MORNING}@${SPEED}`)
  listener = listen(city.address, 'overview/211000@internal')
  const begun = Date.parse(MORNING)
  const listening: Listening = {
    ...{ begun, until: begun + LASTS * SPEED * MINUTES, speed: SPEED, away: devicesAway },
    surelyFrom: await devicesHeard(listener, city.now),
  }
  accounts = accountsOf(listening)
  await caughtUp(listener)
}, timeLimit(300))
afterAll(async () => {
  listener.close()
  await city.stop()
})

const whole = (): Account => ({ expected: accounts.expected, listener, now: city.now })

/** Of each chart: how much of the height of its panel, or of its part of one, it draws on. */
const heightsOfCharts = (page: Page): Promise<number[]> =>
  page.locator('.plot').evaluateAll(plots =>
    plots.map(plot => {
      const drawn = plot.querySelector('canvas')?.clientHeight ?? 0
      return drawn / (plot.closest('[data-room], .panel-body')?.clientHeight ?? 1)
    }),
  )

/** Of each scene: so many figures at least, and so many charts. */
const SCENES = [
  ['overview', 34, 2],
  ['party', 42, 0],
  ['services', 20, 1],
  ['city', 48, 0],
  ['governance', 24, 9],
  ['economy', 60, 2],
  ['projects', 14, 0],
  ['safety', 27, 0],
  ['livelihood', 30, 2],
  ['enterprise', 8, 0],
  ['reform', 40, 0],
  ['libraries', 8, 0],
] as const

/** Which metric the map of a scene is of. */
const MAPS: ReadonlyMap<string, string> = new Map([
  ['city', 'case.received.today'],
  ['safety', 'grid.hazards.today'],
])

async function showsItsUpstreams(page: Page, least: number, charts: number): Promise<void> {
  await agree(page, { figures: least, exact: least / 3 }, whole())
  // Numbers come before charts, which wait for their letters.
  const drawn = async () => (await heightsOfCharts(page)).filter(height => height > 0.4)
  await until(
    async () => (await drawn()).length >= charts,
    () => `${charts} charts are drawn`,
    30,
  )
  const heights = await heightsOfCharts(page)
  expect(await drawn()).toHaveLength(charts)
  expect(heights).toHaveLength(charts)
}

describe('every scene', () => {
  test.each(SCENES)(
    '[TRU1] [TRU5] [TRU8] [TRU9] %s shows what its upstreams have',
    async (scene, least, charts) => {
      const page = await openWall(browser, `${city.address}/wall/${scene}`)
      await showsItsUpstreams(page, least, charts)
      await agreeOnPlaces(page, MAPS.get(scene), whole())
      const lists = accounts.listed.filter(listed => listed.scene === scene)
      for (const listed of lists) await agreeOnRows(page, listed, whole())
      await expectShippedLetters(page, scene)
      await page.close()
    },
  )

  test.runIf(isOldChromiumHere)(
    '[OLD5] in Chromium 90 they show the same; all of them in the long form',
    async ({ onTestFinished }) => {
      const old = await launchOldChromium(90)
      onTestFinished(() => old.close())
      for (const [scene, least, charts] of LONG ? SCENES : SCENES.slice(0, 1)) {
        const { page, complaints, sees } = await openOld(old, `${city.address}/wall/${scene}`, 1920, 1080)
        await sees('[data-cell]')
        await showsItsUpstreams(page, least, charts)
        expect(complaints, scene).toEqual([])
        await page.close()
      }
    },
  )
})

/** What walls of 16:9 have no room for is compared here, where the scene has much of it. */
const DESKS: readonly string[] = ['services', 'city', 'governance', 'projects']

/** Two pages at a time, which share the panels between them; in the long form each asks all of them. */
const HANDS = [
  [{ width: 1440, height: 900 }, LONG ? 'all' : 'odd'],
  [{ width: 390, height: 844 }, LONG ? 'all' : 'even'],
] as const

describe('every scene under a hand', () => {
  test.each(SCENES)(
    '[TRU1] [TRU7] %s: from its first numbers to the records behind them, on a desk and a phone, where more stands than on a wall',
    async (scene, least) => {
      const all = await Promise.all(
        HANDS.map(([size, turn]) =>
          drill(browser, `${city.address}/desk/${scene}`, size, turn, page =>
            DESKS.includes(scene) ? agree(page, { figures: least / 4, exact: 1 }, whole()) : null,
          ),
        ),
      )
      for (const { panel, number, rows, said } of all.flat())
        expect([panel, number, rows > 0 || said !== ''], scene).toEqual([panel, number, true])
      // A quiet day has scenes whose first panels count none.
      expect(all.flat().filter(({ rows }) => rows > 0).length, scene).toBeGreaterThan(0)
    },
  )
})

/** What devices say meanwhile is heard by nobody. */
function noteAway(on: boolean): void {
  const last = devicesAway.at(-1)
  if (on) devicesAway.push({ from: city.now(), to: Number.POSITIVE_INFINITY })
  else if (last !== undefined) last.to = city.now()
}

/** Its panels turn late, failed and live again; what was missed has come by then. */
async function standsSilence({ scene, panels, others, told, least }: Silenced): Promise<void> {
  const page = await openWall(browser, `${city.address}/wall/${scene}`)
  const spans: number[] = []
  const lives = await throughSilence(page, Object.values(panels), others, async on => {
    spans.push(city.now())
    for (const upstream of Object.keys(panels)) {
      await city.silence(upstream, on)
      if (upstream === DEVICES) noteAway(on)
    }
  })
  for (const title of Object.values(panels))
    expect(fallOf(lives[title]!), title).toEqual(['live', 'late', 'failed'])
  for (const title of others) expect(lives[title], title).toSatisfy(neverFailed)
  const { cells } = await agree(page, { figures: least, exact: least / 3 }, whole())
  for (const cell of told) {
    const { at } = accounts.expected.find(each => each.cell === cell)!
    expect(at(spans[1]!), `something of ${cell} was missed`).not.toEqual(at(spans[0]!))
    expect(cells).toContain(cell)
  }
  await page.close()
}

describe.concurrent('upstreams that fall silent', () => {
  test.each(LEGS.map(walls => ({ walls, scenes: walls.map(({ scene }) => scene).join(', ') })))(
    '[TRU2] [TRU3] on the wall of $scenes',
    async ({ walls }) => {
      for (const silenced of walls) await standsSilence(silenced)
    },
  )
})

describe('texts that mean harm', () => {
  const markup = `${HOSTILE.title}${HOSTILE.group}`

  test('[TRU4] they run where they are taken for markup, so that there is something to see', async () => {
    const { page, misdeeds } = await openWatched(browser, { width: 800, height: 600 })
    await page.setContent(markup)
    await until(
      async () => (await misdeeds()).length > 0,
      () => 'the markup ran',
      10,
    )
    await page.close()
  })

  test('[TRU4] (T-XSS-01, T-XSS-02) in lists, ranks and records they are the text that was sent', async () => {
    await sendHostileOrders(city)
    const wall = await openWatched(browser, { width: 3840, height: 1080 })
    await wall.page.goto(`${city.address}/wall/overview`)
    await wall.page.getByText(HOSTILE.title).first().waitFor()
    await wall.page.getByText(HOSTILE.group).first().waitFor()
    expect(await wall.misdeeds()).toEqual([])
    await wall.page.close()
    const desk = await openWatched(browser, { width: 1440, height: 900 })
    await desk.page.goto(`${city.address}/desk/overview`)
    await desk.page.locator('.figure[data-cell="hotline.received.today|211000||"]').first().click()
    await desk.page.getByRole('searchbox').fill('HYPERLINK')
    await desk.page.getByText(HOSTILE.department).first().waitFor()
    await desk.page.getByText(HOSTILE.title).nth(1).waitFor()
    expect(await desk.misdeeds()).toEqual([])
    await desk.page.close()
  })

  test('[TRU6] (T-XSS-01, T-XSS-02) every word of every scene means harm, and is text in every widget', async () => {
    expect(new Set(PAYLOADS).size).toBeGreaterThan(200)
    const scenes = SCENES.map(([scene]) => scene)
    await inLanes(scenes, 2, async scene => {
      const { page, misdeeds } = await openWatched(browser, { width: 1920, height: 1080 })
      await turnHostile(page)
      await page.goto(`${city.address}/desk/${scene}`)
      await page.locator('[data-cell]').first().waitFor()
      await until(
        async () => (await payloadsIn(page)) > 15,
        () => `payloads are seen on ${scene}`,
        30,
      )
      await page.locator('.figure[data-cell$="||"]').first().dispatchEvent('click')
      await page.locator('[role=dialog] .explain-value').waitFor()
      expect(await misdeeds(), scene).toEqual([])
      await page.close()
    })
  })
})

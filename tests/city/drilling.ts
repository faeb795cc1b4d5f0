import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'

/** So many panels of a scene are asked: the first, which a thumb reaches first. */
const PANELS = 4

/** Of them: all, or every other one, from the first or the second on. */
export type Turn = 'all' | 'odd' | 'even'
const TURNS: { readonly [turn in Turn]: (at: number) => boolean } = {
  all: () => true,
  odd: at => at % 2 === 0,
  even: at => at % 2 === 1,
}

interface Size {
  readonly width: number
  readonly height: number
}

/** What was seen behind the first number of a panel. */
export interface Drilled {
  readonly panel: string
  readonly number: string
  /** Rows of the records behind it. */
  readonly rows: number
  /** What is said where there are none. */
  readonly said: string
}

/** Panels with something to ask, in the order of the page. */
async function askable(page: Page): Promise<readonly string[]> {
  const ids = await page
    .locator('[data-panel]')
    .evaluateAll(panels =>
      panels
        .filter(panel => panel.querySelector('[data-cell]') !== null)
        .map(panel => (panel as HTMLElement).dataset['panel'] ?? ''),
    )
  return ids.slice(0, PANELS)
}

/** Its first figure; the title where it writes none. */
async function tapFirstNumber(page: Page, id: string): Promise<void> {
  const panel = page.locator(`[data-panel="${id}"]`)
  const figures = panel.locator('.panel-body [data-cell], .panel-summary [data-cell], .figure[data-cell]')
  const number = (await figures.count()) > 0 ? figures.first() : panel.locator('[data-cell]').first()
  await number.dispatchEvent('click')
}

async function drillInto(page: Page, id: string): Promise<Drilled> {
  await tapFirstNumber(page, id)
  const drawer = page.getByRole('dialog')
  const fault = drawer.locator('.explain-fault')
  await drawer.locator('.explain-value').or(fault).first().waitFor()
  expect(await fault.allInnerTexts(), id).toEqual([])
  const records = drawer.locator('.records')
  await records.scrollIntoViewIfNeeded()
  const rows = records.locator('tbody tr')
  const said = records.locator('.records-scroll > p')
  await rows.or(said).first().waitFor()
  const drilled = {
    panel: id,
    number: (await drawer.locator('.explain-value .figure').textContent()) ?? '',
    rows: await rows.count(),
    said: (await said.count()) > 0 ? ((await said.first().textContent()) ?? '') : '',
  }
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  return drilled
}

/** From the first numbers of a scene to the records behind them, as a hand goes; `seen` looks at the page afterwards. */
export async function drill(
  browser: Browser,
  url: string,
  size: Size,
  turn: Turn,
  seen: (page: Page) => Promise<unknown> | null,
): Promise<readonly Drilled[]> {
  const page = await browser.newPage({ viewport: size })
  try {
    await page.goto(url)
    await page.locator('[data-panel] [data-cell]').first().waitFor()
    // What answers a hand comes behind the first picture.
    await page.waitForLoadState('networkidle')
    await expect.poll(async () => (await askable(page)).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(3)
    const drilled: Drilled[] = []
    const asked = (await askable(page)).filter((_, at) => TURNS[turn](at))
    for (const id of asked) drilled.push(await drillInto(page, id))
    await seen(page)
    return drilled
  } finally {
    // One that is left open goes on drawing, beside all that are looked at after it.
    await page.close()
  }
}

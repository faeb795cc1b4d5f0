import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../../tests/chromium.ts'
import type { Heard } from '../live/ages.ts'

export const WALL = { width: 1920, height: 1080 }

/** A browser for as long as `use` takes. */
export async function withBrowser<Result>(use: (browser: Browser) => Promise<Result>): Promise<Result> {
  // As on a machine with a graphics card, what is painted does not keep the page from its news.
  const browser = await launchChromium('card')
  try {
    return await use(browser)
  } finally {
    await browser.close()
  }
}

/** What the pages of both sides keep: when which number stood on them. */
declare global {
  interface Window {
    seen: { at: number[]; events: number[] }
  }
}

/** Notes each new number of an element, when its text changes. What is no digit is not looked at (`今日上报 1,234`). */
export const noteNumbers = (page: Page, selector: string): Promise<void> =>
  page.evaluate(selected => {
    window.seen = { at: [], events: [] }
    const element = document.querySelector(selected)
    if (element === null) throw new Error(`the page has no ${selected}`)
    const note = () => {
      const events = Number((element.textContent ?? '').replace(/\D/g, ''))
      if (events === window.seen.events.at(-1)) return
      window.seen.at.push(performance.timeOrigin + performance.now())
      window.seen.events.push(events)
    }
    new MutationObserver(note).observe(element, { subtree: true, childList: true, characterData: true })
    note()
  }, selector)

export const forgetNumbers = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const known = window.seen.events.at(-1) ?? 0
    window.seen = { at: [], events: [] }
    return known
  })

export const numbersOn = (page: Page): Promise<Heard> => page.evaluate(() => window.seen)

import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** At what people work: a desk of the command centre, or what is in a hand on the street. */
export const DESK = { width: 1920, height: 1080 }
export const PHONE = { width: 390, height: 844 }

/** Of two who work with each other one sits at a desk and one holds a phone; then the same the other way round. */
export const PAIRS = [
  { first: 'phone', second: 'desk', one: PHONE, other: DESK },
  { first: 'desk', second: 'phone', one: DESK, other: PHONE },
] as const

/** What a thumb presses. Ticks are pressed by their words. */
const TARGETS = [
  ...['button', 'summary', 'select', 'textarea', 'a[href]', '.choice'],
  'input:not([type=checkbox], [type=radio], [type=file], [type=hidden])',
]
  .map(each => `${each}:visible`)
  .join()
const THUMB = 44

/** Whatever a page has that is too low for a thumb. A link within a sentence is as high as its line, and what only readers hear is a pixel wide. */
const tooLow = (page: Page): Promise<string[]> =>
  page.locator(TARGETS).evaluateAll(
    (all, least) =>
      all.flatMap(each => {
        const said = each.textContent.trim()
        const { width, height } = each.getBoundingClientRect()
        const inSentence =
          getComputedStyle(each).display === 'inline' && each.parentElement?.textContent.trim() !== said
        return width <= 1 || inSentence || height > least - 0.05
          ? []
          : [`${each.tagName}.${each.className} ${said.slice(0, 20)}: ${height}`]
      }),
    THUMB,
  )

/** What would have to be pushed sideways: the page, or what lies over it. */
const tooWide = (page: Page): Promise<string[]> =>
  page
    .locator(':root, [role=dialog]:visible')
    .evaluateAll(all =>
      all.flatMap(({ className, scrollWidth, clientWidth }) =>
        scrollWidth > clientWidth ? [`${className}: ${scrollWidth} of ${clientWidth}`] : [],
      ),
    )

/** On a phone all that is on show is for one thumb: nothing to be pushed sideways, nothing to press that is lower than 44 px. */
export async function isInHand(page: Page): Promise<void> {
  if (page.viewportSize()!.width > PHONE.width) return
  expect(await tooWide(page), page.url()).toEqual([])
  expect(await tooLow(page), page.url()).toEqual([])
}

import type { Browser, Page } from 'playwright-core'

/** A page in a browser that today's driver knows only half: it cannot be asked what is visible, or to click on an element. */
export interface OldPage {
  readonly page: Page
  /** What the browser complained of so far: errors, warnings, violated policies. */
  readonly complaints: readonly string[]
  /** Waits until `selector` is there, with this text in it. */
  sees(selector: string, text?: string): Promise<void>
  /** Waits until nothing is `selector` any more. */
  misses(selector: string): Promise<void>
  /** A click in the middle of the first of them that holds the text. */
  click(selector: string, text: string): Promise<void>
}

export async function openOld(
  browser: Browser,
  url: string,
  width: number,
  height: number,
): Promise<OldPage> {
  const context = await browser.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.stack ?? error.message))
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  // A page that is too new for it never comes to its end.
  await page.goto(url, { waitUntil: 'commit' })
  return {
    page,
    complaints,
    sees: async (selector, text = '') => void (await page.waitForFunction(isThere, [selector, text])),
    misses: async selector =>
      void (await page.waitForFunction(each => document.querySelector(each) === null, selector)),
    click: async (selector, text) => {
      const [x, y] = await page.evaluate(middleOf, [selector, text] as const)
      await page.mouse.click(x, y)
    },
  }
}

const isThere = ([selector, text]: readonly string[]) =>
  [...document.querySelectorAll(selector ?? '')].some(each => each.textContent.includes(text ?? ''))

function middleOf([selector, text]: readonly [string, string]): readonly [number, number] {
  const found = [...document.querySelectorAll(selector)].find(each => each.textContent.includes(text))
  if (found === undefined) throw new Error(`nothing is ${selector} with ${text}`)
  const { left, top, width, height } = found.getBoundingClientRect()
  return [left + width / 2, top + height / 2]
}

/** Of each canvas that matches: how many colours stand on it. A blank one has one. */
export const coloursOf = (page: Page, selector: string): Promise<number[]> =>
  page.evaluate(
    each =>
      [...document.querySelectorAll<HTMLCanvasElement>(each)].map(canvas => {
        const { width, height } = canvas
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
        return new Set(new Uint32Array(new Uint8ClampedArray(pixels).buffer)).size
      }),
    selector,
  )

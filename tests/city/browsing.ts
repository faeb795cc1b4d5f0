import type { Browser, Page } from 'playwright-core'
import type { Figure } from './agreement.ts'
import { noteCanvases } from './letters.ts'
import type { ShownRow } from './list-agreement.ts'

/** A page as large as a wall at an address; its first numbers are there. Who has a cookie comes as that person. */
export async function openWall(browser: Browser, url: string, cookie = ''): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await page.context().addCookies(cookiesOf(cookie, url))
  await noteCanvases(page)
  await page.goto(url)
  await page.waitForSelector('[data-cell]')
  return page
}

/** As a browser takes them, of what a request would say; '' has none. */
export const cookiesOf = (cookie: string, url: string) =>
  cookie.split('; ').flatMap(pair => {
    const [name = '', value = ''] = pair.split('=')
    return name === '' ? [] : [{ name, value, url: new URL(url).origin }]
  })

/** Every figure that says which cell it stands for. */
export const figuresOf = (page: Page): Promise<Figure[]> =>
  page.evaluate(() =>
    // A title leads to the explanation of what stands below it, and is words.
    [...document.querySelectorAll<HTMLElement>('[data-cell]:not(.panel-title *)')].map(each => ({
      cell: each.dataset['cell'] ?? '',
      text: each.textContent.trim(),
    })),
  )

/** The rows of a list, each with the record that it stands for. */
export const rowsOf = (page: Page, panel: string): Promise<ShownRow[]> =>
  page
    .locator(`[data-panel="${panel}"] [data-record]`)
    .evaluateAll(rows =>
      rows.map(row => ({ id: (row as HTMLElement).dataset['record'] ?? '', text: row.textContent.trim() })),
    )

/** What a map says of its areas to who cannot see it, as figures of this metric: the same rows are its picture. */
export const mappedOf = (page: Page, metric: string): Promise<Figure[]> =>
  page.locator('.area-list [role=option]').evaluateAll(
    (options, name) =>
      options.map(option => ({
        cell: `${name}|${option.id.split('-').at(-1) ?? ''}||`,
        text: /\d[\d,]*/.exec(option.textContent)?.[0] ?? '—',
      })),
    metric,
  )

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach } from 'vitest'
import { ScreenServer } from './screen-server.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** What every test of screens has of its own: a server, and a browser that has never been here. */
export interface Stage {
  readonly server: ScreenServer
  /** Opens a page; `prepare` runs before it goes anywhere. It is there once it shows numbers. */
  open(path: string, size: Size, prepare?: (page: Page) => Promise<void>): Promise<Page>
}

/** Call it once in a test file: its hooks belong to that file. */
export function stageOf(browser: Browser): Stage {
  let server = new ScreenServer()
  let context: BrowserContext | null = null
  beforeEach(async () => {
    server = new ScreenServer()
    await server.start()
  })
  afterEach(async () => {
    await context?.close()
    await server.stop()
  })
  return {
    get server() {
      return server
    },
    async open(path, size, prepare) {
      context = await browser.newContext({ viewport: size })
      const page = await context.newPage()
      await prepare?.(page)
      await page.goto(server.url + path)
      await page.waitForSelector('.figure')
      return page
    },
  }
}

import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * Waits until a page has come to the entrance, from whatever sent it there: its socket was cut and its session has ended, so it may go there
 * twice at once, and Playwright takes the first of two for a navigation that failed.
 */
export const atEntrance = (page: Page): Promise<void> =>
  expect
    .poll(() => new URL(page.url()).pathname + new URL(page.url()).search, { timeout: 30_000 })
    .toMatch(/^\/enter\?back=/)

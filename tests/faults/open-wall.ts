import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { numbersIn } from '../city/shown-number.ts'
import { SILENCE_MS } from '../../shared/sync/protocol.ts'
import type { ServerProcess } from './server-process.ts'
import { operatorAt } from '../trust/operator.ts'

/** What is counted of the orders that a `hotline-sender` sends, where an overview shows it. */
export const RECEIVED_TODAY = 'hotline.received.today|211000||'

/** A wall at a real server. Nobody touches it: what its server goes through, it must come through by itself. */
export interface OpenWall {
  readonly page: Page
  /** Of a cell, as it stands on the wall; null while it is a dash. */
  figure(cell: string): Promise<number | null>
  /** Resolves once it says that it shows the past; answers what it says. */
  saysOffline(patienceMs: number): Promise<string>
  /** Whether it said so ten seconds after it was last told anything, by its own clock; null while those are not over. */
  saidInTime(): Promise<boolean | null>
  /** Resolves once it is of now again. It is the page that was opened, never loaded again. */
  isBack(patienceMs: number): Promise<void>
  close(): Promise<void>
}

export async function wallAt(
  browser: Browser,
  server: Pick<ServerProcess, 'address' | 'said'>,
): Promise<OpenWall> {
  const operator = await operatorAt(server)
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await page.addInitScript(watchSilence, SILENCE_MS + TURN_MS)
  await page.goto(`${server.address}/wall/overview`)
  // By its code and the key that it keeps: a server that was started again asks for it.
  await page.locator('.code span').first().waitFor()
  const code = (await page.locator('.code span').allInnerTexts()).join('')
  const pairing = { code, name: '演示大屏', audience: 'internal', place: '211000', networks: [] }
  await operator.ask('POST', '/api/screens', pairing)
  await page.waitForSelector('[data-cell]')
  await page.evaluate(() => Object.assign(window, { neverLoadedAgain: true }))
  const mark = page.locator('.past-mark')
  return {
    page,
    async figure(cell) {
      const text = await page.locator(`[data-cell="${cell}"]`).first().textContent()
      return numbersIn(text ?? '')[0]?.value ?? null
    },
    async saysOffline(patienceMs) {
      const offline = mark.filter({ hasText: '离线' })
      await offline.waitFor({ timeout: patienceMs })
      return (await offline.textContent()) ?? ''
    },
    saidInTime: () => page.evaluate(() => (window as unknown as Watched).saidInTime),
    async isBack(patienceMs) {
      await mark.waitFor({ state: 'detached', timeout: patienceMs })
      expect(await page.evaluate(() => 'neverLoadedAgain' in window)).toBe(true)
    },
    close: () => page.context().close(),
  }
}

/** From one task of the page to the next. */
const TURN_MS = 250

interface Watched {
  saidInTime: boolean | null
}

/**
 * In the page, before its own scripts: so long after each message it looks whether the wall says that it is of the past. Timers of a page ring in
 * the order in which they are due; on a busy machine this one is as late as that of the wall.
 */
function watchSilence(afterMs: number): void {
  const watched = window as unknown as Watched
  const Real = window.WebSocket
  let looking: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    const marks = [...document.querySelectorAll('.past-mark')]
    watched.saidInTime = marks.some(mark => mark.textContent.includes('离线'))
  }
  watched.saidInTime = null
  window.WebSocket = class extends Real {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', () => {
        clearTimeout(looking)
        watched.saidInTime = null
        looking = setTimeout(look, afterMs)
      })
    }
  }
}

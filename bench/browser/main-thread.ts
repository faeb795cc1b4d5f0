import type { CDPSession, Page } from 'playwright-core'

/** Share of its time that the page's main thread worked while something went on, in processor time, percent. */
export async function busyDuring(page: Page, work: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const started = performance.now()
  const before = await workedSeconds(session)
  await work()
  const worked = (await workedSeconds(session)) - before
  await session.detach()
  return (100_000 * worked) / (performance.now() - started)
}

async function workedSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')!.value
}

const CALM_MS = 1_000
const CALM_TRIES = 20

/** Bytes of JavaScript in use once everything that came has been drawn and all that can go has gone. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  let before = Number.POSITIVE_INFINITY
  for (let n = 0; n < CALM_TRIES; n++) {
    await page.waitForTimeout(CALM_MS)
    const used = await collected(session)
    if (Math.abs(used - before) < 0.005 * used) break
    before = used
  }
  await session.detach()
  return before
}

async function collected(session: CDPSession): Promise<number> {
  for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

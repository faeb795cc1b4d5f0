import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { event, order, post } from '../hostile/pushes.ts'
import type { WholeCity } from './whole-city.ts'

/** As the pretend city's own hotline signs. */
const SECRET = 'pretend-city-hotline'
const RUN = 'window.ran=1'

/** Texts that run where a page takes them for markup or a table for a formula (A23). */
export const HOSTILE = {
  title: `<img src=/canary.png onerror="${RUN}">`,
  group: `<svg onload=${RUN}>`,
  department: `=HYPERLINK("javascript:${RUN}","点击")<script>${RUN}</script>`,
} as const
/** So many that their group is among the first of the day. */
const ORDERS = 60

/** Orders of the hotline whose texts mean harm, pushed through its own feed. */
export async function sendHostileOrders(city: WholeCity): Promise<void> {
  const at = new Date(city.now() - 1000).toISOString()
  const orders = Array.from({ length: ORDERS }, () =>
    event(
      order({
        updatedAt: at,
        receivedAt: at,
        title: HOSTILE.title,
        category: { code: '019999', name: `${HOSTILE.group}/${HOSTILE.group}/演示` },
        department: { code: '211000-CG', name: HOSTILE.department },
        history: [{ status: 'received', at, department: { name: HOSTILE.department } }],
      }),
    ),
  )
  const ahead = Math.round((city.now() - Date.now()) / 1000)
  const { status, body } = await post(city.address, JSON.stringify(orders), {
    secret: SECRET,
    aheadSeconds: ahead,
  })
  expect([status, body['accepted']]).toEqual([200, ORDERS])
}

/** What a page did that it should not: ran a text, asked for its picture, or had to be kept from it by the policy. */
export interface Watched {
  readonly page: Page
  readonly misdeeds: () => Promise<readonly string[]>
}

export async function openWatched(
  browser: Browser,
  viewport: { readonly width: number; readonly height: number },
): Promise<Watched> {
  const page = await browser.newPage({ viewport })
  const seen: string[] = []
  page.on('dialog', dialog => {
    seen.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', error => seen.push(`error ${error.message}`))
  page.on('console', message => {
    if (/Content Security Policy/i.test(message.text())) seen.push(message.text())
  })
  page.on('request', request => {
    if (request.url().includes('canary')) seen.push(`asked for ${request.url()}`)
  })
  const ran = () => page.evaluate(() => 'ran' in window)
  return { page, misdeeds: async () => [...seen, ...((await ran()) ? ['a text ran'] : [])] }
}

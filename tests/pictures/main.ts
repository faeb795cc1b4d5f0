// npm run pictures -- [names]: takes the pictures of docs/ anew, of the pretend city on a morning in November. A name is that of a file or its
// beginning (`overview`, `console-`). Needs what `npm run build` makes.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { ROOT } from '../../scripts/command.ts'
import type { Role } from '../../shared/access/roles.ts'
import type { FeedBoard } from '../../shared/sync/feedboard.ts'
import { launchChromium } from '../chromium.ts'
import { startServer } from '../faults/server-process.ts'
import { houseOf, pageAs, type Asking, type House } from '../trust/people.ts'
import { PAGES, shotsOfScene, type Shot } from './shots.ts'

const MORNING = '2026-11-24T10:24:00+08:00@1'
/** Shorter than the session of an operator, who is asked to sign in again after a quarter of an hour. */
const PAST_LIMIT_MS = 12 * 60_000
/** Numbers stop running up, and charts stand. */
const REST_MS = 4_000

const scenes = readdirSync(join(ROOT, 'documents/scenes')).map(file => basename(file, '.json'))
const wanted = process.argv.slice(2)
const shots = [...scenes.flatMap(shotsOfScene), ...PAGES].filter(
  ({ name }) => wanted.length === 0 || wanted.some(word => name.startsWith(word)),
)
if (shots.length === 0) {
  console.error(`no picture begins with ${wanted.join(', ')}`)
  process.exit(2)
}

/** Until then the pages say that the past is still coming in. */
async function pastIsIn(operator: Asking): Promise<void> {
  const end = Date.now() + PAST_LIMIT_MS
  for (;;) {
    const { feeds } = await operator.ask<FeedBoard>('GET', '/api/feeds')
    const behind = feeds.filter(({ report }) => report !== null && report.backlog !== null)
    const told = feeds.filter(({ report }) => report !== null && report.okAt > 0)
    if (behind.length === 0 && told.length > feeds.length / 2) return
    if (Date.now() > end) throw new Error(`still behind: ${behind.map(({ id }) => id).join(', ')}`)
    await sleep(5_000)
  }
}

const sessions = new Map<Role, Promise<Asking>>()
function sessionOf(house: House, role: Role): Promise<Asking> {
  let session = sessions.get(role)
  if (session === undefined) sessions.set(role, (session = house.person(`picture-${role}`, role)))
  return session
}

async function take(browser: Browser, address: string, house: House, shot: Shot): Promise<void> {
  const { name, path, width, height, role, ready, first, whole = false } = shot
  const session = role === null ? null : await sessionOf(house, role)
  const page = await pageAs(browser, address + path, session, { width, height })
  await page.locator(ready).first().waitFor()
  await first?.(page)
  await sleep(REST_MS)
  await page.screenshot({ path: join(ROOT, 'docs/pictures', `${name}.png`), fullPage: whole })
  await page.context().close()
  console.log(name)
}

const folder = mkdtempSync(join(tmpdir(), 'liaowang-pictures-'))
const server = await startServer(folder, { MOCK_CITY: 'on', CITY_CLOCK: MORNING })
const browser = await launchChromium()
try {
  const house = await houseOf(server.address, /\/set-up#([\w-]{43})/.exec(server.said())?.[1] ?? '')
  await pastIsIn(await sessionOf(house, 'operator'))
  for (const shot of shots) await take(browser, server.address, house, shot)
} finally {
  await browser.close()
  await server.stop()
  rmSync(folder, { recursive: true })
}

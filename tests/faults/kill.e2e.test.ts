import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { launchChromium } from '../chromium.ts'
import { freePort } from '../trust/free-port.ts'
import { push, SECRET, type Order } from './hotline-sender.ts'
import { RECEIVED_TODAY, wallAt } from './open-wall.ts'
import { startServer, type ServerProcess } from './server-process.ts'
import { LONG, timeLimit } from '../../scripts/check/long-form.ts'

const ROUNDS = Number(process.env['KILLS'] ?? (LONG ? 1_000 : 60))
const SENDERS = 6
const BATCH = 5
/** Nothing comes any more: longer than a number takes onto a wall. */
const SETTLED_MS = 1_500

/** What the senders know: what was acknowledged must be there, what was sent may be. */
interface Ledger {
  readonly acknowledged: Map<string, number>
  readonly sent: Set<string>
  next: number
}

/** Sends new orders and changes to old ones until the server dies. */
async function sendUntilDead(server: ServerProcess, ledger: Ledger, at: number, over: { done: boolean }) {
  while (!over.done) {
    const orders = Array.from({ length: BATCH }, () => nextOrder(ledger))
    for (const order of orders) ledger.sent.add(order.orderNo)
    if (!(await push(server.address, orders, at))) return
    for (const { orderNo, version } of orders)
      ledger.acknowledged.set(orderNo, Math.max(version, ledger.acknowledged.get(orderNo) ?? 0))
  }
}

/** The blow falls in the middle of traffic, however slow the machine: after so many acknowledged orders. */
async function acknowledgedBeyond(ledger: Ledger, orders: number) {
  for (let turn = 0; turn < 6_000 && ledger.acknowledged.size < orders; turn++) await sleep(5)
  expect(ledger.acknowledged.size).toBeGreaterThanOrEqual(orders)
}

function nextOrder(ledger: Ledger): Order {
  const n = ledger.next++
  const again = n % 4 === 3
  const orderNo = `k${again ? n - 3 : n}`
  return { orderNo, version: again ? 2 : 1, closed: again }
}

/** One blow in the middle of traffic. */
async function round(server: ServerProcess, ledger: Ledger, at: number, n: number) {
  const over = { done: false }
  const senders = Array.from({ length: SENDERS }, () => sendUntilDead(server, ledger, at, over))
  await acknowledgedBeyond(ledger, ledger.acknowledged.size + 1 + ((n * 7) % 40))
  await sleep((n * 37) % 60)
  await server.kill()
  over.done = true
  await Promise.all(senders)
}

test(
  `[FLT1] [JRN10] (F-01) ${ROUNDS} times kill -9 in mid-ingest: nothing lost, nothing counted twice, and one wall shows it in the end`,
  { timeout: timeLimit(1_200) },
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'liaowang-kill-'))
    const ledger: Ledger = { acknowledged: new Map(), sent: new Set(), next: 0 }
    const at = Date.now()
    // Always the same address: the wall has no other.
    const environment = { HOTLINE_HMAC: SECRET, PORT: String(await freePort()) }
    let server = await startServer(dataDir, environment)
    const browser = await launchChromium()
    const wall = await wallAt(browser, server)
    for (let n = 0; n < ROUNDS; n++) {
      await round(server, ledger, at, n)
      server = await startServer(dataDir, environment)
    }
    expect(await push(server.address, [nextOrder({ ...ledger, next: 4_000_000 })], at)).toBe(true)
    await wall.isBack(60_000)
    const shown = () => wall.figure(RECEIVED_TODAY)
    await expect.poll(shown, { timeout: 10_000 }).toBeGreaterThanOrEqual(ledger.acknowledged.size)
    await sleep(SETTLED_MS)
    const onTheWall = await shown()
    await browser.close()
    expect(await server.stop()).toBe(0)
    expect(onTheWall).toBe(judge(dataDir, ledger))
    rmSync(dataDir, { recursive: true })
  },
)

/** What the city's own files say, against what the senders know; answers how many orders there are. */
function judge(dataDir: string, ledger: Ledger): number {
  const db = new DatabaseSync(join(dataDir, 'city.db'))
  const things = db.prepare("SELECT id, parts FROM things WHERE kind = 'hotline-order'").all() as {
    id: string
    parts: string
  }[]
  const version = new Map(
    things.map(({ id, parts }) => [id, (JSON.parse(parts) as { main: { version: number } }).main.version]),
  )
  for (const [orderNo, acknowledged] of ledger.acknowledged)
    expect([orderNo, version.get(`hotline/${orderNo}`) ?? 0]).toEqual([
      orderNo,
      expect.toSatisfy((v: number) => v >= acknowledged),
    ])
  expect(ledger.acknowledged.size).toBeGreaterThanOrEqual(ROUNDS)
  const cell = db.prepare("SELECT value FROM cells WHERE key = 'hotline.received.today|211000||'").get() as {
    value: string
  }
  expect(Number(cell.value)).toBe(things.length)
  const report = JSON.parse(
    (db.prepare("SELECT report FROM feeds WHERE feed = 'hotline'").get() as { report: string }).report,
  )
  expect(report.received).toBe(report.accepted + report.duplicate + report.quarantined + report.refused)
  expect(report.quarantined).toBe(0)
  const entries = db.prepare('SELECT count(*) AS n, max(seq) AS head FROM journal').get() as {
    n: number
    head: number
  }
  expect(entries.n).toBe(entries.head)
  db.close()
  return things.length
}

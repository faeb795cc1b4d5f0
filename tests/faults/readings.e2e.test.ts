import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { START } from '../../shared/city/ticket.fixture.ts'
import { HOUR, HOUR as SPAN, plainRollup } from '../../shared/rollups/readings.fixture.ts'
import { unpackSlots } from '../../shared/rollups/packing.ts'
import type { Reading } from '../../shared/model/fact.ts'
import { METRIC, type Order, type Taken } from './readings-process.ts'
import { LONG, timeLimit } from '../../scripts/check/long-form.ts'

const ROUNDS = LONG ? 300 : 20
const PROCESS = new URL('./readings-process.ts', import.meta.url)

/** What the sender knows, as a broker does: what was not acknowledged is sent again, and some of the rest as well. */
interface Sender {
  readonly sent: Reading[][]
  readonly acknowledged: Set<number>
  repeats: number
}

async function start(folder: string): Promise<ChildProcess> {
  const child = fork(PROCESS, [folder, String(START + HOUR)])
  await once(child, 'message')
  return child
}

/** Readings of some devices, each at an instant of its own. */
function next({ sent }: Sender): Reading[] {
  const n = sent.length
  const batch = Array.from({ length: 6 }, (_, i): Reading => ({
    device: `iot/HS-${(n * 7 + i) % 40}`,
    at: START + (((n * 6 + i) * 977) % HOUR),
    area: i % 2 === 0 ? '211002016' : '211003005',
    values: { flow: (n * 31 + i * 17) % 900 },
  }))
  sent.push(batch)
  return batch
}

const order = (child: ChildProcess, id: number, readings: readonly Reading[]) =>
  child.send({ type: 'take', id, readings } satisfies Order)

/** Sends what was not acknowledged, something old, and new batches until so many are acknowledged; then the blow falls. */
async function round(child: ChildProcess, sender: Sender, more: number, waitMs: number): Promise<void> {
  const { sent, acknowledged } = sender
  const goal = acknowledged.size + more
  child.on('message', ({ id, counts }: Taken) => {
    if (acknowledged.has(id)) {
      expect(counts).toMatchObject({ accepted: 0, duplicate: counts.received })
      sender.repeats++
    }
    acknowledged.add(id)
  })
  sent.forEach((readings, id) => {
    if (!acknowledged.has(id) || id % 5 === more % 5) order(child, id, readings)
  })
  for (let turn = 0; turn < 2_000 && acknowledged.size < goal; turn++) {
    const id = sent.length
    order(child, id, next(sender))
    await sleep(1)
  }
  expect(acknowledged.size).toBeGreaterThanOrEqual(goal)
  await sleep(waitMs)
}

/** What is still on its way may be on the disk and not yet known to the sender. */
async function allAcknowledged({ sent, acknowledged }: Sender): Promise<void> {
  for (let turn = 0; turn < 6_000 && acknowledged.size < sent.length; turn++) await sleep(5)
  expect(acknowledged.size).toBe(sent.length)
}

test(
  `[FLT3] (F-01, A1) ${ROUNDS} times kill -9 amid readings that are delivered again: each counts once`,
  { timeout: timeLimit(600) },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'liaowang-readings-'))
    const sender: Sender = { sent: [], acknowledged: new Set(), repeats: 0 }
    for (let i = 0; i < ROUNDS; i++) {
      const child = await start(folder)
      await round(child, sender, 3 + (i % 9), (i * 13) % 40)
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    const last = await start(folder)
    await round(last, sender, 1, 50)
    await allAcknowledged(sender)
    last.send({ type: 'stop' } satisfies Order)
    expect(await once(last, 'exit')).toEqual([0, null])
    expect(sender.repeats).toBeGreaterThan(ROUNDS)
    judge(folder, sender)
    rmSync(folder, { recursive: true })
  },
)

function judge(folder: string, { sent, acknowledged }: Sender): void {
  const db = new DatabaseSync(join(folder, 'city.db'))
  const kept = readingsOf(sent.filter((_, id) => acknowledged.has(id)))
  const all = plainRollup(kept, 'flow', START, SPAN)
  const cell = db.prepare('SELECT value FROM cells WHERE key = ?').get(`${METRIC}|211000||${START}`) as { value: string } // oxfmt-ignore
  expect(JSON.parse(cell.value)).toEqual({ n: all?.sum, d: all?.n })
  const devices = new Set(kept.map(({ device }) => device))
  for (const device of devices) {
    const plain = plainRollup(kept.filter(each => each.device === device), 'flow', START, SPAN) // oxfmt-ignore
    expect([device, hourOf(db, 'device', device)]).toEqual([device, plain])
  }
  const district = plainRollup(kept.filter(each => each.area === '211002016'), 'flow', START, SPAN) // oxfmt-ignore
  expect(hourOf(db, 'area', '211002')).toEqual(district)
  const { report } = db.prepare("SELECT report FROM feeds WHERE feed = 'iot'").get() as { report: string }
  const counts = JSON.parse(report) as { received: number; accepted: number; duplicate: number }
  expect(counts.accepted).toBe(kept.length)
  expect(counts.received).toBe(counts.accepted + counts.duplicate)
  db.close()
}

const readingsOf = (batches: readonly (readonly Reading[])[]): Reading[] => batches.flat()

/** What the minutes on the disk say of the hour. */
function hourOf(db: DatabaseSync, sort: 'device' | 'area', name: string) {
  const line = db
    .prepare(
      `SELECT b.data FROM ${sort}_hours b JOIN subjects s ON s.no = b.id % 16777216 WHERE s.sort = ? AND s.name = ?`,
    )
    .get(sort, name) as { data: Uint8Array }
  const [slot] = unpackSlots(line.data, START, HOUR)
  return slot?.heard.get('flow')?.rollup ?? null
}

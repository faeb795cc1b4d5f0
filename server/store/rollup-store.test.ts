import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { START } from '../../shared/city/ticket.fixture.ts'
import { emptyBlock, openSlot, packBlock, slotsOf, totalsOf } from '../../shared/rollups/block.ts'
import { hourOf, MINUTE_MS, type BlockAddress, type SavedBlock } from '../../shared/rollups/held-blocks.ts'
import { unpackSlots } from '../../shared/rollups/packing.ts'
import { addTo, emptySlot, hear } from '../../shared/rollups/slot.ts'
import { openDatabase } from '../journal/database.ts'
import { openRollupRetention } from './rollup-retention.ts'
import { createRollupStore, idOf } from './rollup-store.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function open() {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-rollups-'))
  folders.push(folder)
  const db = openDatabase(join(folder, 'city.db'))
  db.exec('PRAGMA synchronous = OFF')
  return { db, store: createRollupStore(db) }
}

const addressOf = (of: BlockAddress['of'], subject: string, at: number): BlockAddress => ({
  of,
  kind: 'heat-station',
  subject,
  from: hourOf(at),
})

function blockAt(address: BlockAddress, ...values: readonly number[]): SavedBlock {
  const block = emptyBlock(address.from, MINUTE_MS)
  values.forEach((value, i) => {
    const at = address.from + i * MINUTE_MS
    hear(openSlot(block, at), 'flow', at, value, '211002')
  })
  const hour = emptySlot(address.from)
  hour.area = '211002'
  for (const [measure, total] of totalsOf(slotsOf(block))) addTo(hour, measure, total)
  return { address, seq: 7, bytes: packBlock(block), hour }
}

test('[ENG10] what is written is read by its address, and an hour is put into its day, over again as well', () => {
  const { store } = open()
  const first = addressOf('device', 'iot/HS-1', START + 5 * HOUR)
  expect(store.read(first)).toBeNull()
  store.write(blockAt(first, 10, 30))
  store.write(blockAt(addressOf('device', 'iot/HS-1', START + 6 * HOUR), 5))
  store.write(blockAt(addressOf('device', 'iot/HS-2', START + 5 * HOUR), 1, 2))
  store.write(blockAt(addressOf('area', '211002', START + 5 * HOUR), 99))
  store.write(blockAt(first, 10, 30, 50))
  const read = store.read(first)
  expect(read?.seq).toBe(7)
  expect(unpackSlots(read!.bytes, first.from, MINUTE_MS)).toHaveLength(3)
  const told = (found: ReturnType<typeof store.devicesFrom>) =>
    found.map(({ kind, device, slots }) => [kind, device, ...slots().map(slot => [(slot.at - START) / HOUR, slot.heard.get('flow')?.rollup?.sum])]) // oxfmt-ignore
  const days = store.devicesFrom('hours', idOf('hours', START), 9)
  expect(told(days)).toEqual([
    ['heat-station', 'iot/HS-1', [5, 90], [6, 5]],
    ['heat-station', 'iot/HS-2', [5, 3]],
  ])
  expect(days.map(({ from }) => from)).toEqual([START, START])
  const sixth = idOf('minutes', START + 6 * HOUR)
  const [last] = store.devicesFrom('minutes', sixth, 9)
  expect([last?.device, last?.from]).toEqual(['iot/HS-1', START + 6 * HOUR])
  const all = store.devicesFrom('minutes', 0, 2)
  expect(all.map(({ device, from }) => [device, (from - START) / HOUR])).toEqual([['iot/HS-1', 5], ['iot/HS-2', 5]]) // oxfmt-ignore
  expect(store.devicesFrom('minutes', (all[1]?.id ?? 0) + 1, 2)).toHaveLength(1)
  expect([store.countFrom('minutes', 0), store.countFrom('minutes', sixth)]).toEqual([3, 1])
})

test('[ENG10] rollups go when their time is over and not an hour before, in slices', () => {
  const { db, store } = open()
  const rows = (table: string) => (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
  for (let i = 0; i < 450; i++) store.write(blockAt(addressOf('device', `iot/HS-${i}`, START), i))
  store.write(blockAt(addressOf('area', '211002', START), 1))
  const prune = openRollupRetention(db, 7 * DAY)
  const counts = () => ['device_minutes', 'area_minutes', 'device_hours', 'area_hours'].map(rows)
  expect([prune(START + 7 * DAY + HOUR), counts()]).toEqual([false, [450, 1, 450, 1]])
  const steps = [1, 2, 3].map(() => prune(START + 7 * DAY + 2 * HOUR))
  expect([steps, counts()]).toEqual([[true, true, false], [0, 1, 450, 1]]) // oxfmt-ignore
  prune(START + 91 * DAY)
  expect(counts()).toEqual([0, 0, 450, 1])
  for (let more = true; more;) more = prune(START + 1098 * DAY)
  expect(counts()).toEqual([0, 0, 0, 0])
})

test('[ENG10] where readings are taken for longer, their minutes are kept for as long', () => {
  const { db, store } = open()
  store.write(blockAt(addressOf('device', 'iot/HS-1', START), 1))
  const prune = openRollupRetention(db, 30 * DAY)
  prune(START + 30 * DAY + HOUR)
  expect(store.countFrom('minutes', 0)).toBe(1)
  prune(START + 30 * DAY + 2 * HOUR)
  expect(store.countFrom('minutes', 0)).toBe(0)
})

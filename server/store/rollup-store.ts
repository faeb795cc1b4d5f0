import type { DatabaseSync } from 'node:sqlite'
import { dayNumber, HOUR, startOfDay } from '../../shared/calendar/civil.ts'
import type { Over } from '../../shared/city/recounting.ts'
import { emptyBlock, packBlock, putSlot, unpackBlock } from '../../shared/rollups/block.ts'
import {
  HOUR_MS,
  MINUTE_MS,
  type BlockAddress,
  type SavedBlock,
  type StoredBlock,
} from '../../shared/rollups/held-blocks.ts'
import { SUBJECTS } from '../../shared/rollups/kept.ts'
import { unpackSlots } from '../../shared/rollups/packing.ts'
import { HOURS, MINUTES } from '../../shared/rollups/rows.ts'
import type { Slot } from '../../shared/rollups/slot.ts'

/** Rollups of one device and period: the minutes of an hour, or the hours of a day. */
export interface DeviceSlots {
  /** Its place in the order of the store: by period, in each by device. */
  readonly id: number
  /** The first instant of the period. */
  readonly from: number
  readonly kind: string
  readonly device: string
  /** Unpacked when asked for. */
  slots(): readonly Slot[]
}

export interface RollupStore {
  read(address: BlockAddress): StoredBlock | null
  /** Within the transaction of a checkpoint. */
  write(block: SavedBlock): void
  /** The transaction did not go through: what it wrote is not there. */
  undone(): void
  /** Some rollups of devices of all kinds, from a place in their order on. */
  devicesFrom(over: Over, id: number, most: number): readonly DeviceSlots[]
  /** How many there are from a place on. */
  countFrom(over: Over, id: number): number
}

export const minutesId = (from: number): number => Math.floor(from / HOUR_MS) * SUBJECTS
export const hoursId = (from: number): number => dayNumber(from) * SUBJECTS
/** Where the period of an instant begins in the order of the store. */
export const idOf = (over: Over, at: number): number => (over === HOURS ? hoursId(at) : minutesId(at))

export function createRollupStore(db: DatabaseSync): RollupStore {
  const sql = statements(db)
  const numbers = new Map<string, number>()

  function numberOf({ of, kind, subject }: BlockAddress): number | null {
    const key = `${of} ${kind} ${subject}`
    const known = numbers.get(key)
    if (known !== undefined) return known
    const line = sql.subject.get(kind, of, subject) as { no: number } | undefined
    if (line === undefined) return null
    numbers.set(key, line.no)
    return line.no
  }

  function ensureNumber(address: BlockAddress): number {
    const known = numberOf(address)
    if (known !== null) return known
    sql.addSubject.run(address.of, address.kind, address.subject)
    return numberOf(address) as number
  }

  return {
    read(address) {
      const no = numberOf(address)
      if (no === null) return null
      const line = sql[address.of].minutes.get(minutesId(address.from) + no) as BlockLine | undefined
      return line === undefined ? null : { seq: line.seq, bytes: line.data }
    },
    write({ address, seq, bytes, hour }) {
      const table = sql[address.of]
      const no = ensureNumber(address)
      table.setMinutes.run(minutesId(address.from) + no, seq, bytes)
      const id = hoursId(address.from) + no
      const day = table.hours.get(id) as { data: Uint8Array } | undefined
      table.setHours.run(id, withHour(day?.data ?? null, hour))
    },
    // A number that was rolled back will be given to another subject.
    undone: () => numbers.clear(),
    devicesFrom: (over, id, most) =>
      (sql[over].from.all(id, most) as unknown as SlotsLine[]).map(line => slotsOf(over, line)),
    countFrom: (over, id) => (sql[over].count.get(id) as { n: number }).n,
  }
}

interface BlockLine {
  readonly seq: number
  readonly data: Uint8Array
}

interface SlotsLine {
  readonly id: number
  readonly kind: string
  readonly name: string
  readonly data: Uint8Array
}

function slotsOf(over: Over, { id, kind, name, data }: SlotsLine): DeviceSlots {
  const period = Math.floor(id / SUBJECTS)
  const [from, step] = over === HOURS ? [startOfDay(period), HOUR] : [period * HOUR_MS, MINUTE_MS]
  return { id, from, kind, device: name, slots: () => unpackSlots(data, from, step) }
}

/** A day with one of its hours as it is now. */
function withHour(day: Uint8Array | null, hour: Slot): Uint8Array {
  const from = startOfDay(dayNumber(hour.at))
  const block = day === null ? emptyBlock(from, HOUR) : unpackBlock(day, from, HOUR)
  putSlot(block, hour)
  return packBlock(block)
}

/* eslint-disable no-restricted-syntax -- tables and columns are those of this file */
const upsert = (db: DatabaseSync, table: string, columns: string) =>
  db.prepare(`INSERT OR REPLACE INTO ${table} (${columns}) VALUES (${columns.replace(/\w+/g, '?')})`)

const tables = (db: DatabaseSync, of: BlockAddress['of']) => ({
  minutes: db.prepare(`SELECT seq, data FROM ${of}_minutes WHERE id = ?`),
  setMinutes: upsert(db, `${of}_minutes`, 'id, seq, data'),
  hours: db.prepare(`SELECT data FROM ${of}_hours WHERE id = ?`),
  setHours: upsert(db, `${of}_hours`, 'id, data'),
})

const devices = (db: DatabaseSync, table: string) => ({
  from: db.prepare(
    `SELECT b.id, s.kind, s.name, b.data FROM ${table} b JOIN subjects s ON s.no = b.id % ${SUBJECTS}
     WHERE b.id >= ? ORDER BY b.id LIMIT ?`,
  ),
  count: db.prepare(`SELECT count(*) AS n FROM ${table} WHERE id >= ?`),
})

/* eslint-enable no-restricted-syntax */

const statements = (db: DatabaseSync) => ({
  subject: db.prepare('SELECT no FROM subjects WHERE kind = ? AND sort = ? AND name = ?'),
  addSubject: db.prepare('INSERT INTO subjects (sort, kind, name) VALUES (?, ?, ?)'),
  device: tables(db, 'device'),
  area: tables(db, 'area'),
  [MINUTES]: devices(db, 'device_minutes'),
  [HOURS]: devices(db, 'device_hours'),
})

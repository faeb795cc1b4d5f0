import type { FeedDay, FeedMinute } from '../attendance/attendance.ts'
import { ensureGroup, type Group, type Metric } from '../metrics/metric.ts'
import { emptyRoll, insert, type Entry } from '../metrics/roll.ts'
import type { Tally } from '../metrics/tally.ts'
import { saveBlocks, type BlockAddress, type SavedRollups } from '../rollups/held-blocks.ts'
import { setBoundary } from './boundaries.ts'
import { SILENT, type City, type FeedAccount, type Known, type LiveCell, type Published } from './city.ts'
import type { Removals } from './removals.ts'

/** A tally as it is kept; null: it is no more. */
export interface SavedTally {
  readonly group: GroupAddress
  readonly bucket: number
  readonly tally: Tally | null
}

/** A list entry as it is kept; null: it left. */
export interface SavedEntry {
  readonly group: GroupAddress
  readonly bucket: number
  readonly id: string
  readonly entry: Entry | null
}

export interface GroupAddress {
  readonly key: string
  readonly metric: string
  readonly area: string
  readonly dims: readonly string[]
}

/** What one checkpoint writes in one transaction with `applied`: the city as of that entry, no more and no less. */
export interface Changes {
  readonly applied: number
  readonly now: number
  readonly things: readonly Known[]
  readonly tallies: readonly SavedTally[]
  readonly entries: readonly SavedEntry[]
  readonly cells: readonly LiveCell[]
  readonly feeds: readonly (readonly [string, FeedAccount])[]
  readonly documents: readonly (readonly [string, Published])[]
  readonly removals: Removals
  readonly movedDues: MovedDues
  readonly rollups: SavedRollups
  /** Metrics whose counts of before go first: nothing, or others under the same names, take their place. */
  readonly left: readonly string[]
  readonly attendance: SavedAttendance
}

/** To be added to what is kept of these minutes and days. */
export interface SavedAttendance {
  readonly minutes: readonly FeedMinute[]
  readonly days: readonly FeedDay[]
  readonly resumed: number
}

/** Kind -> due dates that moved. */
export type MovedDues = readonly (readonly [string, number])[]

/**
 * Hands over everything that changed since the last checkpoint. If `save` throws, all of it belongs to the next one. Settle
 * first: a checkpoint between a fact and its cells would part them. Of the rollups those whose turn it is, and all that are
 * wanted.
 */
export function saveChanges<T>(city: City, wanted: WantedBlocks, save: (changes: Changes) => T): T {
  const result = saveRollups(city, wanted, rollups => save(changesOf(city, rollups)))
  for (const metric of city.metrics.values()) {
    for (const group of metric.unsaved) group.unsaved.clear()
    metric.unsaved.clear()
  }
  city.changed.clear()
  city.unsavedCells.clear()
  city.unsavedFeeds.clear()
  city.unsavedDocuments.clear()
  city.unsavedLeft.clear()
  city.attendance.minutes.clear()
  city.attendance.days.clear()
  return result
}

/** The same while everything is counted anew: cells are made at the end, and what feeds told must not wait for that. */
export function saveBeside<T>(city: City, wanted: WantedBlocks, save: (changes: Changes) => T): T {
  for (const feed of city.dirty.feeds) city.unsavedFeeds.add(feed)
  for (const name of city.dirty.documents) city.unsavedDocuments.add(name)
  return saveChanges(city, wanted, save)
}

/** Where keeping them cannot fail. */
export const takeChanges = (city: City, wanted: WantedBlocks = noneWanted): Changes =>
  saveChanges(city, wanted, changes => changes)

function changesOf(city: City, rollups: SavedRollups): Changes {
  const tallies: SavedTally[] = []
  const entries: SavedEntry[] = []
  for (const metric of city.metrics.values())
    for (const group of metric.unsaved) takeGroup(metric, group, tallies, entries)
  return {
    applied: city.seq,
    now: city.now,
    things: [...city.changed.values()],
    tallies,
    entries,
    cells: [...city.unsavedCells],
    feeds: named(city.feeds, city.unsavedFeeds),
    documents: named(city.documents, city.unsavedDocuments),
    removals: { ...city.removals },
    movedDues: [...city.movedDues],
    rollups,
    left: [...city.unsavedLeft],
    attendance: attendanceOf(city),
  }
}

const attendanceOf = ({ attendance: { minutes, days, resumed } }: City): SavedAttendance => ({
  minutes: [...minutes.values()],
  days: [...days.values()],
  resumed,
})

function named<T>(all: ReadonlyMap<string, T>, names: ReadonlySet<string>): (readonly [string, T])[] {
  return [...names].flatMap(name => {
    const value = all.get(name)
    return value === undefined ? [] : [[name, value] as const]
  })
}

export type WantedBlocks = (address: BlockAddress) => boolean
export const noneWanted: WantedBlocks = () => false

export const saveRollups = <T>(
  { rollups, seq }: City,
  wanted: WantedBlocks,
  save: (saved: SavedRollups) => T,
): T => saveBlocks(rollups, seq, wanted, save)

function takeGroup(metric: Metric, group: Group, tallies: SavedTally[], entries: SavedEntry[]): void {
  const address = addressOf(metric, group)
  for (const [bucket, ids] of group.unsaved) {
    if (metric.list === null)
      tallies.push({ group: address, bucket, tally: group.tallies.get(bucket) ?? null })
    for (const id of ids) {
      const entry = group.rolls.get(bucket)?.byId.get(id) ?? null
      entries.push({ group: address, bucket, id, entry })
    }
  }
}

const addressOf = (metric: Metric, group: Group): GroupAddress => ({
  key: group.key,
  metric: metric.doc.id,
  area: group.area,
  dims: group.dims,
})

/** What a start reads back: everything but the things that time can no longer change. */
export interface Saved {
  readonly applied: number
  readonly now: number
  readonly held: Iterable<Known>
  readonly tallies: Iterable<SavedTally>
  readonly entries: Iterable<SavedEntry>
  readonly cells: Iterable<LiveCell>
  readonly feeds: Iterable<readonly [string, FeedAccount]>
  readonly documents: Iterable<readonly [string, Published]>
  readonly removals: Removals
  readonly movedDues: MovedDues
  /** When we last listened again after we did not; 0: never. */
  readonly resumed: number
}

/** Puts a fresh city (made with `now` of the checkpoint) where the checkpoint left it. */
export function restore(city: City, saved: Saved): void {
  for (const known of saved.held) {
    city.held.set(known.thing.id, known)
    const nextAt = known.derived?.nextAt ?? null
    if (nextAt !== null) setBoundary(city.boundaries, nextAt, known.thing.id)
  }
  restoreTallies(city, saved.tallies)
  restoreRolls(city, saved.entries)
  for (const cell of saved.cells) city.cells.set(cell.key, cell)
  // A checkpoint of an older version knows less of a feed than there is to say.
  for (const [feed, report] of saved.feeds) city.feeds.set(feed, { ...SILENT, ...report })
  for (const [name, document] of saved.documents) city.documents.set(name, document)
  restoreAttendance(city, saved)
  city.seq = saved.applied
  Object.assign(city.removals, saved.removals)
  for (const [kind, moved] of saved.movedDues) city.movedDues.set(kind, moved)
}

/** The newest entry of any is not kept apart: it was a tick, or some feed's. */
function restoreAttendance({ attendance, feeds }: City, { now, resumed }: Saved): void {
  attendance.settled = now
  attendance.resumed = resumed
  attendance.seen = [...feeds.values()].reduce((seen, { at }) => Math.max(seen, at), now)
}

function restoreTallies(city: City, tallies: Iterable<SavedTally>): void {
  for (const { group, bucket, tally } of tallies)
    if (tally !== null) groupAt(city, group)?.tallies.set(bucket, tally)
}

function restoreRolls(city: City, entries: Iterable<SavedEntry>): void {
  for (const { group: address, bucket, entry } of entries) {
    const group = groupAt(city, address)
    const compare = group?.metric.list?.compare
    if (entry === null || group === null || compare === undefined) continue
    let roll = group.rolls.get(bucket)
    if (roll === undefined) group.rolls.set(bucket, (roll = emptyRoll()))
    insert(roll, entry, compare)
  }
}

function groupAt(city: City, address: GroupAddress): Group | null {
  const metric = city.metrics.get(address.metric)
  const node = city.areas.byId(address.area)
  return metric === undefined || node === null ? null : ensureGroup(metric, node, address.dims)
}

/** Cells that no counting makes again: what the feeds last reported, and the documents in force. */
export function touchReports(city: City): void {
  for (const feed of city.feeds.keys()) city.dirty.feeds.add(feed)
  for (const name of city.documents.keys()) city.dirty.documents.add(name)
}

import { spellsAfter } from '../attendance/spells.ts'
import type { Derived, Kind, Thing } from '../kinds/kind.ts'
import type { Batch } from '../model/batch.ts'
import type { DocumentFact, Fact, Reading, ReadingsFact, RecordFact, TickFact } from '../model/fact.ts'
import { backlogOf } from '../model/position.ts'
import { attend } from './attend.ts'
import { setBoundary, takeBoundary } from './boundaries.ts'
import { SILENT, type City, type FeedAccount } from './city.ts'
import { recountInAll } from './joining.ts'
import { rollReading } from './readings.ts'
import { isThingSwept } from './recounting.ts'
import { forgetRemoved } from './removals.ts'
import { merge, mergeReading } from './thing.ts'
import { touch, type Metric } from '../metrics/metric.ts'

/** A thing as the store has it, or null. What is held in memory or not yet written the city knows itself. */
export type Before = (id: string) => Thing | null

/** A fact the fold could not take; the rest of its batch goes in. */
export interface FoldFault {
  /** Of readings only the one that could not be taken. */
  readonly fact: Fact
  /** Where it is in the journal: `<seq>/<part>`, of a reading `<seq>/<part>/<reading>`. */
  readonly place: string
  readonly error: unknown
}

/** Some readings of a fact that could not be taken; the others are in. */
class UntakenReadings extends Error {
  override readonly name = 'UntakenReadings'
  readonly at = new Map<number, unknown>()
}

/**
 * Takes one journal entry in. Cells are made when they are asked for (`settle`), so that many entries between two
 * pictures cost one cell each. A fault of one fact is returned and never stops the city.
 */
export function apply(city: City, batch: Batch, before: Before): FoldFault[] {
  const faults: FoldFault[] = []
  for (const fact of batch.facts) {
    try {
      applyFact(city, fact, batch.seq, before)
    } catch (error) {
      faults.push(...faultsOf(fact, `${batch.seq}/${batch.facts.indexOf(fact)}`, error))
    }
  }
  attend(city, batch)
  reportFeed(city, batch)
  city.seq = batch.seq
  return faults
}

function faultsOf(fact: Fact, place: string, error: unknown): FoldFault[] {
  if (fact.type !== 'readings') return [{ fact, place, error }]
  return fact.readings.flatMap((reading, i) => {
    if (error instanceof UntakenReadings && !error.at.has(i)) return []
    const why = error instanceof UntakenReadings ? error.at.get(i) : error
    return [{ fact: { ...fact, readings: [reading] }, place: `${place}/${i}`, error: why }]
  })
}

function applyFact(city: City, fact: Fact, seq: number, before: Before): void {
  switch (fact.type) {
    case 'record':
      return applyRecord(city, fact, before)
    case 'readings':
      return applyReadings(city, fact, seq, before)
    case 'tick':
      return applyTick(city, fact)
    case 'document':
      return applyDocument(city, fact)
  }
}

/** A report that is older or known already changes nothing. */
function applyRecord(city: City, fact: RecordFact, before: Before): void {
  const was = thingOf(city, fact.id, before)
  const thing = mergedRecord(city, was, fact)
  if (thing !== was) replace(city, was, thing)
}

function mergedRecord(city: City, was: Thing | null, fact: RecordFact): Thing {
  const kind = city.kinds.get(fact.kind)
  if (kind === undefined) throw new Error(`no kind "${fact.kind}" (record ${fact.id})`)
  if (fact.kindVersion > kind.version) throw new Error(tooNew(fact, kind))
  const upcast = fact.kindVersion < kind.version && kind.upcast !== undefined
  const lifted = upcast
    ? { ...fact, kindVersion: kind.version, fields: kind.upcast(fact.fields, fact.kindVersion, fact.part) }
    : fact
  return merge(was, lifted)
}

const tooNew = ({ id, kindVersion }: RecordFact, kind: Kind) =>
  `record ${id} was written under version ${kindVersion} of "${kind.id}"; this program knows ${kind.version}: start the newer one`

/** Whether what follows from it can be derived under the rules of now; nothing changes. */
export function canTake(city: City, fact: RecordFact | ReadingsFact, before: Before): boolean {
  try {
    if (fact.type === 'record') derive(city, mergedRecord(city, thingOf(city, fact.id, before), fact))
    else
      for (const reading of fact.readings)
        derive(city, mergeReading(thingOf(city, reading.device, before), fact.kind, reading.device, reading))
    return true
  } catch {
    return false
  }
}

export const thingOf = (city: City, id: string, before: Before): Thing | null =>
  (city.held.get(id) ?? city.changed.get(id))?.thing ?? before(id)

/** Derives before touching any number, so that a kind that throws leaves the city as it was. */
function replace(city: City, before: Thing | null, thing: Thing): void {
  const after = derive(city, thing)
  if (city.recounting !== null && !isThingSwept(city.recounting, thing.id)) {
    city.changed.set(thing.id, { thing, derived: after })
    return
  }
  recountInAll(city, thing, before === null ? null : currentOf(city, before), after)
  hold(city, thing, after)
}

/** What was counted for a thing: what is not held can no longer change with time, so deriving it again says the same. */
export function currentOf(city: City, thing: Thing): Derived | null {
  const known = city.held.get(thing.id) ?? city.changed.get(thing.id)
  if (known !== undefined) return known.derived
  try {
    return derive(city, thing)
  } catch {
    // It was taken under rules of before; when it was counted anew it could not be, and that was said then.
    return null
  }
}

export function derive(city: City, thing: Thing): Derived | null {
  const kind = city.kinds.get(thing.kind)
  if (kind === undefined) throw new Error(`no kind "${thing.kind}" (record ${thing.id})`)
  return kind.derive(thing, { now: city.now, calendar: city.calendarOf(kind.id) })
}

/** A thing stays in memory for as long as time alone may change what follows from it. */
export function hold(city: City, thing: Thing, derived: Derived | null): void {
  const known = { thing, derived }
  const nextAt = derived?.nextAt ?? null
  city.changed.set(thing.id, known)
  if (nextAt === null) {
    city.held.delete(thing.id)
    return
  }
  city.held.set(thing.id, known)
  setBoundary(city.boundaries, nextAt, thing.id)
}

/** A reading that cannot be taken costs itself alone. */
function applyReadings(city: City, fact: ReadingsFact, seq: number, before: Before): void {
  const kind = city.kinds.get(fact.kind)
  if (kind === undefined) throw new Error(`no kind "${fact.kind}" (readings)`)
  let untaken: UntakenReadings | null = null
  for (const reading of fact.readings) {
    try {
      applyReading(city, kind, reading, seq, before)
    } catch (error) {
      untaken ??= new UntakenReadings()
      untaken.at.set(fact.readings.indexOf(reading), error)
    }
  }
  if (untaken !== null) throw untaken
}

function applyReading(city: City, kind: Kind, reading: Reading, seq: number, before: Before): void {
  const was = thingOf(city, reading.device, before)
  const thing = mergeReading(was, kind.id, reading.device, reading)
  if (thing !== was) replace(city, was, thing)
  rollReading(city, kind, reading, seq)
}

/** Time passes: windows move on, and every thing whose boundary was crossed is looked at again. */
function applyTick(city: City, fact: TickFact): void {
  if (fact.at <= city.now) return
  city.now = fact.at
  for (const metric of city.metrics.values()) moveWindow(metric, fact.at)
  for (const metric of city.joining?.metrics.values() ?? []) moveWindow(metric, fact.at)
  for (
    let due = takeBoundary(city.boundaries, fact.at);
    due !== null;
    due = takeBoundary(city.boundaries, fact.at)
  ) {
    const known = city.held.get(due.id)
    // A boundary that was replaced since has another instant: its own entry will come.
    if (known === undefined || known.derived?.nextAt !== due.at) continue
    const after = derive(city, known.thing)
    recountInAll(city, known.thing, known.derived, after)
    hold(city, known.thing, after)
  }
  forgetRemoved(city)
}

/** What comes on show are the buckets that waited for their time; what leaves it are those the settling drops. */
function moveWindow(metric: Metric, now: number): void {
  const last = metric.window.moveTo(now)
  if (last === null) return
  for (const group of metric.groups.values()) {
    touch(group, metric.window.current())
    for (const bucket of group.tallies.keys()) if (bucket > last) touch(group, bucket)
    for (const bucket of group.rolls.keys()) if (bucket > last) touch(group, bucket)
  }
}

function applyDocument(city: City, fact: DocumentFact): void {
  const name = `${fact.family}/${fact.id}`
  if (city.documents.get(name)?.digest === fact.digest) return
  city.documents.set(name, { digest: fact.digest, body: fact.body })
  city.dirty.documents.add(name)
}

function reportFeed(city: City, batch: Batch): void {
  if (batch.feed === '') return
  const last = city.feeds.get(batch.feed) ?? SILENT
  const told = isReport(batch) ? toldBy(batch, last) : last
  city.feeds.set(batch.feed, {
    ...told,
    received: last.received + batch.counts.received,
    accepted: last.accepted + batch.counts.accepted,
    duplicate: last.duplicate + batch.counts.duplicate,
    quarantined: last.quarantined + batch.counts.quarantined,
    refused: last.refused + batch.counts.refused,
  })
  city.dirty.feeds.add(batch.feed)
}

/** What was set aside, or is taken after all, is no report of the upstream: a silent feed must not look live for it. */
const isReport = ({ outcome }: Batch): boolean => outcome === 'ok' || outcome === 'failed'

function toldBy(batch: Batch, last: FeedAccount): FeedAccount {
  const { outcome, at, reason, position } = batch
  const ok = outcome === 'ok'
  const newest = newestIn(batch)
  return {
    ...last,
    at: Math.max(last.at, at),
    okAt: ok ? Math.max(last.okAt, at) : last.okAt,
    failingSince: ok ? 0 : last.failingSince === 0 ? at : last.failingSince,
    reason: ok ? '' : reason,
    backlog: position === null ? last.backlog : backlogOf(position),
    ...(newest > last.toldAt && { toldAt: newest, lag: Math.max(0, at - newest) }),
    spells: spellsAfter(last.spells, batch),
  }
}

/** A piece of the past that comes after what is new tells nothing of how far a feed is behind. */
function newestIn({ facts }: Batch): number {
  let newest = 0
  for (const fact of facts)
    if (fact.type === 'record') newest = Math.max(newest, fact.at)
    else if (fact.type === 'readings') for (const { at } of fact.readings) newest = Math.max(newest, at)
  return newest
}

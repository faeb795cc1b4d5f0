import type { Batch, Draft } from '../../shared/model/batch.ts'
import { MOST_QUARANTINED, namedBy, partsOf, type Journal, type QuarantineEntry } from './journal.ts'
import { holdsEntry, type Run } from './runs.ts'

/** What a copy of a journal in memory is made of. */
export interface Kept {
  readonly entries: readonly Draft[]
  readonly runs: readonly Run[]
}

/** Forgets with its process: for tests, and for what need not outlive one. `kept`: what another one had, or a copy of it. */
export function memoryJournal(run: string, kept: Kept = { entries: [], runs: [] }): Journal & Kept {
  const entries: Batch[] = []
  const positions = new Map<string, string>()
  let quarantine: QuarantineEntry[] = []
  let quarantineIds = 0
  const withdrawn = new Set<string>()

  const head = kept.entries.length
  const runs: Run[] = [...kept.runs.filter(({ from }) => from <= head), { id: run, from: head }]

  function append(drafts: readonly Draft[]): Batch[] {
    const batches = drafts.map((draft, i): Batch => ({ seq: entries.length + 1 + i, ...copy(draft) }))
    for (const batch of batches) {
      entries.push(batch)
      if (batch.position !== null) positions.set(batch.feed, batch.position)
      for (const { place } of batch.quarantined) if (place !== undefined) withdrawn.add(place)
      for (const item of batch.quarantined)
        quarantine.push({ ...item, id: ++quarantineIds, feed: batch.feed, seq: batch.seq, at: batch.at })
      const settled = new Set([...(batch.settles ?? []), ...(batch.discards ?? [])])
      quarantine = quarantine.filter(({ id }) => !settled.has(id))
      quarantine = bounded(quarantine, batch.feed)
    }
    return batches
  }

  append(kept.entries)
  return {
    run,
    holds: (id, seq) => holdsEntry(runs, { id, seq, head: entries.length }),
    entries,
    runs,
    head: () => entries.length,
    append,
    read: (after, limit) => entries.slice(after, after + limit).map(batch => ({ ...batch, quarantined: [] })),
    positionOf: feed => positions.get(feed) ?? null,
    quarantined: (feed, limit, before = Number.MAX_SAFE_INTEGER) =>
      quarantine
        .filter(entry => entry.feed === feed && entry.id < before)
        .reverse()
        .slice(0, limit),
    isWithdrawn: place => withdrawn.has(place),
    factAt: place => namedBy(place, entries[partsOf(place).seq - 1]?.facts[partsOf(place).part]),
    close: () => undefined,
  }
}

function bounded(quarantine: QuarantineEntry[], feed: string): QuarantineEntry[] {
  const ofFeed = quarantine.filter(entry => entry.feed === feed)
  const oldest = ofFeed[ofFeed.length - MOST_QUARANTINED]?.id ?? 0
  return quarantine.filter(entry => entry.feed !== feed || entry.id >= oldest)
}

/** As a disk would: what the caller does with its objects afterwards changes nothing here. */
const copy = (draft: Draft): Draft => JSON.parse(JSON.stringify(draft)) as Draft

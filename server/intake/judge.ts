import type { Thing } from '../../shared/kinds/kind.ts'
import type { Batch, Counts, Draft, Quarantined } from '../../shared/model/batch.ts'
import type { Fact, RecordFact } from '../../shared/model/fact.ts'
import { AHEAD_MS, createReadingsJudge, type KnownReadings } from './judge-readings.ts'
import { createRefusals } from './refusals.ts'
import { createRepeats } from './repeats.ts'
import { restating } from '../../shared/city/restated.ts'

export interface Knowledge extends KnownReadings {
  readonly thing: (id: string) => Thing | null
  /** Whether its last report was no good one. */
  readonly isFailing: (feed: string) => boolean
}

/**
 * Judges what depends on the moment of arrival, so that the fold need not: repeats are counted and left out, readings
 * older than what is kept are refused, instants from the future are taken back to now. `received = accepted + duplicate +
 * quarantined + refused` holds before and after.
 *
 * A repeat is a report that is already the newest known of its part, or came twice among those that wait to be
 * committed. A version older than the newest is history, and journaled when it comes for the first time. What was refused
 * lately and comes again as it was is a repeat too.
 */
export interface Judge {
  /** Judges a draft; what it accepts is known to the next one although it is not committed yet. */
  judge(draft: Draft): Draft
  /** What the fold could not take of what is in the journal. */
  untaken(fact: Fact): void
  /** These are in the journal. */
  kept(batches: readonly Batch[]): void
  /** The drafts judged so far are committed (or lost): what is known stands in the city again. */
  settled(): void
}

export function createJudge(knowledge: () => Knowledge): Judge {
  const repeats = createRepeats()
  const readings = createReadingsJudge()
  const refusals = createRefusals()

  function judge(draft: Draft): Draft {
    const known = knowledge()
    const facts: Fact[] = []
    let again = 0
    let refused = 0
    for (const fact of draft.facts) {
      if (fact.type === 'record') {
        const part = partOf(fact, known)
        const taken = restating(clampRecord(fact, known.now), part)
        if (repeats.isRepeat(taken, part)) again++
        else facts.push(taken)
      } else if (fact.type === 'readings') {
        const judged = readings.judge(fact, known)
        again += judged.repeats
        refused += judged.refused
        if (judged.fresh.length > 0) facts.push({ ...fact, readings: judged.fresh })
      } else facts.push(fact)
    }
    const quarantined = refusals.fresh(draft)
    const refusedAgain = recordsIn(draft.quarantined) - recordsIn(quarantined)
    const same = again + refused + refusedAgain === 0
    if (same && facts.every((fact, i) => fact === draft.facts[i])) return draft
    const said = refused === 0 ? saidAfter(draft, quarantined, known) : { reason: refusalOf(refused, known) }
    const counts = without(draft.counts, { repeats: again, refused, refusedAgain })
    return { ...draft, ...said, facts, quarantined, counts }
  }

  function settled(): void {
    repeats.settled()
    readings.settled()
    refusals.settled()
  }

  function kept(batches: readonly Batch[]): void {
    refusals.keep(batches)
    readings.kept()
    repeats.kept()
  }

  function untaken(fact: Fact): void {
    if (fact.type === 'record') repeats.untaken(fact)
  }

  return { judge, untaken, kept, settled }
}

/**
 * What an overlap or a whole list shows again each time was told when it came. It fails nobody anew; but a feed that it failed has told
 * nothing since that could be read, and what is shown of it must not look live.
 */
function saidAfter(
  { feed, outcome, reason, quarantined }: Draft,
  fresh: readonly Quarantined[],
  { isFailing }: Knowledge,
): Pick<Draft, 'outcome' | 'reason'> {
  const isToldBefore = quarantined.length > 0 && fresh.length === 0 && !isFailing(feed)
  return outcome === 'failed' && isToldBefore ? { outcome: 'ok', reason: '' } : { outcome, reason }
}

const partOf = ({ id, part }: RecordFact, known: Knowledge) => known.thing(id)?.parts[part]

const recordsIn = (refused: readonly Quarantined[]): number =>
  refused.reduce((sum, { count = 1 }) => sum + count, 0)

interface LeftOut {
  readonly repeats: number
  readonly refused: number
  /** Quarantined before, and the same again. */
  readonly refusedAgain: number
}

const without = (counts: Counts, { repeats, refused, refusedAgain }: LeftOut): Counts => ({
  ...counts,
  accepted: counts.accepted - repeats - refused,
  duplicate: counts.duplicate + repeats + refusedAgain,
  quarantined: counts.quarantined - refusedAgain,
  refused: counts.refused + refused,
})

const DAY_MS = 86_400_000

function refusalOf(refused: number, { now, oldestReading }: Knowledge): string {
  const readings = refused === 1 ? '1 reading is' : `${refused} readings are`
  const days = Math.round((now - oldestReading) / DAY_MS)
  return `${readings} older than the ${days} days for which readings are kept`
}

/** The business time is clamped, the order among versions is the upstream's own affair. */
function clampRecord(fact: RecordFact, now: number): RecordFact {
  if (fact.event <= now + AHEAD_MS) return fact
  return {
    ...fact,
    event: now,
    flags: fact.flags.includes('future') ? fact.flags : [...fact.flags, 'future'],
  }
}

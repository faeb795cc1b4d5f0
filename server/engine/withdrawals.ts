import type { FoldFault } from '../../shared/city/apply.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import { maskRecord } from '../../shared/mapping/masking/record.ts'
import { NO_COUNTS, type Batch, type Draft, type Quarantined } from '../../shared/model/batch.ts'
import { sentence } from '../intake/intake.ts'
import type { Journal } from '../journal/journal.ts'

/** What the fold could not take, until an entry says so. */
export interface Withdrawals {
  note(faults: readonly FoldFault[], batch: Batch): void
  /** What no entry withdraws yet. */
  waiting(): readonly FoldFault[]
  /**
   * Journals all that waits. Always before a checkpoint: a start sees again what could not be taken of the entries after it, and
   * nothing of those before.
   */
  write(fold: (batch: Batch) => void): void
}

interface Untaken {
  readonly batch: Batch
  readonly faults: readonly FoldFault[]
}

export function createWithdrawals(journal: () => Journal): Withdrawals {
  let waiting: Untaken[] = []
  return {
    note(faults, batch) {
      // A tick and a document are nobody's records.
      const ofRecords = faults.filter(({ fact: { type } }) => type === 'record' || type === 'readings')
      if (batch.feed !== '' && ofRecords.length > 0) waiting.push({ batch, faults: ofRecords })
    },
    waiting: () => waiting.flatMap(({ faults }) => faults),
    write(fold) {
      if (waiting.length === 0) return
      const { append, isWithdrawn } = journal()
      const batches = append(waiting.flatMap(untaken => draftOf(untaken, isWithdrawn)))
      waiting = []
      batches.forEach(fold)
    },
  }
}

/** Moves what could not be folded in from accepted to quarantined; nothing where a process of before has done so. */
function draftOf({ batch, faults }: Untaken, isWithdrawn: Journal['isWithdrawn']): Draft[] {
  const quarantined = faults.filter(({ place }) => !isWithdrawn(place)).map(refusalOf)
  const n = quarantined.length
  if (n === 0) return []
  return [
    {
      ...{ feed: batch.feed, at: batch.at, outcome: 'withdrawn', reason: '', position: null, facts: [] },
      counts: { ...NO_COUNTS, accepted: -n, quarantined: n },
      quarantined,
    },
  ]
}

const refusalOf = ({ fact, place, error }: FoldFault): Quarantined => ({
  reason: sentence(`it could not be counted: ${String(error)}`, mask),
  blame: 'ours',
  path: '',
  record: maskRecord(fact),
  place,
})

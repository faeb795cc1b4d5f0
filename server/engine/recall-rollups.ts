import { saveRollups } from '../../shared/city/checkpoint.ts'
import type { City } from '../../shared/city/city.ts'
import { recallReadings } from '../../shared/city/readings.ts'
import type { Journal } from '../journal/journal.ts'
import { ifThereIsRoom } from '../journal/room.ts'
import type { Standing, Store } from '../store/store.ts'

const ENTRIES_AT_ONCE = 500

/**
 * Rollups are written some time after they changed: what is in the city's numbers already, but not in every rollup, is put
 * in again from the journal. Then the store has all of them as of the checkpoint; where it has no room for them now, they wait
 * for a checkpoint like others.
 */
export function recallRollups(city: City, journal: Journal, store: Store, standing: Standing): void {
  const { rolled, applied } = standing
  for (let after = rolled; after < applied;) {
    const batches = journal.read(after, ENTRIES_AT_ONCE)
    for (const { seq, facts } of batches) {
      if (seq > applied) break
      for (const fact of facts) if (fact.type === 'readings') recallReadings(city, fact, seq)
    }
    after = batches.at(-1)?.seq ?? applied
  }
  city.seq = applied
  ifThereIsRoom(() => saveRollups(city, () => true, store.saveRollups))
}

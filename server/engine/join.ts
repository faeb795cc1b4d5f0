import { currentOf } from '../../shared/city/apply.ts'
import type { WantedBlocks } from '../../shared/city/checkpoint.ts'
import type { City } from '../../shared/city/city.ts'
import { countThing } from '../../shared/city/counting.ts'
import type { Joining } from '../../shared/city/joining.ts'
import { lift } from '../../shared/city/thing.ts'
import type { Written } from '../store/lines.ts'
import type { Store } from '../store/store.ts'
import { openSweeps, type Sweeps } from './sweeps.ts'

export interface JoinParts {
  readonly city: City
  readonly store: Store
  readonly joining: Joining
  /** Writes what changed, and the rollups that are wanted. */
  readonly save: (wanted: WantedBlocks) => void
  readonly atOnce?: number | undefined
}

/** Counts what joins from things and rollups. Those in force go on meanwhile, and so does everything else. */
export function openJoin({ city, joining, ...parts }: JoinParts): Sweeps {
  const kinds = new Set([...joining.counted.keys()].map(name => name.split('/')[0]))
  return openSweeps({
    ...{ city, ...parts, into: joining },
    countThing({ thing: written }: Written) {
      const kind = kinds.has(written.kind) ? city.kinds.get(written.kind) : undefined
      if (kind === undefined) return
      const thing = lift(kind, written)
      countThing(joining, thing, currentOf(city, thing), 1)
    },
  })
}

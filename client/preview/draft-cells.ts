import type { SceneDocument } from '../../shared/model/documents.ts'
import { parseReads } from '../../shared/sync/topic.ts'
import type { TrackedCells } from '../live/tracked-cells.ts'
import type { MetricCell } from '../widgets/cells.ts'

const readsOf = ({ panels }: SceneDocument): ReadonlySet<string> =>
  new Set(
    panels
      .flatMap(({ metrics }) => Object.values(metrics))
      .flatMap(text => {
        try {
          return [parseReads(text).metric]
        } catch {
          // Not written to its end yet: it reads nothing.
          return []
        }
      }),
  )

/** A topic carries what its scene in force reads: which scenes together have what a draft reads, its own first. */
export function scenesFor(draft: SceneDocument, inForce: readonly SceneDocument[]): readonly string[] {
  const own = inForce.find(({ id }) => id === draft.id) ?? inForce[0]
  if (own === undefined) return []
  const missing = new Set(readsOf(draft))
  for (const metric of readsOf(own)) missing.delete(metric)
  const chosen = [own.id]
  for (const scene of inForce) {
    if (chosen.length >= MOST_SCENES) break
    const reads = readsOf(scene)
    if (![...missing].some(metric => reads.has(metric))) continue
    for (const metric of reads) missing.delete(metric)
    chosen.push(scene.id)
  }
  return chosen
}
/** Fewer than a socket may watch. */
const MOST_SCENES = 6

/** Several topics as one: what one of them does not carry another may. */
export function joinedCells(of: readonly TrackedCells[]): TrackedCells {
  return {
    get: key => of.map(cells => cells.get(key)).find(value => value !== null) ?? null,
    of: (metric, area) =>
      of
        .map(cells => cells.of(metric, area))
        .reduce<readonly MetricCell[]>((most, cells) => (cells.length > most.length ? cells : most), []),
    documents: family => new Map([...of].reverse().flatMap(cells => [...cells.documents(family)])),
    changed: keys => {
      const all = [...keys]
      for (const cells of of) cells.changed(all)
    },
  }
}

import { FRAME } from '../layout/document.ts'
import { kindsOf } from '../metrics/kinds-of.ts'
import type { MetricDocument, SceneDocument } from '../model/documents.ts'
import { parseReads } from '../sync/topic.ts'
import type { Library } from './document.ts'
import { libraryOf } from './metrics.ts'

/**
 * The scenes that show numbers over the records of a library, by id. The header, which is the same everywhere, tells of no use,
 * nor does the scene that shows the libraries themselves.
 */
export function scenesUsing(
  library: Library,
  scenes: readonly SceneDocument[],
  metrics: readonly MetricDocument[],
): readonly string[] {
  const kindsBy = new Map(metrics.map(metric => [metric.id, kindsOf(metric)]))
  const held = new Set(Object.keys(library.kinds))
  const uses = (metric: string) => (kindsBy.get(metric) ?? []).some(kind => held.has(kind))
  return scenes
    .filter(scene => {
      const shown = shownIn(scene)
      return !shown.some(metric => libraryOf(metric) !== null) && shown.some(uses)
    })
    .map(({ id }) => id)
}

const shownIn = ({ panels }: SceneDocument): readonly string[] =>
  panels
    .filter(({ id }) => id !== FRAME)
    .flatMap(({ metrics }) => Object.values(metrics).map(text => parseReads(text).metric))

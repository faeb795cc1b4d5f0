import type { AlertDocument } from '../../shared/alerts/document.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import type { MetricDocument, SceneDocument } from '../../shared/model/documents.ts'
import type { Text } from '../../shared/model/value.ts'
import type { ConsoleFamily, DocumentUses } from '../../shared/sync/publications.ts'
import { parseReads } from '../../shared/sync/topic.ts'
import type { Edited } from '../documents/laid-over.ts'

/** Who leans on a document of this family and id, among those that are in force. */
export function usesOf(
  family: ConsoleFamily,
  document: { readonly id: string },
  { metrics, scenes }: Pick<Edited, 'metrics' | 'scenes'>,
): DocumentUses {
  const leaning = leaningMetrics(family, document, metrics)
  return {
    metrics: leaning.map(({ id, title }) => ({ id, title })),
    scenes:
      family === 'scene' || family === 'alert'
        ? []
        : scenesReading(new Set(leaning.map(({ id }) => id)), scenes),
  }
}

function leaningMetrics(
  family: ConsoleFamily,
  document: { readonly id: string },
  metrics: readonly MetricDocument[],
): readonly MetricDocument[] {
  switch (family) {
    case 'feed': {
      const { kind } = document as unknown as { readonly kind: string }
      return metrics.filter(metric => kindsOf(metric).includes(kind))
    }
    case 'metric':
      return metrics.filter(({ id }) => id === document.id)
    case 'scene': {
      const read = readBy((document as unknown as SceneDocument).panels)
      return metrics.filter(({ id }) => read.has(id))
    }
    case 'alert': {
      const { over } = document as unknown as AlertDocument
      return metrics.filter(({ id }) => 'metric' in over && over.metric === id)
    }
    case 'channel':
    case 'naming':
      return []
  }
}

function scenesReading(
  wanted: ReadonlySet<string>,
  scenes: readonly SceneDocument[],
): DocumentUses['scenes'] {
  return scenes.flatMap(({ id, title, panels }) => {
    const leaning = panels.filter(panel => [...readBy([panel])].some(metric => wanted.has(metric)))
    return leaning.length === 0 ? [] : [{ id, title, panels: leaning.map((panel): Text => panel.title) }]
  })
}

/** Only what can be read: a scene that is looked at here was judged before. */
const readBy = (panels: SceneDocument['panels']): ReadonlySet<string> =>
  new Set(panels.flatMap(({ metrics }) => Object.values(metrics).map(text => parseReads(text).metric)))

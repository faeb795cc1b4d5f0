import { Errors } from 'typebox/schema'
import { LAYOUT_NAMES, LayoutDocument } from '../../shared/layout/document.ts'
import { layoutFaults } from '../../shared/layout/grid.ts'
import { conforms } from '../../shared/model/conforms.ts'
import type {
  FeedDocument,
  MetricDocument,
  PanelDocument,
  SceneDocument,
} from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import { parseReads } from '../../shared/sync/topic.ts'

export interface SceneGround {
  readonly metrics: readonly MetricDocument[]
  readonly feeds: readonly FeedDocument[]
}

/** A scene is watched by its name: what a topic cannot be called no screen could ask for. */
const TOPIC_PART = /^[a-z0-9-]+$/

/** What is wrong with a scene beyond its schema: what it reads must be there, and every panel has its place. */
export function sceneFaults(scene: SceneDocument, ground: SceneGround): string[] {
  const metrics = new Map(ground.metrics.map(metric => [metric.id, metric]))
  const feeds = new Set(ground.feeds.map(({ id }) => id))
  const panels = new Set(scene.panels.map(({ id }) => id))
  return [
    ...(TOPIC_PART.test(scene.id) ? [] : ['/id: must match pattern ^[a-z0-9-]+$']),
    ...scene.panels.flatMap((panel, i) => panelFaults(panel, `/panels/${i}`, metrics, feeds)),
    ...Object.entries(scene.layouts).flatMap(([name, layout]) => faultsOfLayout(name, layout, panels)),
  ]
}

function panelFaults(
  { metrics: reads, byHand = [] }: PanelDocument,
  where: string,
  metrics: ReadonlyMap<string, MetricDocument>,
  feeds: ReadonlySet<string>,
): string[] {
  return [
    ...Object.entries(reads).flatMap(([role, text]) => {
      const fault = readsFault(text, metrics)
      return fault === null ? [] : [`${where}/metrics/${role}: ${fault}`]
    }),
    ...byHand.filter(id => !feeds.has(id)).map(id => `${where}/byHand: there is no feed "${id}"`),
  ]
}

function readsFault(text: string, metrics: ReadonlyMap<string, MetricDocument>): string | null {
  try {
    const { metric, scope } = parseReads(text)
    const known = metrics.get(metric)
    if (known === undefined) return `there is no metric "${metric}"`
    return scope === 'self' || known.areas.includes(scope)
      ? null
      : `"${metric}" is not counted by ${scope}: its areas are ${known.areas.join(', ')}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function faultsOfLayout(name: string, layout: Value, panels: ReadonlySet<string>): string[] {
  const where = `/layouts/${name}`
  if (!(LAYOUT_NAMES as readonly string[]).includes(name))
    return [`${where}: there is no such layout; there are ${LAYOUT_NAMES.join(', ')}`]
  if (!conforms(LayoutDocument, layout))
    return Errors(LayoutDocument, layout)[1]
      .slice(0, FAULTS_OF_ONE)
      .map(error => `${where}${error.instancePath}: ${error.message}`)
  return layoutFaults(layout, panels).map(fault => `${where}: ${fault}`)
}

const FAULTS_OF_ONE = 5

import { lineage, type Areas } from '../areas/areas.ts'
import { TOLD_METRIC } from '../alerts/told.ts'
import type { Audience } from '../access/principal.ts'
import { libraryMetric } from '../libraries/metrics.ts'
import { parseCellKey } from '../model/cell.ts'
import type { AreaLevel, SceneDocument } from '../model/documents.ts'

export interface Topic {
  readonly scene: string
  readonly place: string
  readonly audience: string
}

export const topicName = ({ scene, place, audience }: Topic): string => `${scene}/${place}@${audience}`

export function parseTopic(name: string): Topic | null {
  const match = /^([a-z0-9-]+)\/([0-9]+)@([a-z]+)$/.exec(name)
  if (match === null) return null
  const [, scene, place, audience] = match as unknown as [string, string, string, string]
  return { scene, place, audience }
}

/** Where, seen from the topic's place, a panel reads a metric: `metric`, `metric@districts`, `metric@cells`, … */
export interface Reads {
  readonly metric: string
  readonly scope: 'self' | AreaLevel
}

const SCOPES: { readonly [name: string]: AreaLevel } = {
  city: 'city',
  districts: 'district',
  towns: 'town',
  cells: 'cell',
}

export function parseReads(text: string): Reads {
  const at = text.indexOf('@')
  if (at === -1) return { metric: text, scope: 'self' }
  const level = SCOPES[text.slice(at + 1)]
  if (level === undefined) throw new Error(`"${text}": after @ comes city, districts, towns or cells`)
  return { metric: text.slice(0, at), scope: level }
}

/**
 * Which cells a topic carries. Every topic carries all feeds, which the truth line of the header counts, and the alerts of the city, which stand
 * above any scene.
 */
export function cellsOf(topic: Topic, scene: SceneDocument, areas: Areas): (key: string) => boolean {
  const scopes = new Map<string, Set<Reads['scope']>>()
  for (const panel of scene.panels) {
    for (const text of Object.values(panel.metrics)) {
      const { metric, scope } = parseReads(text)
      scopes.set(metric, (scopes.get(metric) ?? new Set()).add(scope))
    }
  }
  const told = TOLD_METRIC[topic.audience as Audience]
  return key => {
    const address = parseCellKey(key)
    if (address === null) return wantsDocument(key, scopes)
    if (address.metric === told && address.area === areas.city.id) return true
    const wanted = scopes.get(address.metric)
    return wanted !== undefined && inScope(wanted, address.area, topic.place, areas)
  }
}

function inScope(wanted: ReadonlySet<Reads['scope']>, area: string, place: string, areas: Areas): boolean {
  if (wanted.has('self') && area === place) return true
  const node = areas.byId(area)
  if (node === null || !wanted.has(node.level)) return false
  // `@city` reads the city's number wherever the topic is: some metrics exist only there.
  return node.level === 'city' || lineage(node).some(above => above.id === place)
}

/** The header counts all feeds, lists name kinds and states, and every panel says when it is of before. */
const SEEN_BY_ALL = ['feed:', 'city:', 'doc:feed/', 'doc:kind/', 'doc:scene/']

function wantsDocument(key: string, metrics: ReadonlyMap<string, unknown>): boolean {
  if (SEEN_BY_ALL.some(start => key.startsWith(start))) return true
  if (key.startsWith('doc:library/'))
    return metrics.has(libraryMetric(key.slice('doc:library/'.length), 'records'))
  return key.startsWith('doc:metric/') && metrics.has(key.slice('doc:metric/'.length))
}

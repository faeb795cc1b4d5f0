import type { AlertDocument, ChannelDocument } from '../../shared/alerts/document.ts'
import type { NamingDocument } from '../../shared/naming/document.ts'
import type { FeedDocument, MetricDocument, SceneDocument } from '../../shared/model/documents.ts'
import type { ParsedDocument } from '../../shared/model/document-schemas.ts'
import { compareText } from '../../shared/model/text-order.ts'
import type { ConsoleFamily } from '../../shared/sync/publications.ts'
import type { PublishedDocument } from '../engine/published.ts'
import type { DocumentFault } from './load.ts'

/** What the console may put in force, over what the folder has. */
export interface Edited {
  readonly feeds: readonly FeedDocument[]
  readonly metrics: readonly MetricDocument[]
  readonly scenes: readonly SceneDocument[]
  /** By what alerts are raised, and where they are sent. */
  readonly alerts: readonly AlertDocument[]
  readonly channels: readonly ChannelDocument[]
  /** How upstreams call places and departments. */
  readonly namings: readonly NamingDocument[]
}

/** The one door for each family. */
export interface Parsers {
  readonly feed: (raw: unknown) => ParsedDocument<FeedDocument>
  readonly metric: (raw: unknown) => ParsedDocument<MetricDocument>
  readonly scene: (raw: unknown) => ParsedDocument<SceneDocument>
  readonly alert: (raw: unknown) => ParsedDocument<AlertDocument>
  readonly channel: (raw: unknown) => ParsedDocument<ChannelDocument>
  readonly naming: (raw: unknown) => ParsedDocument<NamingDocument>
}

/**
 * The folder's documents with those of the console over them. One that cannot be used any more, since a kind has changed, is told of,
 * and the folder's stands in its place: it hurts nobody else.
 */
export function laidOver(
  folder: Edited,
  published: readonly PublishedDocument[],
  parsers: Parsers,
  onFault: (fault: DocumentFault) => void,
): Edited {
  const of = <T extends { readonly id: string }>(
    family: ConsoleFamily,
    shipped: readonly T[],
    parse: (raw: unknown) => ParsedDocument<T>,
  ): readonly T[] => {
    const own = published.filter(each => each.family === family)
    if (own.length === 0) return shipped
    const byId = new Map(shipped.map(document => [document.id, document]))
    for (const { id, version, document, retired } of own) {
      if (retired) byId.delete(id)
      if (document === null) continue
      const parsed = parse(document)
      if (parsed.ok) byId.set(id, parsed.document)
      else onFault({ file: `${family} ${id}, version ${version} of the console`, faults: parsed.faults })
    }
    return [...byId.values()].sort((a, b) => compareText(a.id, b.id))
  }
  return {
    feeds: of('feed', folder.feeds, parsers.feed),
    metrics: of('metric', folder.metrics, parsers.metric),
    scenes: of('scene', folder.scenes, parsers.scene),
    alerts: of('alert', folder.alerts, parsers.alert),
    channels: of('channel', folder.channels, parsers.channel),
    namings: of('naming', folder.namings, parsers.naming),
  }
}
